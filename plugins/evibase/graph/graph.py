"""The graph: all links between records, in both directions, with aliases followed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from types import MappingProxyType

from evibase.graph.citation_links import citation_links
from evibase.records.base import Base
from evibase.records.model import Link, Record, Ref
from evibase.records.source import Source
from evibase.records.types import RECORD_TYPES
from evibase.table import Kept, Tables, table

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
    def _links_at(self) -> Mapping[tuple[str, str], tuple[Link, ...]]:
        return MappingProxyType({place: links_of(record) for place, record in self.base.by_place.items()})

    def links_in(self, record: Record) -> tuple[Link, ...]:
        """Give the links that a record makes, as a key or as a citation in the page's text."""
        return self._links_at[record.path, record.id]

    def written_in(self, records: Iterable[Record]) -> Iterator[tuple[Record, Link]]:
        """Give the links that records make, each with the record that it is written in."""
        return ((record, link) for record in records for link in self.links_in(record))

    @property
    def written(self) -> Iterator[tuple[Record, Link]]:
        """Give every link with the record that it is written in, in order of the records."""
        return self.written_in(self.base.records)

    @property
    def links(self) -> tuple[Link, ...]:
        """Give every link, in order of the records."""
        return tuple(chain.from_iterable(self._links_at.values()))

    @property
    def dangling(self) -> Iterator[tuple[Record, Link]]:
        """Give the links that lead nowhere, without those to a file that is there but broken."""
        places = self.base.by_place
        return ((places[place], link) for place, links in self._lost.items() for link in links)

    @cached_property
    def _lost(self) -> Mapping[tuple[str, str], tuple[Link, ...]]:
        """Give the links that lead nowhere, by the place of the record."""
        return self.table(self._lost_in, self.base.by_place)

    def _lost_in(self, place: tuple[str, str]) -> tuple[Link, ...]:
        present = self.present
        lost = [link for link in self._links_at[place] if link.target not in present]
        return tuple([link for link in lost if not self.unread(link.target)]) if lost else ()

    @cached_property
    def kept(self) -> Kept:
        """Give the tables of what is derived from this graph, by name: it is kept with the graph and nowhere else."""
        return Kept(self.table)

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
    def present(self) -> Mapping[Ref, Ref]:
        """Give what each address leads to: its own record, or that of an alias."""
        # What has an address of its own keeps it, whoever else has given that away as an alias.
        return {**self.aliases, **{ref: ref for ref in self.known}}

    def resolve(self, ref: Ref) -> Ref | None:
        """Give the address that a reference leads to, following an alias; None where there is nothing."""
        return self.present.get(ref)

    def findings_named(self, names: Iterable[str]) -> list[str]:
        """Give the ids of findings that a record names: former ids are followed, what is not there is left out."""
        refs = (self.resolve(Ref("findings", name)) for name in names)
        return [ref.id for ref in refs if ref]

    @cached_property
    def outgoing(self) -> Mapping[Ref, tuple[Link, ...]]:
        """Give the links from each address."""
        found: dict[Ref, tuple[Link, ...]] = {}
        for links in self._links_at.values():
            for origin, own in _by_origin(links):
                found[origin] = (*found[origin], *own) if origin in found else own
        return MappingProxyType(found)

    @cached_property
    def incoming(self) -> Mapping[Ref, tuple[Link, ...]]:
        """Give the links to each address: the exact inverse of `outgoing`, for what exists."""
        found: defaultdict[Ref, list[Link]] = defaultdict(list)
        present = self.present
        for link in self.links:
            target = present.get(link.target)
            if target is not None:
                found[target].append(link)
        return _frozen(found)

    @cached_property
    def findings_at(self) -> Mapping[Ref, tuple[str, ...]]:
        """Give the ids of the findings that link to each address, each once, in order of the records."""
        return MappingProxyType({ref: findings_among(links) for ref, links in self.incoming.items()})

    def links_to(self, ref: Ref, *roles: str) -> tuple[Link, ...]:
        """Give the links to an address, in the roles named (all roles where none is)."""
        found = self.incoming.get(ref, ())
        return tuple(link for link in found if link.role in roles) if roles else found


def links_of(record: Record) -> tuple[Link, ...]:
    """Give the links that a record makes, as a key or as a citation in the page's text."""
    return (*record.links(), *citation_links(record))


def findings_among(links: Iterable[Link]) -> tuple[str, ...]:
    """Give the ids of the findings that links come from, each once, in order of the links."""
    return tuple(dict.fromkeys(link.origin.id for link in links if link.origin.section == "findings"))


def _by_origin(links: tuple[Link, ...]) -> Iterator[tuple[Ref, tuple[Link, ...]]]:
    """Give the links that one record makes by where they come from: most often all from that record."""
    origins = dict.fromkeys([link.origin for link in links])
    if len(origins) == 1:
        yield links[0].origin, links
        return
    yield from ((origin, tuple([link for link in links if link.origin == origin])) for origin in origins)


def _frozen(found: Mapping[Ref, list[Link]]) -> Mapping[Ref, tuple[Link, ...]]:
    return MappingProxyType({ref: tuple(links) for ref, links in found.items()})
