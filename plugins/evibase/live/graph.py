"""The graph as it is now: links in both directions, changed only where a record makes other links than before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from evibase.graph.graph import Graph, findings_among, links_of
from evibase.live.base import At, Changed, LiveBase
from evibase.live.cells import Cells, Node
from evibase.live.watched import Watched
from evibase.records.model import Link, Record, Ref

#: The links between two addresses by the record in which they are written, each with its number there.
_Written = dict[At, tuple[tuple[int, Link], ...]]


class LiveGraph(Graph):
    """A graph that follows its base. What it holds is what `Graph` holds of the same records."""

    if TYPE_CHECKING:
        base: LiveBase
        aliases: Watched[Ref, Ref]
        outgoing: Watched[Ref, tuple[Link, ...]]
        incoming: Watched[Ref, tuple[Link, ...]]
        findings_at: Mapping[Ref, tuple[str, ...]]
        _links_at: Watched[At, tuple[Link, ...]]
        present: Watched[Ref, Ref]
        _cells: Cells
        _names: Node
        _known: frozenset[Ref]
        _redirects: Mapping[Ref, Ref]
        #: Links by where they come from and where they lead, as written; and all addresses that lead to each one.
        _from: dict[Ref, _Written]
        _to: dict[Ref, _Written]
        _formers: dict[Ref, list[Ref]]

    def __init__(self, cells: Cells, base: LiveBase, as_of: date | None) -> None:
        """Take a base."""
        super().__init__(base, as_of, cells.table)
        # The fields of a frozen class, and what it would work out once and for all, are put where it looks for them.
        held = self.__dict__
        held["_cells"], held["_names"] = cells, Node()
        now = Graph(base.now())
        held["aliases"], held["_known"], held["_redirects"] = (
            Watched(cells, dict(now.aliases)),
            now.known,
            now.redirects,
        )
        held["present"] = Watched(cells, dict(now.present))
        links = {(record.path, record.id): links_of(record) for record in base.records}
        held["_links_at"] = Watched(cells, links)
        held["_from"], held["_to"] = _by_end(links, target=False), _by_end(links, target=True)
        held["_formers"] = self._former_names()
        held["outgoing"] = Watched(cells, {origin: _in_order([written]) for origin, written in self._from.items()})
        present = self.present.raw()
        targets = dict.fromkeys(present[target] for target in self._to if target in present)
        held["incoming"] = Watched(cells, {target: self._links_into(target) for target in targets})
        held["findings_at"] = cells.table(self._findings_at, self.incoming)

    @property
    def known(self) -> frozenset[Ref]:
        """Give the address of everything that can be linked to."""
        self._cells.read(self._names)
        return self._known

    @property
    def redirects(self) -> Mapping[Ref, Ref]:
        """Give where each former address leads."""
        self._cells.read(self._names)
        return self._redirects

    def _findings_at(self, ref: Ref) -> tuple[str, ...]:
        return findings_among(self.incoming[ref])

    def _former_names(self) -> dict[Ref, list[Ref]]:
        """Give all addresses that lead to each one, itself among them."""
        found: dict[Ref, list[Ref]] = {}
        for name, ref in self.present.raw().items():
            found.setdefault(ref, []).append(name)
        return found

    def _links_into(self, ref: Ref) -> tuple[Link, ...]:
        names = self._formers.get(ref, ())
        return _in_order([self._to[name] for name in names if name in self._to])

    def update(self, changed: Iterable[Changed]) -> None:
        """Follow a change of the base."""
        origins: set[Ref] = set()
        targets: set[Ref] = set()
        gone_or_new: dict[At, tuple[Link, ...] | None] = {}
        for each in changed:
            links = links_of(each.after) if each.after else ()
            former = self._links_at.raw().get(each.at, ())
            origins |= _moved(self._from, each.at, former, links, target=False)
            targets |= _moved(self._to, each.at, former, links, target=True)
            if each.before and each.after:
                self._links_at.put(each.at, links)
            else:
                gone_or_new[each.at] = links if each.after else None
        if gone_or_new:
            kept = {**self._links_at.raw(), **gone_or_new}
            ordered = self.base.by_place.raw()
            self._links_at.replace({at: found for at in ordered if (found := kept[at]) is not None})
        now = self.present.raw()
        ends = {now[target] for target in targets if target in now}
        if any(not each.in_place or _aliases(each.before) != _aliases(each.after) for each in changed):
            ends |= self._rename()
        for origin in origins:
            _set(self.outgoing, origin, _in_order([self._from[origin]]) if origin in self._from else ())
        for end in ends:
            _set(self.incoming, end, self._links_into(end))

    def _rename(self) -> set[Ref]:
        """Work out anew what is called how; give the ends of all links that lead elsewhere than before."""
        before, held = self.present.raw(), self.__dict__
        now = Graph(self.base.now())
        self.aliases.replace(dict(now.aliases))
        if (now.known, now.redirects) != (self._known, self._redirects):
            held["_known"], held["_redirects"] = now.known, now.redirects
            self._cells.touch(self._names)
        after = now.present
        self.present.replace(dict(after))
        held["_formers"] = self._former_names()
        moved = [name for name in self._to if before.get(name) != after.get(name)]
        return {ref for name in moved for ref in (before.get(name), after.get(name)) if ref}


def _aliases(record: Record | None) -> object:
    return getattr(record, "aliases", ())


def _by_end(links: Mapping[At, tuple[Link, ...]], *, target: bool) -> dict[Ref, _Written]:
    found: dict[Ref, _Written] = {}
    for at, written in links.items():
        for end, part in _parted(written, target=target).items():
            found.setdefault(end, {})[at] = part
    return found


def _parted(links: tuple[Link, ...], *, target: bool) -> dict[Ref, tuple[tuple[int, Link], ...]]:
    found: dict[Ref, list[tuple[int, Link]]] = {}
    for number, link in enumerate(links):
        found.setdefault(link.target if target else link.origin, []).append((number, link))
    return {end: tuple(part) for end, part in found.items()}


def _moved(
    index: dict[Ref, _Written], at: At, former: tuple[Link, ...], links: tuple[Link, ...], *, target: bool
) -> set[Ref]:
    """Put a record's links in the place of its former ones; give the ends whose links are others now."""
    before, after = _parted(former, target=target), _parted(links, target=target)
    for end in before.keys() - after.keys():
        del index[end][at]
        if not index[end]:
            del index[end]
    for end, part in after.items():
        index.setdefault(end, {})[at] = part
    return {end for end in before.keys() | after.keys() if _only(before.get(end)) != _only(after.get(end))}


def _only(part: tuple[tuple[int, Link], ...] | None) -> tuple[Link, ...]:
    return tuple([link for _, link in part]) if part else ()


def _in_order(parts: list[_Written]) -> tuple[Link, ...]:
    if len(parts) == 1:
        (part,) = parts
        return tuple([link for at in sorted(part) for _, link in part[at]])
    ordered = sorted((at, number, link) for part in parts for at, written in part.items() for number, link in written)
    return tuple([link for _, _, link in ordered])


def _set(mapping: Watched[Ref, tuple[Link, ...]], ref: Ref, links: tuple[Link, ...]) -> None:
    if links:
        mapping.set(ref, links)
    else:
        mapping.drop(ref)
