"""Reference: one work of the bibliography, in the terms of CSL-JSON, with the place of every field."""

# ruff: noqa: RUF002 - dashes, quotation marks and letters of other scripts are what this is about

from __future__ import annotations

import re
from dataclasses import dataclass

from evibase.records.bibtex_dates import NO_DATE, Date

#: A citation key, as a regular expression: ASCII letters, digits and `_`, with single `: . + - /` between them. So
#: a full stop after `@key` in a sentence, or two hyphens for a dash, never belong to it (pandoc's rule, narrowed).
KEY = r"[A-Za-z0-9_]++(?:[:.+/-][A-Za-z0-9_]++)*+"


@dataclass(frozen=True, slots=True)
class Name:
    """A person in parts, or a body (or a name of unknown parts) as one `literal`."""

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""

    @property
    def surname(self) -> str:
        """Give what stands for the name in running text: `van der Berg`, or the body's name."""
        return self.literal or f"{self.particle} {self.family}".strip()


#: Stands last in a list of names that was cut short with `and others`.
OTHERS = Name(literal="others")


@dataclass(frozen=True, slots=True)
class Field:
    """One field as written: lower-case name, value as LaTeX with macros filled in, and where the value starts.

    An inherited field has the place of the entry that it comes from. `value` keeps its inner braces, so that
    what they protect can still be told.
    """

    name: str
    value: str
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One entry of the bibliography; text is plain Unicode, and what is not there is empty.

    `year` is the text to print (`2018`, `2003–2008`, `ca. 2010`, `in press`, or nothing for no date), `issued`
    the same as numbers. `raw` is the entry as written; `line` and `column` count from 1 and point at its key.
    `broken` says that the entry could not be read to its end: what is there may be a part of it.

    Beside what CSL has there are a few private fields: `short_author` (the abbreviation of a body), `author_role` and
    `editor_role` ("Director", where they did not write or edit), `title_addon` (what stands in brackets after the
    title), `reprint_of` (the work that it was first printed as). `main_title` is that of a work in several volumes,
    where the volume has a title of its own. `contributors` are others by their role in CSL ("narrator").
    """

    key: str
    entry_type: str = "misc"
    csl_type: str = "document"
    title: str = ""
    short_title: str = ""
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    container_authors: tuple[Name, ...] = ()
    contributors: tuple[tuple[str, tuple[Name, ...]], ...] = ()
    short_author: str = ""
    author_role: str = ""
    editor_role: str = ""
    title_addon: str = ""
    main_title: str = ""
    original_title: str = ""
    container_title: str = ""
    container_title_short: str = ""
    series: str = ""
    series_number: str = ""
    publisher: str = ""
    original_publisher: str = ""
    institution: str = ""
    place: str = ""
    edition: str = ""
    volume: str = ""
    volumes: str = ""
    part: str = ""
    chapter: str = ""
    issue: str = ""
    number: str = ""
    article_number: str = ""
    pages: str = ""
    page_total: str = ""
    version: str = ""
    genre: str = ""
    medium: str = ""
    event: str = ""
    event_place: str = ""
    event_date: Date = NO_DATE
    archive: str = ""
    archive_id: str = ""
    pmid: str = ""
    pmcid: str = ""
    year: str = ""
    issued: Date = NO_DATE
    original: Date = NO_DATE
    accessed: Date = NO_DATE
    doi: str = ""
    url: str = ""
    isbn: str = ""
    issn: str = ""
    note: str = ""
    abstract: str = ""
    language: str = ""
    keywords: tuple[str, ...] = ()
    reprint_of: Reference | None = None
    raw: str = ""
    path: str = ""
    line: int = 1
    column: int = 1
    fields: tuple[Field, ...] = ()
    broken: bool = False

    @property
    def address(self) -> str:
        """Give the name of its page: see `address`."""
        return address(self.key)

    @property
    def month(self) -> int | None:
        """Give the month of publication, from 1."""
        return self.issued.month

    @property
    def day(self) -> int | None:
        """Give the day of publication."""
        return self.issued.day

    @property
    def issuer(self) -> str:
        """Give who brought it out: the publisher, or else the institution."""
        return self.publisher or self.institution

    def field(self, name: str) -> Field | None:
        """Give a field as written, by its lower-case BibTeX name; None if the entry has none."""
        return next((field for field in self.fields if field.name == name), None)

    def position(self, *names: str) -> tuple[int, int]:
        """Give line and column of the value of the first of these fields that is there, or else of the key."""
        found = next((field for name in names if (field := self.field(name))), None)
        return (found.line, found.column) if found else (self.line, self.column)


def address(key: str) -> str:
    """Give the address of a key: lower case, and one hyphen for each run of what is not a letter or digit."""
    return re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")


def renamed(reference: Reference, **titles: str | Reference | None) -> Reference:
    """Give a copy with other titles.

    `dataclasses.replace` would do the same through `__init__`, which for so many fields takes six times as long; and
    most titles of a bibliography are shown otherwise than they are written.
    """
    copy = object.__new__(Reference)
    for name in Reference.__slots__:
        object.__setattr__(copy, name, titles[name] if name in titles else getattr(reference, name))
    return copy
