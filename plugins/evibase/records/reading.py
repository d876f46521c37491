"""From files to records: read everything, keep what is right, and report all that is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from pydantic import ValidationError

from evibase.problems import Problem
from evibase.records.base import Base
from evibase.records.bibliography import read_bibliography
from evibase.records.finding import Finding
from evibase.records.front_matter import split_front_matter
from evibase.records.model import Origin, Record, Ref, attach
from evibase.records.person import Person
from evibase.records.raw import Raw, decode
from evibase.records.reference import Reference
from evibase.records.source import Source
from evibase.records.types import AUTHORED, BIBLIOGRAPHY, RECORD_TYPES, RESERVED_SECTIONS, TERM_PAGE, RecordType
from evibase.records.validation import hint, misspelt, nearest, problems_of, repaired, sort_of
from evibase.records.vocabulary import Vocabulary
from evibase.records.yaml_subset import Data, Document, Loc, read_yaml

_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,78}[a-z0-9]\Z")
#: Names that Windows keeps for devices, and those that web servers serve for a folder.
_RESERVED_IDS = frozenset(
    {"index", "page", "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)


_VOCABULARIES = "content/vocabularies/"
_AUTHORED_RECORDS = ("content/case-studies/", "content/policy-options/", "content/questions/")
_FIXED = ("content/people.yml",)
_FINDING_KEYS = frozenset(field.alias or name for name, field in Finding.model_fields.items())

#: The vocabularies by facet. A facet whose vocabulary is broken is known, and nothing more is said about it.
_Facets = Mapping[str, Vocabulary | None]


class _Read(NamedTuple):
    """What came of one file."""

    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()
    broken: tuple[Ref, ...] = ()


def read_base(files: Iterable[Raw]) -> Base:
    """Read all files of a project: `content/`, `findings/` and `references.bib`.

    The order of the files does not matter. Every file is read, however many are broken.
    """
    raws = sorted(files, key=lambda raw: raw.path)
    reads = [_read_file(raw, MappingProxyType({})) for raw in raws if raw.path.startswith(_VOCABULARIES)]
    facets: dict[str, Vocabulary | None] = {ref.id: None for read in reads for ref in read.broken}
    facets |= {r.id: r for read in reads for r in read.records if isinstance(r, Vocabulary)}
    reads += [
        _read_file(raw, facets) for raw in raws if not raw.path.startswith(_VOCABULARIES) and raw.path != BIBLIOGRAPHY
    ]
    references: tuple[Reference, ...] = ()
    problems: tuple[Problem, ...] = ()
    for raw in raws:
        if raw.path == BIBLIOGRAPHY:
            references, problems = read_bibliography(raw)
    return Base(
        records=tuple(sorted((r for read in reads for r in read.records), key=lambda r: (r.path, r.id))),
        references=references,
        broken=frozenset(ref for read in reads for ref in read.broken),
        problems=(*problems, *(problem for read in reads for problem in read.problems)),
    )


def _read_file(raw: Raw, facets: _Facets) -> _Read:
    kind, ref, problems = _address(raw.path, facets)
    if kind is None:
        return _Read(problems=problems)
    text = decode(raw)
    if isinstance(text, tuple):
        return _Read((), (*problems, *text), (ref,))
    origin, document = _parse(raw.path, text, ref, kind)
    if isinstance(document, tuple):
        return _Read((), (*problems, *document), (ref,))
    if kind.many:
        return _read_many(kind, origin, document)
    record, wrong = _validate(kind, origin, document, facets)
    if record is None:
        return _Read((), (*problems, *wrong), (ref,))
    return _Read((record,), (*problems, *wrong))


def _address(path: str, facets: _Facets) -> tuple[RecordType | None, Ref, tuple[Problem, ...]]:
    """Find out what a file holds from where it stands, and the address that it gets."""
    for kind in RECORD_TYPES:
        match = kind.place.match(path)
        if match and not path.endswith("/index.md"):
            ref = Ref(kind.section, match["id"])
            return kind, ref, tuple(_wrong_id(path, ref, kind))
    match = TERM_PAGE.place.match(path)
    if match and match["section"] in facets and match["id"] != "index":
        return TERM_PAGE, Ref(match["section"], match["id"]), ()
    match = AUTHORED.place.match(path)
    if match and (
        path.endswith("/index.md") or not path.startswith((*_AUTHORED_RECORDS, _VOCABULARIES, "content/sources/"))
    ):
        return AUTHORED, Ref("", match["id"]), ()
    return None, Ref("", ""), tuple(_stray(path))


def _stray(path: str) -> Iterator[Problem]:
    """Report files that stand where records stand and would be passed over. Nothing is lost in silence."""
    folder, _, name = path.rpartition("/")
    stem, _, ending = name.rpartition(".")
    if name.startswith(".") or name == "README.md":
        return
    authored = next((home for home in _AUTHORED_RECORDS if f"{folder}/".startswith(home)), "")
    if path.startswith(("findings/", _VOCABULARIES, "content/sources/")):
        rename = f'Rename it to "{stem}.yml".' if ending.lower() in {"yaml", "yml"} else "Move or delete it."
        yield Problem(path, 1, 1, "stray-file", "This file is not read: records here are `.yml` files.", rename)
    elif authored and ending.lower() in {"md", "markdown", "yml", "yaml"}:
        message = f"This file is not read: records here are `.md` files directly in `{authored}`."
        yield Problem(path, 1, 1, "stray-file", message, "Move or rename it.")
    elif ending.lower() in {"yml", "yaml"}:
        message = "This file is not read: no record is kept in this place."
        yield Problem(path, 1, 1, "stray-file", message, nearest(path, _FIXED) or "Move or delete it.")


def _wrong_id(path: str, ref: Ref, kind: RecordType) -> Iterator[Problem]:
    if kind.model is Vocabulary and (ref.id in RESERVED_SECTIONS or ref.id in _FINDING_KEYS):
        owner = "a key of findings" if ref.id in _FINDING_KEYS else "an address of the site itself"
        yield Problem(path, 1, 1, "invalid-id", f'"{ref.id}" is {owner}.', "Choose another name.")
    # A sidecar is named after its reference, whatever that is called; the bibliography checks its keys.
    elif kind.model is not Source and not _is_id(ref.id):
        yield Problem(path, 1, 1, "invalid-id", *_not_an_address(ref.id, "Rename the file to"))


def _is_id(name: str) -> bool:
    return bool(_ID.match(name)) and name not in _RESERVED_IDS


def _not_an_address(name: str, verb: str) -> tuple[str, str]:
    """Say why a name cannot be an address, and what could be one."""
    if name in _RESERVED_IDS:
        return f'"{name}" cannot be an address: web servers or Windows keep it for themselves.', "Choose another name."
    slug = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
    remedy = f'{verb} "{slug}".' if _is_id(slug) else "Choose another name."
    message = f'"{name}" cannot be an address: addresses have 3 to 80 small letters (a-z), digits and hyphens.'
    return message, remedy


def _parse(path: str, text: str, ref: Ref, kind: RecordType) -> tuple[Origin, Document | tuple[Problem, ...]]:
    if not path.endswith(".md"):
        return Origin(ref, path, text, text=text), read_yaml(path, text)
    split = split_front_matter(path, text)
    if isinstance(split, Problem):
        return Origin(ref, path), (split,)
    origin = Origin(ref, path, split.yaml, 2, body=split.body, body_line=split.body_line, text=text)
    if not split.yaml.strip() and kind in RECORD_TYPES:
        message = f"A {kind.name} begins with keys between two lines `---`, and this page has none."
        return origin, (Problem(path, 1, 1, "front-matter", message, "Add them on its first lines."),)
    if not split.yaml.strip():
        return origin, Document({}, MappingProxyType({(): (1, 1)}), MappingProxyType({}))
    return origin, read_yaml(path, split.yaml, 2)


def _validate(
    kind: RecordType, origin: Origin, document: Document, facets: _Facets
) -> tuple[Record | None, tuple[Problem, ...]]:
    """Make a record of plain data, or say what is wrong with it."""
    data = document.data
    if not isinstance(data, dict):
        message = f"A {kind.name} consists of keys with values, and this is {sort_of(data)}."
        remedy = "Write `key: value` lines."
        return None, (Problem(origin.path, *document.values[()], "wrong-value", message, remedy),)
    if kind is AUTHORED:
        page = kind.model()
        attach(page, origin)
        return page, ()
    found = {facet: v for facet, v in facets.items() if kind.model is Finding and (v is None or v.on == "finding")}
    carried = {facet: vocabulary for facet, vocabulary in found.items() if vocabulary}
    fields = {key: value for key, value in data.items() if key not in found}
    record, problems, meant = _model(kind, fields, origin.path, document, found)
    terms, wrong = _facets(carried, {meant.get(key, key): value for key, value in data.items()}, origin.path, document)
    if record is not None:
        attach(record, replace(origin, facets=MappingProxyType(terms)))
        wrong += _addresses(record)
    return record, (*problems, *wrong)


def _model(
    kind: RecordType, fields: dict[str, Data], path: str, document: Document, facets: Iterable[str]
) -> tuple[Record | None, list[Problem], dict[str, str]]:
    """Fill the record's model. What is wrong and can be left out is left out, so that checks see the rest.

    Also gives the keys that are known but for their spelling.
    """
    problems: list[Problem] = []
    meant: dict[str, str] = {}
    # A second round leaves out what misses a part that the first left out.
    for attempt in range(3):
        try:
            return kind.model.model_validate(fields), problems, meant
        except ValidationError as error:
            if attempt == 0:
                problems = list(problems_of(error, path, document, kind.model, facets))
                found = misspelt(error, kind.model, facets).items()
                meant = {str(key[0]): str(right[0]) for key, right in found if len(key) == 1}
            fields = repaired(fields, error, kind.model)
    return None, problems, meant


def _addresses(record: Record) -> list[Problem]:
    """Hold the addresses that a record gives away, besides its own, against the form that addresses have."""
    found: list[tuple[Loc, str]] = [(("aliases", n), alias) for n, alias in enumerate(getattr(record, "aliases", ()))]
    if isinstance(record, Vocabulary):
        found += [(("terms", n, "id"), term.id) for n, term in enumerate(record.terms) if term.id in _RESERVED_IDS]
    if isinstance(record, Person):
        found.append(((), record.id))
    wrong = [(loc, name) for loc, name in found if not _is_id(name)]
    return [record.problem_at(loc, "invalid-id", *_not_an_address(name, "Write")) for loc, name in wrong]


def _facets(
    carried: Mapping[str, Vocabulary], data: dict[str, Data], path: str, document: Document
) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """Read the keys that vocabularies declare, and hold them against the declarations."""
    terms: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for facet, vocabulary in carried.items():
        value = data.get(facet)
        place = document.values.get((facet,), document.values[()])
        if value is None:
            if vocabulary.required == "yes":
                remedy = f"Add it. {hint('', [term.id for term in vocabulary.terms])}"
                problems.append(Problem(path, *place, "missing-key", f"`{facet}` is missing.", remedy))
        elif not isinstance(value, list) or not all(isinstance(term, str) for term in value):
            example = f"{facet}: [{value if isinstance(value, str) else vocabulary.terms[0].id}]"
            problems.append(
                Problem(path, *place, "wrong-value", f"`{facet}` must be a list of terms.", f"Write it as `{example}`.")
            )
        elif not value and vocabulary.required == "yes":
            remedy = f"Give at least one. {hint('', [term.id for term in vocabulary.terms])}"
            problems.append(Problem(path, *place, "wrong-value", f"`{facet}` has no terms.", remedy))
        elif vocabulary.most and len(value) > vocabulary.most:
            message = f"`{facet}` has {len(value)} terms; a finding carries at most {vocabulary.most}."
            problems.append(Problem(path, *place, "wrong-value", message, "Keep the most telling ones."))
        else:
            terms[facet] = tuple(str(term) for term in value)
    return terms, problems


def _read_many(kind: RecordType, origin: Origin, document: Document) -> _Read:
    """Read a file whose keys are ids, such as the people."""
    data = document.data
    if not isinstance(data, dict):
        message = f"This file must hold handles with keys, and it is {sort_of(data)}."
        remedy = "Write a `handle:` line for each person, with `name:` and `role:` indented below."
        return _Read((), (Problem(origin.path, *document.values[()], "wrong-value", message, remedy),), (origin.ref,))
    records: list[Record] = []
    problems: list[Problem] = []
    broken: list[Ref] = []
    values, keys = _by_first(document.values), _by_first(document.keys)
    for name, value in data.items():
        ref = Ref(kind.section, name)
        part = Document(value, values[name], keys[name])
        record, wrong = _validate(kind, Origin(ref, origin.path, origin.yaml, text=origin.text, at=(name,)), part, {})
        problems += wrong
        if record is None:
            broken.append(ref)
        else:
            records.append(record)
    return _Read(tuple(records), tuple(problems), tuple(broken))


def _by_first(places: Mapping[Loc, tuple[int, int]]) -> dict[str, dict[Loc, tuple[int, int]]]:
    """Part the places in a document by the top-level key that they stand under."""
    parts: dict[str, dict[Loc, tuple[int, int]]] = {}
    for loc, place in places.items():
        if loc:
            parts.setdefault(str(loc[0]), {})[loc[1:]] = place
    return parts
