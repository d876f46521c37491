"""The bibliography, `references.bib`, as references and problems.

bibtexparser 2.x cuts the file into blocks (`bibtex_blocks.py`) with none of its middlewares: they leave `#` and
month macros unresolved, cut addresses at `%`, decode LaTeX before they split names, and cost 11 ms an entry.
All meaning is given here and in the modules beside this one: `bibtex_syntax` (keys, fields, values),
`bibtex_values` (macros), `bibtex_inheritance` (crossref, xdata), `bibtex_meaning` (what a field means),
`bibtex_whole` (type, titles, the larger work), `bibtex_roles`, `bibtex_related` (reprints), `names`, `bibtex_dates`,
`latex`, `identifiers`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from evibase.problems import Place, Problem, in_order
from evibase.records.bibtex_blocks import read_blocks
from evibase.records.bibtex_inheritance import Heir, inherit
from evibase.records.bibtex_meaning import read_reference
from evibase.records.bibtex_related import with_reprints
from evibase.records.bibtex_syntax import RawEntry, Source
from evibase.records.bibtex_types import XDATA
from evibase.records.bibtex_values import Macros, expand, read_macros
from evibase.records.raw import LARGEST_BIBLIOGRAPHY, Raw, decode
from evibase.records.reference import KEY, Field, Reference, address

#: Longest key that is allowed: it becomes the name of a file.
LONGEST_KEY = 80

#: Most fields of an entry; real ones have about 15.
MOST_FIELDS = 100

# Taken by index pages, and by devices of Windows, where a page of that name could not be saved.
_RESERVED = frozenset(
    {"index", "con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
)


def read_bibliography(raw: Raw) -> tuple[tuple[Reference, ...], tuple[Problem, ...]]:
    """Give the references of a bibliography in order of the file, and everything that is wrong with it.

    An entry with a valid key always comes back, `broken` if it could not be read to its end; of two with one
    key, the first. No input raises. Reports, beside what `decode` and the modules above report,
    `empty-citekey`, `invalid-citekey`, `duplicate-citekey`, `duplicate-field` and `entry-too-large`.
    """
    text = decode(raw, LARGEST_BIBLIOGRAPHY)
    if isinstance(text, tuple):
        return (), text
    source = Source(raw.path, text)
    blocks = read_blocks(source)
    macros, macro_problems = read_macros(blocks.strings, source)
    entries, dropped, key_problems = _unique(blocks.entries, source)
    problems = [*blocks.problems, *macro_problems, *key_problems]
    heirs: dict[str, Heir] = {}
    for entry in entries:
        fields, found = _fields(entry, macros, source)
        problems += found
        heirs[entry.key.lower()] = Heir(entry, fields)
    whole, inheritance_problems = inherit(heirs, source)
    problems += inheritance_problems
    references: list[Reference] = []
    for heir in whole.values():
        if heir.entry.kind != XDATA:
            reference, found = read_reference(heir.entry, heir.fields, source)
            references.append(reference)
            problems += found
    for entry in dropped:
        fields, found = _fields(entry, macros, source)
        problems += [*found, *read_reference(entry, fields, source)[1]]
    return with_reprints(references), in_order(problems)


def _unique(entries: Iterable[RawEntry], source: Source) -> tuple[list[RawEntry], list[RawEntry], list[Problem]]:
    """Part the entries with a valid key that no entry before them has, in any spelling, from the others."""
    kept: list[RawEntry] = []
    dropped: list[RawEntry] = []
    problems: list[Problem] = []
    first: dict[str, RawEntry] = {}
    for entry in entries:
        problem = _key_problem(entry, source)
        name = address(entry.key)
        if problem is None and name in first:
            problem = _duplicate(entry, first[name], source)
        if problem is None:
            first[name] = entry
            kept.append(entry)
        else:
            dropped.append(entry)
            # An entry torn before its key has its problem already.
            problems += [problem] if entry.key or not entry.broken else []
    return kept, dropped, problems


def _key_problem(entry: RawEntry, source: Source) -> Problem | None:
    key = entry.key
    if not key:
        return source.problem(
            entry.key_start, "empty-citekey", f"This @{entry.kind} has no key.", f"Write @{entry.kind}{{key, ...}}."
        )
    name = address(key)
    if re.fullmatch(KEY, key) and len(key) <= LONGEST_KEY and name and name not in _RESERVED:
        return None
    shown = key if len(key) <= LONGEST_KEY else f"{key[:LONGEST_KEY]}..."
    if name in _RESERVED:
        message, remedy = f'The key "{shown}" is a reserved name.', f"Add to it: {name}-1."
    elif len(key) > LONGEST_KEY:
        message = f'The key "{shown}" has {len(key)} characters; at most {LONGEST_KEY} are allowed.'
        remedy = "Shorten it."
    else:
        message = f'The key "{shown}" has characters that a key cannot have.'
        plain = address(unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode())
        remedy = f'Did you mean "{plain}"?' if plain else "Use letters a-z, digits, and single hyphens between them."
    return source.problem(entry.key_start, "invalid-citekey", message, remedy)


def _duplicate(entry: RawEntry, first: RawEntry, source: Source) -> Problem:
    line = source.at(first.key_start)[0]
    if entry.key == first.key:
        message = f'The key "{entry.key}" is taken by the entry in line {line}.'
    elif entry.key.lower() == first.key.lower():
        message = f'The key "{entry.key}" differs only in case from "{first.key}" in line {line}.'
    else:
        message = f'The key "{entry.key}" would have the same page as "{first.key}" in line {line}.'
    remedy = "Give it another key, or delete one if they are the same work."
    problem = source.problem(entry.key_start, "duplicate-citekey", message, remedy)
    return replace(problem, others=(Place(source.path, *source.at(first.key_start)),))


def _fields(entry: RawEntry, macros: Macros, source: Source) -> tuple[dict[str, Field], list[Problem]]:
    fields: dict[str, Field] = {}
    problems: list[Problem] = []
    if len(entry.fields) > MOST_FIELDS:
        problems.append(
            source.problem(
                entry.fields[MOST_FIELDS].start, "entry-too-large",
                f'"{entry.key}" has {len(entry.fields)} fields; at most {MOST_FIELDS} are read.', "Delete some.",
            )
        )  # fmt: skip
    for raw in entry.fields[:MOST_FIELDS]:
        if raw.name in fields:
            line = fields[raw.name].line
            problems.append(
                source.problem(
                    raw.start, "duplicate-field", f'"{entry.key}" has two fields {raw.name[:40]}, one in line {line}.',
                    "Delete one of them.",
                )
            )  # fmt: skip
            continue
        value, found = expand(raw, macros, source)
        problems += found
        fields[raw.name] = Field(raw.name, value, *source.at(raw.value_start))
    return fields, problems
