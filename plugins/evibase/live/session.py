"""A live site: a change of files goes in, the pages and files that differ come out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from hashlib import blake2b
from typing import NamedTuple

from evibase.artifact import File, Outline, Page
from evibase.checks import WHOLE, check_record
from evibase.exports.formats import EXPORTS
from evibase.live.base import LiveBase
from evibase.live.cells import Cell, Cells
from evibase.live.family import Family
from evibase.live.graph import LiveGraph
from evibase.pages.kinds import FILES, PAGES
from evibase.pages.search_entry import Entry, entry, with_shared_words
from evibase.pages.search_index import MANIFEST, SearchIndex, facets
from evibase.pages.view import Settings, View
from evibase.problems import Problem, Severity, has_errors, in_order
from evibase.records.addresses import VOCABULARIES
from evibase.records.model import Ref
from evibase.records.raw import Raw
from evibase.records.reading import facets_of, read_file, read_files
from evibase.records.types import BIBLIOGRAPHY

#: What makes a page or file ready to be written: its place in the site and its bytes.
Show = Callable[[Page | File, Outline | None], tuple[str, bytes]]
#: One of the things that a site is made of: its kind and its key.
Key = tuple[str, str]


#: Takes a file of the first site: its place and its bytes.
Take = Callable[[str, bytes], None]


class _Shown(NamedTuple):
    """What is remembered of a file of the site: where it stands, a digest of its bytes, and its path as a page."""

    place: str
    digest: bytes
    page: str = ""


@dataclass(frozen=True, slots=True)
class Update:
    """What a change does to the site: files to write by their place, and places of files to delete."""

    written: Mapping[str, bytes] = field(default_factory=dict)
    gone: tuple[str, ...] = ()


class Live:
    """A base that is read, checked and shown, and kept so. Not to be used by two threads at once."""

    def __init__(
        self, raws: Iterable[Raw], settings: Settings, as_of: date | None, show: Show, take: Take | None = None
    ) -> None:
        """Read, check and show a base: as much work as a build, and more. `settings` and `show` stay the same.

        `take` is given each file of the first site as soon as there is one; without it the first `update` gives all.
        """
        raws = tuple(raws)
        self._raws = {raw.path: raw for raw in raws}
        reads, references, problems = read_files(raws)
        self._facets = facets_of([read for path, read in reads.items() if path.startswith(VOCABULARIES)])
        self._cells = Cells()
        self._base = LiveBase(self._cells, reads, references, problems)
        self._graph = LiveGraph(self._cells, self._base, as_of)
        self._view = View(self._graph, settings)
        self._show = show
        self._fresh: dict[str, bytes] = {}
        self._keep = take or self._fresh.__setitem__
        self._published: dict[Key, _Shown] = {}
        self._pages: frozenset[str] | None = None
        self._faults: dict[tuple[str, str], tuple[Problem, ...]] = {}
        self._checked = Family(self._cells, lambda: self._base.by_place, self._check)
        self._rules = {rule.code: Cell(partial(_hold, rule.check, self._graph)) for rule in WHOLE if rule.check}
        for rule in WHOLE:
            self._rules[rule.code].wanted = rule.severity is Severity.ERROR
        self._outlines: dict[str, Outline] = {}
        self._made = {name: Family(self._cells, keys, make) for name, keys, make in self._kinds()}
        self._entries = Family(self._cells, lambda: self._view.everything, partial(_entry, self._view))
        self._search_facets = Cell(lambda: facets(self._view), wanted=True)
        self._index: SearchIndex | None = None
        self._indexed: dict[Ref, Entry] = {}
        self._follow()
        if take is not None:
            for place, data in self.update().written.items():
                take(place, data)
            self._keep = self._fresh.__setitem__

    def _kinds(self) -> Iterable[tuple[str, Callable[[], Iterable[str]], Callable[[str], _Shown]]]:
        view, graph = self._view, self._graph
        for kind in PAGES:
            yield kind.name, partial(kind.keys, view), partial(self._page, kind.made, kind.outline)
        for export in EXPORTS:
            yield export.name, partial(export.keys, graph), partial(self._file, partial(export.file, graph))
        for made in FILES:
            yield made.name, partial(made.keys, view), partial(self._file, partial(made.file, view))

    def _page(self, make: Callable[[View, str], Page], outline: Callable[[View, str], Outline], key: str) -> _Shown:
        page = make(self._view, key)
        return self._noted(*self._show(page, outline(self._view, key)), page.path)

    def _file(self, make: Callable[[str], File], key: str) -> _Shown:
        return self._noted(*self._show(make(key), None))

    def _noted(self, place: str, data: bytes, page: str = "") -> _Shown:
        self._keep(place, data)
        return _Shown(place, blake2b(data, digest_size=16).digest(), page)

    def _check(self, at: tuple[str, str]) -> tuple[Problem, ...]:
        return check_record(self._graph, self._base.by_place[at])

    @property
    def paths(self) -> Iterable[str]:
        """Give the paths of all files."""
        return self._raws.keys()

    def raw(self, path: str) -> Raw | None:
        """Give a file as it is followed; None where there is none."""
        return self._raws.get(path)

    @property
    def sound(self) -> bool:
        """Say whether there are no errors."""
        return not has_errors(self._found(late=False))

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Give the errors, sorted."""
        return in_order(problem for problem in self._found(late=False) if problem.severity is Severity.ERROR)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Give all problems, sorted. Some rules that only warn look at the whole base, and are asked here only."""
        return in_order(self._found(late=True))

    def _found(self, *, late: bool) -> Iterable[Problem]:
        found = [*self._base.problems]
        for problems in self._faults.values():
            found += problems
        for cell in self._rules.values():
            if late or cell.wanted:
                found += self._cells.value(cell)
        return found

    def reads(self, path: str) -> bool:
        """Say whether a change of a file can be followed. On the others too much depends: they want a new build."""
        return path not in {BIBLIOGRAPHY, "CITATION.cff"} and not path.startswith(VOCABULARIES)

    def change(self, raws: Mapping[str, Raw | None]) -> None:
        """Follow a change of files that `reads` allows; None where a file is gone."""
        differ = {path: raw for path, raw in raws.items() if self._raws.get(path) != raw}
        for path, raw in differ.items():
            if raw is None:
                self._raws.pop(path, None)
            else:
                self._raws[path] = raw
        reads = {path: read_file(raw, self._facets) if raw else None for path, raw in differ.items()}
        changed = self._base.update(reads)
        self._graph.update(changed)
        self._follow()

    def _follow(self) -> None:
        families = [self._checked, self._entries, *self._made.values()]
        self._cells.settle()
        for each in families:
            each.follow()
        for cell in (*self._rules.values(), self._search_facets):
            if cell.wanted and cell.stale:
                self._cells.refresh(cell)
        for at in self._checked.changed:
            found = self._checked.value(at)
            if found:
                self._faults[at] = found
            else:
                self._faults.pop(at, None)
        self._checked.changed.clear()

    def update(self) -> Update:
        """Give what differs from the site as it was at the last call; the first gives all of it.

        Only of a sound base, and in any order of changes before. Raises what making a page raised.
        """
        written: dict[str, bytes] = {}
        left: set[str] = set()
        for name, family in self._made.items():
            for key in family.changed:
                shown: _Shown | None = family.value(key)
                before = self._published.pop((name, key), None)
                if (before.page if before else "") != (shown.page if shown else ""):
                    self._pages = None
                if before and (shown is None or shown.place != before.place):
                    left.add(before.place)
                if shown:
                    self._published[name, key] = shown
                    if shown != before and shown.place in self._fresh:
                        written[shown.place] = self._fresh[shown.place]
            family.changed.clear()
        self._fresh.clear()
        gone = left - {shown.place for shown in self._published.values()} if left else left
        searched = self._search()
        written |= {name: file.data for name, file in searched.items() if file}
        return Update(written, (*sorted(gone), *(name for name, file in searched.items() if file is None)))

    @property
    def pages(self) -> frozenset[str]:
        """Give the paths of all pages, as they were at the last `update`."""
        if self._pages is None:
            self._pages = frozenset(shown.page for shown in self._published.values() if shown.page)
        return self._pages

    @property
    def graph(self) -> LiveGraph:
        """Give the graph as it is now."""
        return self._graph

    def _search(self) -> dict[str, File | None]:
        facets: str = self._cells.value(self._search_facets)
        changed = tuple(self._entries.changed)
        self._entries.changed.clear()
        if self._index is None:
            self._indexed = dict(self._entries.values())
            self._index = SearchIndex(facets, self._indexed.values())
            return {file.path: file for file in self._index.files()}
        names: set[str] = set()
        if facets != self._index.facets:
            self._index.facets = facets
            names.add(MANIFEST)
        for ref in changed:
            before, after = self._indexed.pop(ref, None), self._entries.value(ref)
            if after:
                self._indexed[ref] = after
            if before != after:
                names |= self._index.replace(before, after)
        return self._index.written(names) if names else {}


def _entry(view: View, ref: Ref) -> Entry:
    # All entries are kept here, and most of their words stand in many of them.
    return with_shared_words(entry(view, ref))


def _hold(check: Callable[[LiveGraph], Iterable[Problem]], graph: LiveGraph) -> tuple[Problem, ...]:
    return tuple(check(graph))
