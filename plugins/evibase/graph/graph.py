"""The graph: all links between records, in both directions, with aliases followed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType

from evibase.graph.citation_syntax import find_citations
from evibase.records.base import Base
from evibase.records.model import Link, Record, Ref
from evibase.records.types import RECORD_TYPES

#: Sections whose records are files of their own; any other section holds the terms of a vocabulary.
_SECTIONS = frozenset(kind.section for kind in RECORD_TYPES) - {"sources"}


@dataclass(frozen=True, eq=False)
class Graph:
    """The base with its links. `as_of` is the day against which review dates are held; the host gives it."""

    base: Base
    as_of: date | None = None

    @cached_property
    def written(self) -> tuple[tuple[Record, Link], ...]:
        """Give every link with the record that it is written in, as a key or as a citation in the page's text."""
        return tuple((record, link) for record in self.base.records for link in (*record.links(), *_citations(record)))

    @property
    def links(self) -> tuple[Link, ...]:
        """Give every link, in order of the records."""
        return tuple(link for _, link in self.written)

    @cached_property
    def dangling(self) -> tuple[tuple[Record, Link], ...]:
        """Give the links that lead nowhere, without those to a file that is there but broken."""
        return tuple(
            (record, link)
            for record, link in self.written
            if self.resolve(link.target) is None and not self._broken(link.target)
        )

    def _broken(self, ref: Ref) -> bool:
        # A term or a source does not exist because its page or its sidecar does.
        file = Ref("vocabularies", ref.section) if ref.section not in _SECTIONS else ref
        return file in self.base.broken or (ref.section == "people" and Ref("people", "people") in self.base.broken)

    @cached_property
    def aliases(self) -> Mapping[Ref, Ref]:
        """Give the present address of each former one."""
        found: dict[Ref, Ref] = {}
        for record in self.base.records:
            for alias in getattr(record, "aliases", ()):
                found.setdefault(Ref(record.ref.section, alias), record.ref)
        return MappingProxyType(found)

    @cached_property
    def known(self) -> frozenset[Ref]:
        """Give the address of everything that can be linked to."""
        records = {
            record.ref for record in self.base.records if record.ref.section not in {"", "sources", "vocabularies"}
        }
        terms = {Ref(facet, term.id) for facet, v in self.base.vocabularies.items() for term in v.terms}
        term_pages = {record.ref for record in self.base.records if record.ref.section in self.base.vocabularies}
        sources = {Ref("sources", key) for key in self.base.reference_of}
        return frozenset((records - term_pages) | terms | sources)

    def resolve(self, ref: Ref) -> Ref | None:
        """Give the address that a reference leads to, following an alias; None where there is nothing."""
        if ref in self.known:
            return ref
        return self.aliases.get(ref)

    @cached_property
    def outgoing(self) -> Mapping[Ref, tuple[Link, ...]]:
        """Give the links from each address."""
        return _grouped((link.origin, link) for link in self.links)

    @cached_property
    def incoming(self) -> Mapping[Ref, tuple[Link, ...]]:
        """Give the links to each address: the exact inverse of `outgoing`, for what exists."""
        resolved = ((self.resolve(link.target), link) for link in self.links)
        return _grouped((target, link) for target, link in resolved if target is not None)

    def links_to(self, ref: Ref, *roles: str) -> tuple[Link, ...]:
        """Give the links to an address, in the roles named (all roles where none is)."""
        found = self.incoming.get(ref, ())
        return tuple(link for link in found if link.role in roles) if roles else found


def _grouped(pairs: Iterator[tuple[Ref, Link]]) -> Mapping[Ref, tuple[Link, ...]]:
    found: dict[Ref, list[Link]] = {}
    for ref, link in pairs:
        found.setdefault(ref, []).append(link)
    return MappingProxyType({ref: tuple(links) for ref, links in found.items()})


def _citations(record: Record) -> Iterator[Link]:
    """Give a link for each citation in an authored page; `loc` holds the offset of the key in the body."""
    for citation in find_citations(record.body) if "@" in record.body else ():
        for item in citation.items:
            loc = ("body", item.key_offset)
            yield Link(record.ref, Ref("sources", item.key), "citation", loc, note=item.locator)
