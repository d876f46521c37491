"""What all records have in common: declared fields, an origin, and links to other records.

Fields are declared with pydantic: it reports every wrong value of a record at once with the path to it, it
makes the JSON Schema that editors use from the same declaration, and it is quick (compiled). Its errors are
turned into problems in `records.validation`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, StringConstraints

from evibase.problems import Problem, Severity
from evibase.records.raw import position
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


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record was read: its address, its file, its YAML, and for authored pages the Markdown body.

    `at` is where the record stands in its file, when the file holds several.
    """

    ref: Ref
    path: str
    yaml: str = ""
    first_line: int = 1
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    body: str = ""
    body_line: int = 1
    text: str = ""
    at: Loc = ()


class Fields(BaseModel):
    """A group of declared fields: a record, or a part of one. Frozen; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Record(Fields):
    """What one file says, typed. `origin` tells where it stands."""

    _origin: Origin = PrivateAttr()

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
            for index, term in enumerate(terms):
                yield Link(self.ref, Ref(facet, term), "facet", (facet, index))

    def problem_at(
        self, loc: Loc, code: str, message: str, remedy: str, severity: Severity = Severity.ERROR
    ) -> Problem:
        """Give a problem that points at the value at `loc` in this record's file.

        `("body", 120)` is the character with that offset in the Markdown body.
        """
        if self.body and loc[:1] == ("body",):
            line, column = position(self.body, int(loc[1]))
            line += self.origin.body_line - 1
        else:
            document = _positions(self.path, self.origin.yaml, self.origin.first_line)
            line, column = place_of(document, (*self.origin.at, *loc))
        return Problem(self.path, line, column, code, message, remedy, severity)


class Passage(Fields):
    """A source and the place in it."""

    source: Text = Field(description="the key of a reference in references.bib.")
    locator: Text = Field(description="the place in the source.")


def term_links(origin: Ref, field: str, terms: tuple[str, ...], section: str = "") -> Iterator[Link]:
    """Give the links from a field that lists terms of one vocabulary."""
    for index, term in enumerate(terms):
        yield Link(origin, Ref(section or field, term), "facet", (field, index))


def people_links(origin: Ref, people: tuple[str, ...]) -> Iterator[Link]:
    """Give the links from a record to those who wrote it."""
    for index, person in enumerate(people):
        yield Link(origin, Ref("people", person), "author", ("by", index))


def attach(record: Record, origin: Origin) -> None:
    """Tell a freshly validated record where it was read. Only `records.reading` calls this, once."""
    record._origin = origin  # noqa: SLF001 - this module's own private attribute


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
    while loc and loc not in document.values:
        loc = loc[:-1]
    return document.values.get(loc, (1, 1))
