"""From files to records: read everything, keep what is right, and report all that is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache, partial
from sys import intern
from types import MappingProxyType
from typing import NamedTuple

from pydantic import ValidationError

from evibase.beside import Beside, at_its_turn
from evibase.problems import Problem
from evibase.records.addresses import RESERVED_IDS, VOCABULARIES, address_of, is_id, not_an_address
from evibase.records.base import Base
from evibase.records.bibliography import read_bibliography
from evibase.records.finding import Finding
from evibase.records.front_matter import split_front_matter
from evibase.records.model import Origin, Record, Ref, attach
from evibase.records.person import Person
from evibase.records.plain_yaml import plain_data
from evibase.records.raw import Raw, decode
from evibase.records.reference import Reference
from evibase.records.repair import repaired
from evibase.records.source import Source
from evibase.records.types import AUTHORED, BIBLIOGRAPHY, RECORD_TYPES, RecordType
from evibase.records.validation import hint, misspelt, problems_of, problems_under, sort_of
from evibase.records.vocabulary import Vocabulary
from evibase.records.yaml_subset import Data, Document, Loc, read_yaml

#: Places in a document that nobody has asked for yet.
_NOWHERE: Mapping[Loc, tuple[int, int]] = MappingProxyType({(): (1, 1)})


class Facets(NamedTuple):
    """The vocabularies by facet: all, those of findings, and of these the ones that could be read.

    A facet whose vocabulary is broken is known (None), and nothing more is said about it.
    """

    known: Mapping[str, Vocabulary | None] = MappingProxyType({})
    of_findings: Mapping[str, Vocabulary | None] = MappingProxyType({})
    carried: Mapping[str, Vocabulary] = MappingProxyType({})


class FileRead(NamedTuple):
    """What came of one file."""

    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()
    broken: tuple[Ref, ...] = ()


def read_base(files: Iterable[Raw], beside: Beside = at_its_turn) -> Base:
    """Read all files of a project: `content/`, `findings/` and `references.bib`.

    The order of the files does not matter. Every file is read, however many are broken.
    """
    reads, references, problems = read_files(files, beside)
    return Base(
        records=tuple(sorted((r for read in reads.values() for r in read.records), key=lambda r: (r.path, r.id))),
        references=references,
        broken=frozenset(ref for read in reads.values() for ref in read.broken),
        problems=(*problems, *(problem for read in reads.values() for problem in read.problems)),
    )


def read_files(
    files: Iterable[Raw], beside: Beside = at_its_turn
) -> tuple[dict[str, FileRead], tuple[Reference, ...], tuple[Problem, ...]]:
    """Read all files of a project, each by itself; give what came of them by path, and the bibliography.

    That is a third of the work, and nothing else waits for it: it may be read `beside` the records.
    """
    raws = sorted(files, key=lambda raw: raw.path)
    bibliography = next((beside(partial(read_bibliography, raw)) for raw in raws if raw.path == BIBLIOGRAPHY), None)
    reads = {raw.path: read_file(raw, Facets()) for raw in raws if raw.path.startswith(VOCABULARIES)}
    facets = facets_of(reads.values())
    for raw in raws:
        if raw.path != BIBLIOGRAPHY and raw.path not in reads:
            reads[raw.path] = read_file(raw, facets)
    references, problems = bibliography() if bibliography else ((), ())
    return reads, references, problems


def facets_of(reads: Iterable[FileRead]) -> Facets:
    """Give the vocabularies that files declare."""
    known: dict[str, Vocabulary | None] = {ref.id: None for read in reads for ref in read.broken}
    known |= {r.id: r for read in reads for r in read.records if isinstance(r, Vocabulary)}
    of_findings = {facet: v for facet, v in known.items() if v is None or v.on == "finding"}
    return Facets(known, of_findings, {facet: v for facet, v in of_findings.items() if v})


def read_file(raw: Raw, facets: Facets) -> FileRead:
    """Read one file. What comes of it depends on its path and its bytes, and on the vocabularies: on nothing else."""
    kind, ref, problems = address_of(raw.path, facets.known)
    if kind is None:
        return FileRead(problems=problems)
    origin, yaml = _yaml_of(raw, ref)
    if isinstance(yaml, tuple):
        return FileRead((), (*problems, *yaml), (ref,))
    record = _plain(kind, origin, yaml, facets)
    if record is not None:
        return FileRead((record,), problems)
    document = _document(kind, origin, yaml)
    if isinstance(document, tuple):
        return FileRead((), (*problems, *document), (ref,))
    if kind.many:
        return _read_many(kind, origin, document)
    record, wrong = _validate(kind, origin, document, facets)
    return FileRead((record,) if record else (), (*problems, *wrong), () if record else (ref,))


def _yaml_of(raw: Raw, ref: Ref) -> tuple[Origin, str | tuple[Problem, ...]]:
    """Give the YAML of a file or what is wrong with its text, and where the record in it stands."""
    text, kept, may_cite = decode(raw), raw.kept(), b"@" in raw.data
    if isinstance(text, tuple) or not raw.path.endswith(".md"):
        return Origin(ref, kept, may_cite=may_cite), text
    split = split_front_matter(raw.path, text)
    if isinstance(split, Problem):
        return Origin(ref, kept, may_cite=may_cite), (split,)
    return Origin(ref, kept, body=split.body, body_line=split.body_line, may_cite=may_cite), split.yaml


def _plain(kind: RecordType, origin: Origin, yaml: str, facets: Facets) -> Record | None:
    """Make a record of plain YAML in which nothing is wrong; None otherwise: then it is read again, with care."""
    data = None if kind.many else plain_data(yaml)
    if data is None:
        return None
    record, wrong = _validate(kind, origin, Document(data, _NOWHERE, _NOWHERE), facets)
    return None if wrong else record


def _document(kind: RecordType, origin: Origin, yaml: str) -> Document | tuple[Problem, ...]:
    if not origin.path.endswith(".md") or yaml.strip():
        return read_yaml(origin.path, yaml, origin.first_line)
    if kind in RECORD_TYPES:
        message = f"A {kind.name} begins with keys between two lines `---`, and this page has none."
        return (Problem(origin.path, 1, 1, "front-matter", message, "Add them on its first lines."),)
    return Document({}, _NOWHERE, MappingProxyType({}))


def _validate(
    kind: RecordType, origin: Origin, document: Document, facets: Facets
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
    if kind.model is not Finding:
        facets = Facets()
    fields = {key: value for key, value in data.items() if key not in facets.of_findings}
    record, problems, meant = _model(kind, fields, origin.path, document, facets.of_findings)
    terms, wrong = _terms(facets.carried, _renamed(data, meant), origin.path, document)
    if record is not None:
        attach(record, origin.carrying(terms) if terms else origin)
        wrong += _addresses(record)
    return record, (*problems, *wrong)


def _renamed(data: dict[str, Data], meant: Mapping[str, str]) -> dict[str, Data]:
    return {meant.get(key, key): value for key, value in data.items()} if meant else data


def _model(
    kind: RecordType, fields: dict[str, Data], path: str, document: Document, facets: Iterable[str]
) -> tuple[Record | None, list[Problem], dict[str, str]]:
    """Fill the record's model. What is wrong and can be left out is left out, so that checks see the rest.

    Also gives the keys that are known but for their spelling.
    """
    problems: list[Problem] = []
    meant: dict[str, str] = {}
    renamed: dict[Loc, Loc] = {}
    # The second round sees what stands under keys that are misspelt, and leaves out what misses a part that the first
    # left out.
    for attempt in range(3):
        try:
            return kind.model.of_data(fields), problems, meant
        except ValidationError as error:
            if attempt == 0:
                problems = list(problems_of(error, path, document, kind.model, facets))
                found = misspelt(error, kind.model, facets)
                meant = {str(key[0]): str(right[0]) for key, right in found.items() if len(key) == 1}
                put_right = misspelt(error, kind.model).items()
                renamed = {right: key for key, right in put_right if found.get(key) == right}
            elif attempt == 1:
                problems += problems_under(error, path, document, kind.model, renamed)
            fields = repaired(fields, error, kind.model)
    return None, problems, meant


def _addresses(record: Record) -> list[Problem]:
    """Hold the addresses that a record gives away, besides its own, against the form that addresses have."""
    # A source is called as in the bibliography, and so are its former names.
    aliases = () if isinstance(record, Source) else getattr(record, "aliases", ())
    found: list[tuple[Loc, str]] = [(("aliases", n), alias) for n, alias in enumerate(aliases)]
    if isinstance(record, Vocabulary):
        found += [(("terms", n, "id"), term.id) for n, term in enumerate(record.terms) if term.id in RESERVED_IDS]
        found += [
            (("terms", n, "aliases", number), alias)
            for n, term in enumerate(record.terms)
            for number, alias in enumerate(term.aliases)
            if alias in RESERVED_IDS
        ]
    if isinstance(record, Person):
        found.append(((), record.id))
    wrong = [(loc, name) for loc, name in found if not is_id(name)]
    return [record.problem_at(loc, "invalid-id", *not_an_address(name, "Write")) for loc, name in wrong]


def _terms(
    carried: Mapping[str, Vocabulary], data: dict[str, Data], path: str, document: Document
) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """Read the keys that vocabularies declare, and hold them against the declarations."""
    terms: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for facet, vocabulary in carried.items():
        value = data.get(facet)
        fault = _facet_fault(facet, vocabulary, value)
        if fault:
            place = document.values.get((facet,), document.values[()])
            problems.append(Problem(path, *place, *fault))
        elif isinstance(value, list):
            terms[facet] = _listed(*[term for term in value if isinstance(term, str)])
    return terms, problems


@lru_cache(maxsize=4096)
def _listed(*terms: str) -> tuple[str, ...]:
    """Give terms as a record lists them. The same few stand in most records, and are kept once."""
    return tuple(map(intern, terms))


def _facet_fault(facet: str, vocabulary: Vocabulary, value: Data | None) -> tuple[str, str, str] | None:
    """Say what is wrong with a facet's value: code, message and remedy."""
    if value is None:
        if vocabulary.required == "yes":
            remedy = f"Add it. {hint('', [term.id for term in vocabulary.terms])}"
            return "missing-key", f"`{facet}` is missing.", remedy
    elif not isinstance(value, list) or not {str}.issuperset(map(type, value)):
        example = f"{facet}: [{value if isinstance(value, str) else vocabulary.terms[0].id}]"
        return "wrong-value", f"`{facet}` must be a list of terms.", f"Write it as `{example}`."
    elif not value and vocabulary.required == "yes":
        remedy = f"Give at least one. {hint('', [term.id for term in vocabulary.terms])}"
        return "wrong-value", f"`{facet}` has no terms.", remedy
    elif vocabulary.most and len(value) > vocabulary.most:
        message = f"`{facet}` has {len(value)} terms; a finding carries at most {vocabulary.most}."
        return "wrong-value", message, "Keep the most telling ones."
    return None


