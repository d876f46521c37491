"""What an entry takes over from another through `crossref` and `xdata`.

Which field a child takes over, and under which name, is that of biblatex 3.20, appendix B: the title of a book
becomes the booktitle of its chapter. Parents are resolved before their children, so circles show as what is left.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from evibase.problems import Problem
from evibase.records.bibtex_syntax import RawEntry, Source
from evibase.records.bibtex_types import FROM_PARENT, FROM_PERIODICAL, OWN_FIELDS, XDATA
from evibase.records.reference import Field
from evibase.records.validation import nearest

#: Most parents of one entry, and most generations above it. BibTeX allows one of each.
MOST_PARENTS = 16

_MOST_SUGGESTIONS = 50
_LONGEST_NAME = 60
_MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class Heir:
    """An entry with its fields by name."""

    entry: RawEntry
    fields: Mapping[str, Field]


def inherit(entries: Mapping[str, Heir], source: Source) -> tuple[dict[str, Heir], tuple[Problem, ...]]:
    """Give each entry with its own fields and those of its parents; own fields win, then the first parent's.

    `entries` are by lower-case key. Reports `unknown-crossref`, `crossref-cycle` (once a circle) and
    `too-many-crossrefs`; an entry on a circle keeps its own fields.
    """
    problems: list[Problem] = []
    parents = {key: _parents(heir, entries, source, problems) for key, heir in entries.items()}
    children: dict[str, list[str]] = {}
    for key, found in parents.items():
        for parent, _ in found:
            children.setdefault(parent, []).append(key)
    waiting_for = {key: len(found) for key, found in parents.items()}
    ready = deque(key for key, count in waiting_for.items() if not count)
    whole = dict(entries)
    depth = dict.fromkeys(entries, 0)
    while ready:
        key = ready.popleft()
        depth[key] = max((depth[parent] + 1 for parent, _ in parents[key]), default=0)
        if depth[key] > MOST_PARENTS:
            problems.append(_too_many(entries[key], source))
            depth[key] = 0
        elif parents[key]:
            whole[key] = _enriched(entries[key], [(whole[parent], through) for parent, through in parents[key]])
        for child in children.get(key, ()):
            waiting_for[child] -= 1
            if not waiting_for[child]:
                ready.append(child)
    left = [key for key, count in waiting_for.items() if count]
    problems += _circles(left, parents, children, entries, source)
    return whole, tuple(problems)


def _named(fields: Mapping[str, Field]) -> Iterator[tuple[Field, str]]:
    for name in ("crossref", "xdata"):
        at = fields.get(name)
        for parent in at.value.split(",") if at else ():
            if at and parent.strip():
                yield at, parent.strip()


def _parents(heir: Heir, entries: Mapping[str, Heir], source: Source, problems: list[Problem]) -> list[tuple[str, str]]:
    """Give the keys of the parents that there are, each once, with the field that names it."""
    found: dict[str, str] = {}
    for at, parent in _named(heir.fields):
        if parent.lower() in entries:
            found.setdefault(parent.lower(), at.name)
            continue
        shown = parent[:_LONGEST_NAME]
        keys = [other.entry.key for other in entries.values()] if len(problems) < _MOST_SUGGESTIONS else []
        problems.append(
            Problem(
                source.path, at.line, at.column, "unknown-crossref",
                f'{at.name} names "{shown}", which is no entry of this file.',
                nearest(shown, keys) or f"Add the entry, or delete the {at.name}.",
            )
        )  # fmt: skip
    if len(found) > MOST_PARENTS:
        problems.append(_too_many(heir, source))
    return list(found.items())[:MOST_PARENTS]


def _enriched(heir: Heir, parents: list[tuple[Heir, str]]) -> Heir:
    found = dict(heir.fields)
    for parent, through in parents:
        kind = parent.entry.kind
        same = through == "xdata" or kind in {XDATA, heir.entry.kind}
        renamed = {} if same else FROM_PERIODICAL if kind == "periodical" else FROM_PARENT
        # A parent for BibTeX may carry the booktitle of its children already.
        own = frozenset({"crossref", "xdata"}) if through == "xdata" else OWN_FIELDS - {"booktitle", "booksubtitle"}
        for name, value in parent.fields.items():
            if name not in own:
                heirs = renamed.get(name, name)
                found.setdefault(heirs, replace(value, name=heirs))
    return Heir(heir.entry, found)


def _circles(
    left: list[str],
    parents: Mapping[str, list[tuple[str, str]]],
    children: Mapping[str, list[str]],
    entries: Mapping[str, Heir],
    source: Source,
) -> Iterator[Problem]:
    """Report each group of entries that wait for each other, at the first of them in the file."""
    on_circle = set(left)
    # Those who only inherit from a circle are on none: peel off whoever has no child left.
    count = {key: sum(child in on_circle for child in children.get(key, ())) for key in left}
    childless = deque(key for key in left if not count[key])
    while childless:
        key = childless.popleft()
        on_circle.discard(key)
        for parent, _ in parents[key]:
            if parent in on_circle:
                count[parent] -= 1
                if not count[parent]:
                    childless.append(parent)
    for first in left:
        if first in on_circle:
            members = [first]
            on_circle.discard(first)
            for key in members:
                near = [*(parent for parent, _ in parents[key]), *children.get(key, ())]
                new = [other for other in dict.fromkeys(near) if other in on_circle]
                on_circle.difference_update(new)
                members += new
            yield _circle(first, members[1:], entries, source)


def _circle(first: str, others: list[str], entries: Mapping[str, Heir], source: Source) -> Problem:
    heir = entries[first]
    names = [entries[key].entry.key for key in sorted(others)]
    through = ", ".join(names[:_MOST_NAMED]) + (", ..." if len(names) > _MOST_NAMED else "")
    line, column = _place(heir, source)
    message = f'"{heir.entry.key}" inherits from itself' + (f" through {through}." if names else ".")
    return Problem(source.path, line, column, "crossref-cycle", message, "Take one entry out of the circle.")


def _too_many(heir: Heir, source: Source) -> Problem:
    line, column = _place(heir, source)
    return Problem(
        source.path, line, column, "too-many-crossrefs",
        f'"{heir.entry.key}" inherits from more than {MOST_PARENTS} entries.', "Write the fields out in the entry.",
    )  # fmt: skip


def _place(heir: Heir, source: Source) -> tuple[int, int]:
    at = heir.fields.get("crossref") or heir.fields.get("xdata")
    return (at.line, at.column) if at else source.at(heir.entry.key_start)
