"""What all records have in common: declared fields, an origin, and links to other records.

Fields are declared with pydantic: it reports every wrong value of a record at once with the path to it, it
makes the JSON Schema that editors use from the same declaration, and it is quick (compiled). Its errors are
turned into problems in `records.validation`. The classes are dataclasses with slots and not pydantic's own models,
which take three times the memory and four times as long to look into.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, Self, TypeVar, dataclass_transform

from pydantic import ConfigDict, Field, StringConstraints, TypeAdapter
from pydantic.dataclasses import dataclass as pydantic_dataclass
from pydantic.fields import FieldInfo

from evibase.problems import Place, Problem, Severity
from evibase.records.front_matter import Split, split_front_matter
from evibase.records.raw import Raw, Stored, decode, position
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
    the bytes that were read, or not even that, and decoded again where it is wanted: a base may hold 100,000 of them.
    `may_cite` says whether there is a sign in it with which a citation begins.
    """

    ref: Ref
    raw: Raw | Stored
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NO_FACETS)
    body: str = ""
    body_line: int = 1
    at: Loc = ()
    may_cite: bool = False

    def carrying(self, facets: dict[str, tuple[str, ...]]) -> Origin:
        """Give the same with the terms that the record carries."""
        of_its_own = MappingProxyType(facets)
        return Origin(self.ref, self.raw, of_its_own, self.body, self.body_line, self.at, self.may_cite)

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


class Fields:
    """A group of declared fields: a record, or a part of one. Each is made a class by `declared`."""

    __slots__ = ()
    if TYPE_CHECKING:
        __pydantic_fields__: Mapping[str, FieldInfo]

    @classmethod
    def declarations(cls) -> Mapping[str, FieldInfo]:
        """Give the fields by name."""
        return cls.__pydantic_fields__

    @classmethod
    def of_data(cls, data: object) -> Self:
        """Make one of plain data. Raises pydantic's ValidationError, which names all that is wrong."""
        made: Self = _adapter(cls).validator.validate_python(data)
        return made

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """Give the JSON Schema (2020-12) of the data that it is made of."""
        return _adapter(cls).json_schema(by_alias=True, mode="validation")

    def data(self, left_out: AbstractSet[str] = frozenset()) -> dict[str, Any]:
        """Give it as plain data: what it was made of, in the order of declaration, as JSON has it."""
        written: dict[str, Any] = _adapter(type(self)).dump_python(
            self, mode="json", by_alias=True, exclude_defaults=True, exclude=set(left_out)
        )
        return written


_ADAPTERS: dict[type[Fields], TypeAdapter[Fields]] = {}


def _adapter(kind: type[Fields]) -> TypeAdapter[Fields]:
    """Give what reads and writes a group of fields; a constant, made when it is first wanted."""
    return _ADAPTERS.get(kind) or _ADAPTERS.setdefault(kind, TypeAdapter(kind))


F = TypeVar("F", bound=Fields)
_CLOSED = ConfigDict(extra="forbid", str_strip_whitespace=True)
_OPEN = ConfigDict(extra="ignore", str_strip_whitespace=True)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(Field,))
def declared(kind: type[F]) -> type[F]:
    """Make a group of fields a class: frozen, and unknown keys are refused."""
    return pydantic_dataclass(kind, frozen=True, slots=True, kw_only=True, config=_CLOSED)  # type: ignore[return-value]  # it is the same class, with slots


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(Field,))
def declared_in_part(kind: type[F]) -> type[F]:
    """Make a group of fields a class that has not all keys of its format: unknown ones are left alone."""
    return pydantic_dataclass(kind, frozen=True, slots=True, kw_only=True, config=_OPEN)  # type: ignore[return-value]  # as above


class Record(Fields):
    """What one file says, typed. `origin` tells where it stands."""

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


@declared
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
