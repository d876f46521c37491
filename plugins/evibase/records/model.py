"""What all records have in common: declared fields, an origin, and links to other records.

Fields are declared with pydantic: it reports every wrong value of a record at once with the path to it, it
makes the JSON Schema that editors use from the same declaration, and it is quick (compiled). Its errors are
turned into problems in `records.validation`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from evibase.problems import Place, Problem, Severity
from evibase.records.front_matter import Split, split_front_matter
from evibase.records.raw import Raw, decode, position
from evibase.records.yaml_subset import Document, Loc, read_yaml

#: Any text that is not empty. It is plain text: it is shown exactly as written.
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Ref(NamedTuple):
    """The address of a record, a source or a term: the section it stands in, and its id there.

    `findings/release-time`, `sources/brown-2019`, `themes/benefits`.
    """

    section: str
    id: str

    def __str__(self) -> str:
        """Give the address as it stands in a URL, without the trailing slash."""
        return f"{self.section}/{self.id}"


@cache
def to(section: str, name: str) -> Ref:
    """Give the address of a link's target. Many links lead to one place, which is kept once."""
    return Ref(section, name)


@cache
def at(*parts: str | int) -> Loc:
    """Give a place in a record. The same few places are those of the links in all records."""
    return parts


class Link(NamedTuple):
    """One reference from a record to another, in one direction.

    `role` names the field that makes the link ("evidence", "basis"), `kind` qualifies it ("supports"),
    `note` is its context in words (a locator, a reason), and `loc` says where in the record it is written.
    """

    origin: Ref
    target: Ref
    role: str
    loc: Loc
    kind: str = ""
    note: str = ""


_NO_FACETS: Mapping[str, tuple[str, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record was read: its address, its file, and for authored pages the Markdown body.

    `at` is where the record stands in its file, when the file holds several. The file's text is kept once, as
    the bytes that were read, and decoded again where it is wanted: a base may hold 100,000 of them.
    """

    ref: Ref
    raw: Raw
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NO_FACETS)
    body: str = ""
    body_line: int = 1
    at: Loc = ()

    def carrying(self, facets: dict[str, tuple[str, ...]]) -> Origin:
        """Give the same with the terms that the record carries."""
        return Origin(self.ref, self.raw, MappingProxyType(facets), self.body, self.body_line, self.at)

    @property
    def path(self) -> str:
        """Give the file's path, relative to the project."""
        return self.raw.path

    @property
    def text(self) -> str:
        """Give the whole file as text."""
        text = decode(self.raw)
        return text if isinstance(text, str) else ""

    @property
    def yaml(self) -> str:
        """Give the file's YAML: all of it, or its front matter."""
        if self.first_line == 1:
            return self.text
        split = split_front_matter(self.path, self.text)
        return split.yaml if isinstance(split, Split) else ""

    @property
    def first_line(self) -> int:
        """Give the line of the file on which its YAML starts."""
        return 2 if self.path.endswith(".md") else 1


class Fields(BaseModel):
    """A group of declared fields: a record, or a part of one. Frozen; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Record(Fields):
    """What one file says, typed. `origin` tells where it stands."""

    # A slot and no private attribute of pydantic: those are looked up in Python, 1 microsecond each time.
    __slots__ = ("_origin",)
    if TYPE_CHECKING:
        _origin: Origin

    @property
    def origin(self) -> Origin:
        """Give where the record was read."""
        return self._origin

    @property
    def ref(self) -> Ref:
        """Give the record's address."""
        return self._origin.ref

    @property
    def id(self) -> str:
        """Give the record's id, which is its file's name."""
        return self._origin.ref.id

    @property
    def path(self) -> str:
        """Give the record's file, relative to the project."""
        return self._origin.path

    @property
    def facets(self) -> Mapping[str, tuple[str, ...]]:
        """Give the record's vocabulary terms by facet."""
        return self._origin.facets

    @property
    def body(self) -> str:
        """Give the Markdown below the front matter; empty for records that are all YAML."""
        return self._origin.body

    def links(self) -> Iterator[Link]:
        """Give every reference that this record makes. Each record type extends this for its own fields."""
        for facet, terms in self.facets.items():
            yield from term_links(self.ref, facet, terms)

    def place_at(self, loc: Loc) -> Place:
        """Give the place of the value at `loc` in this record's file.

        `("body", 120)` is the character with that offset in the Markdown body.
        """
        if self.body and loc[:1] == ("body",):
            line, column = position(self.body, int(loc[1]))
            line += self.origin.body_line - 1
        else:
            document = _positions(self.path, self.origin.yaml, self.origin.first_line)
            line, column = place_of(document, (*self.origin.at, *loc))
        return Place(self.path, line, column)

    def problem_at(
        self, loc: Loc, code: str, message: str, remedy: str, severity: Severity = Severity.ERROR
    ) -> Problem:
        """Give a problem that points at the value at `loc` in this record's file (see `place_at`)."""
        return Problem(*self.place_at(loc), code, message, remedy, severity)


class Passage(Fields):
    """A source and the place in it."""

    source: Text = Field(description="the key of a reference in references.bib.")
    locator: Text = Field(description="the place in the source.")


def term_links(origin: Ref, field: str, terms: tuple[str, ...], section: str = "") -> Iterator[Link]:
    """Give the links from a field that lists terms of one vocabulary."""
    for index, term in enumerate(terms):
        yield Link(origin, to(section or field, term), "facet", at(field, index))


def people_links(origin: Ref, people: tuple[str, ...]) -> Iterator[Link]:
    """Give the links from a record to those who wrote it."""
    for index, person in enumerate(people):
        yield Link(origin, to("people", person), "author", at("by", index))


def attach(record: Record, origin: Origin) -> None:
    """Tell a freshly validated record where it was read. Only `records.reading` calls this, once."""
    object.__setattr__(record, "_origin", origin)
    _share_key_set(record)
    for group in _groups(record):
        _share_key_set(group)


_KEY_SETS: dict[frozenset[str], set[str]] = {}


def _share_key_set(part: Fields) -> None:
    # Pydantic keeps with each group the set of keys that were given: 4 KB a finding, and the same few sets always.
    keys = part.model_fields_set
    object.__setattr__(part, "__pydantic_fields_set__", _KEY_SETS.setdefault(frozenset(keys), keys))


def _groups(record: Record) -> Iterator[Fields]:
    """Give the groups of fields in a record: alone or in lists, and none inside another."""
    for value in record.__dict__.values():
        kind = type(value)
        if kind is tuple:
            if value and type(value[0]) is not str:
                yield from value
        elif kind is not str and value is not None and isinstance(value, Fields):
            yield value


@lru_cache(maxsize=512)
def _positions(path: str, text: str, first_line: int) -> Document | tuple[Problem, ...]:
    # Positions are wanted for the few records that have a problem, so they are found again, not kept.
    return read_yaml(path, text, first_line)


def place_of(document: Document | tuple[Problem, ...], loc: Loc, *, key: bool = False) -> tuple[int, int]:
    """Give line and column (from 1) of the value at `loc`, or of its key, or of what encloses it."""
    if isinstance(document, tuple):
        return 1, 1
    if key and loc in document.keys:
        return document.keys[loc]
    if loc and loc[:1] not in document.keys and isinstance(loc[0], str):
        # The key is misspelt, and what it was meant to be is checked: the place is that of the key that is there.
        meant = get_close_matches(loc[0], [str(each[0]) for each in document.keys if len(each) == 1], n=1)
        loc = (*meant, *loc[1:])
    while loc and loc not in document.values:
        loc = loc[:-1]
    return document.values.get(loc, (1, 1))
