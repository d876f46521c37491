"""The graph: all links between records, in both directions, with aliases followed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from types import MappingProxyType

from evibase.graph.citation_syntax import find_citations
from evibase.records.base import Base
from evibase.records.model import Link, Record, Ref
from evibase.records.source import Source
from evibase.records.types import RECORD_TYPES
from evibase.table import Tables, table

#: Sections whose records are files of their own; any other section holds the terms of a vocabulary.
_SECTIONS = frozenset(kind.section for kind in RECORD_TYPES) - {"sources"}


@dataclass(frozen=True, eq=False)
class Graph:
    """The base with its links. `as_of` is the day against which review dates are held; the host gives it.

    `table` makes the tables in which derived values are kept, here and further down the house.
    """

    base: Base
    as_of: date | None = None
    table: Tables = table

    @cached_property
    def _links_of(self) -> tuple[tuple[Record, tuple[Link, ...]], ...]:
        return tuple((record, (*record.links(), *_citations(record))) for record in self.base.records)

    @property
    def written(self) -> Iterator[tuple[Record, Link]]:
        """Give every link with the record that it is written in, as a key or as a citation in the page's text."""
        return ((record, link) for record, links in self._links_of for link in links)

    @property
    def links(self) -> tuple[Link, ...]:
        """Give every link, in order of the records."""
        return tuple(chain.from_iterable(links for _, links in self._links_of))

    @cached_property
    def dangling(self) -> tuple[tuple[Record, Link], ...]:
        """Give the links that lead nowhere, without those to a file that is there but broken."""
        present = self._present
        lost = ((record, link) for record, link in self.written if link.target not in present)
        return tuple((record, link) for record, link in lost if not self.unread(link.target))

    def unread(self, ref: Ref) -> bool:
        """Say whether the file that holds a record, or the vocabulary that holds a term, is there and broken."""
        # A term or a source does not exist because its page or its sidecar does.
        file = Ref("vocabularies", ref.section) if ref.section not in _SECTIONS else ref
        return file in self.base.broken or (ref.section == "people" and Ref("people", "people") in self.base.broken)

    @cached_property
    def aliases(self) -> Mapping[Ref, Ref]:
        """Give the present address of each former one."""
        found: dict[Ref, Ref] = {}
        for record in self.base.records:
            for alias in () if record.ref.section == "sources" else getattr(record, "aliases", ()):
                found.setdefault(Ref(record.ref.section, alias), record.ref)
        return MappingProxyType(found)

    @cached_property
    def redirects(self) -> Mapping[Ref, Ref]:
        """Give where each former address leads: all aliases, and those of terms and sources.

        The last two are redirects for readers only. In a record a former term or key is a mistake as any other.
        """
        found = {
            Ref(facet, alias): Ref(facet, term.id)
            for facet, v in self.base.vocabularies.items()
            for term in v.terms
            for alias in term.aliases
        }
        found |= {
            Ref("sources", alias): Ref("sources", key)
            for key, source in self.base.of(Source).items()
            if key in self.base.reference_of
            for alias in source.aliases
        }
        return MappingProxyType({**self.aliases, **found})

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

    @cached_property
    def _present(self) -> Mapping[Ref, Ref]:
        # What has an address of its own keeps it, whoever else has given that away as an alias.
        return {**self.aliases, **{ref: ref for ref in self.known}}

    def resolve(self, ref: Ref) -> Ref | None:
        """Give the address that a reference leads to, following an alias; None where there is nothing."""
        return self._present.get(ref)

    def findings_named(self, names: Iterable[str]) -> list[str]:
        """Give the ids of findings that a record names: former ids are followed, what is not there is left out."""
        refs = (self.resolve(Ref("findings", name)) for name in names)
        return [ref.id for ref in refs if ref]

    @cached_property
    def outgoing(self) -> Mapping[Ref, tuple[Link, ...]]:
        """Give the links from each address."""
        found: defaultdict[Ref, list[Link]] = defaultdict(list)
        for link in self.links:
            found[link.origin].append(link)
        return _frozen(found)

    @cached_property
    def incoming(self) -> Mapping[Ref, tuple[Link, ...]]:
        """Give the links to each address: the exact inverse of `outgoing`, for what exists."""
        found: defaultdict[Ref, list[Link]] = defaultdict(list)
        present = self._present
        for link in self.links:
            target = present.get(link.target)
            if target is not None:
                found[target].append(link)
        return _frozen(found)

    @cached_property
    def findings_at(self) -> Mapping[Ref, tuple[str, ...]]:
        """Give the ids of the findings that link to each address, each once, in order of the records."""
        return MappingProxyType(
            {
                ref: tuple(dict.fromkeys(link.origin.id for link in links if link.origin.section == "findings"))
                for ref, links in self.incoming.items()
            }
        )

    def links_to(self, ref: Ref, *roles: str) -> tuple[Link, ...]:
        """Give the links to an address, in the roles named (all roles where none is)."""
        found = self.incoming.get(ref, ())
        return tuple(link for link in found if link.role in roles) if roles else found


def _frozen(found: Mapping[Ref, list[Link]]) -> Mapping[Ref, tuple[Link, ...]]:
    return MappingProxyType({ref: tuple(links) for ref, links in found.items()})


def _citations(record: Record) -> Iterator[Link]:
    """Give a link for each citation in an authored page; `loc` holds the offset of the key in the body."""
    for citation in find_citations(record.body) if "@" in record.body else ():
        for item in citation.items:
            loc = ("body", item.key_offset)
            yield Link(record.ref, Ref("sources", item.key), "citation", loc, note=item.locator)