def _read_many(kind: RecordType, origin: Origin, document: Document) -> FileRead:
    """Read a file whose keys are ids, such as the people."""
    data = document.data
    if not isinstance(data, dict):
        message = f"This file must hold handles with keys, and it is {sort_of(data)}."
        remedy = "Write a `handle:` line for each person, with `name:` and `role:` indented below."
        return FileRead(
            (), (Problem(origin.path, *document.values[()], "wrong-value", message, remedy),), (origin.ref,)
        )
    records: list[Record] = []
    problems: list[Problem] = []
    broken: list[Ref] = []
    values, keys = _by_first(document.values), _by_first(document.keys)
    for name, value in data.items():
        ref = Ref(kind.section, name)
        part = Document(value, values[name], keys[name])
        record, wrong = _validate(kind, Origin(ref, origin.raw, at=(name,), may_cite=origin.may_cite), part, Facets())
        problems += wrong
        if record is None:
            broken.append(ref)
        else:
            records.append(record)
    return FileRead(tuple(records), tuple(problems), tuple(broken))


def _by_first(places: Mapping[Loc, tuple[int, int]]) -> dict[str, dict[Loc, tuple[int, int]]]:
    """Part the places in a document by the top-level key that they stand under."""
    parts: dict[str, dict[Loc, tuple[int, int]]] = {}
    for loc, place in places.items():
        if loc:
            parts.setdefault(str(loc[0]), {})[loc[1:]] = place
    return parts
