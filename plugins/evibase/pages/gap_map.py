"""The gap map: where the evidence is and where it is missing, one page for each pair of facets that says something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from evibase.artifact import Outline, Page
from evibase.graph.gap_map import (
    EMPTY,
    NOTHING,
    Around,
    Axis,
    Cell,
    Grid,
    Marked,
    Pair,
    Point,
    around,
    counted,
    marked,
)
from evibase.graph.gaps import GAPS, OUTDATED_AFTER, left_open
from evibase.graph.weakest_link import STRENGTH
from evibase.pages.balance import newest_of, reviews_of
from evibase.pages.gap_map_axes import axes_of, carrying, pairs_of
from evibase.pages.gap_map_cells import Mark, Shown, shown_cell, to_explorer
from evibase.pages.paging import Paging, page_path
from evibase.pages.parts import Anchor, Confidence, Parts, confidence, link_to
from evibase.pages.rendering import render
from evibase.pages.view import View
from evibase.pages.words import GAP_NOTE, GAP_TOLD, STANCE, count, say
from evibase.records.model import Ref
from evibase.records.places import place_names

FIRST = "map/index.md"
#: How many rows and columns one page shows. A larger map goes on on further pages, row by row of such blocks.
_ROWS, _COLUMNS = 50, 25


class Head(NamedTuple):
    """The head of a row or column: the term, which leads to all of its findings, and how many they are."""

    link: Anchor
    number: str


class Line(NamedTuple):
    """A row of the map."""

    head: Head
    cells: tuple[Shown, ...]


class Told(NamedTuple):
    """An entry of the legend."""

    name: str
    text: str


class Legend(NamedTuple):
    """What the signs of a map mean, in words."""

    levels: tuple[Confidence, ...]
    stances: tuple[Mark, ...]
    gaps: tuple[Told, ...]


def keys(view: View) -> Iterator[str]:
    """Give the name of each map, and the numbers of its further pages: `themes-by-sectors`, `themes-by-sectors 2`."""
    for pair in pairs_of(view):
        yield str(pair)
        rows, columns = blocks(view, pair)
        yield from (f"{pair} {number}" for number in range(2, rows * columns + 1))


def outline(view: View, key: str) -> Outline:
    """Give what is to be known of one page of a map."""
    name, _, number = key.partition(" ")
    path = page_path(first_page(view, name), int(number or 1))
    return Outline(path, headed=False, section=path == FIRST)


def page(view: View, key: str) -> Page:
    """Give one page of a map."""
    name, _, number = key.partition(" ")
    nth = int(number or 1)
    found = pairs_of(view)
    pair = next(each for each in found if str(each) == name)
    first = first_page(view, name)
    path = page_path(first, nth)
    parts = Parts(view, view.page_url(path))
    rows, columns = _axes(view, pair)
    what = title_of(view, pair)
    title = say("Evidence map: {what}").format(what=what)
    title = title if nth == 1 else say("{name}, page {number}").format(name=title, number=nth)
    about = say("Where the evidence of this base is, where it is missing, and why: {what}.").format(what=what)
    trail = [(say("Evidence map"), "" if first == FIRST and nth == 1 else FIRST)]
    trail += [] if first == FIRST else [(what, "" if nth == 1 else first)]
    trail += [] if nth == 1 else [(str(nth), "")]
    shown = grid_of(view, pair)
    across, down = _part(view, pair, nth)
    body = render(
        "gap_map.html",
        crumbs=parts.crumbs(*trail),
        what=what,
        caption=_caption(shown, rows, columns),
        outside=_outside(shown),
        rows=rows.singular,
        columns=columns.singular,
        heads=[_head(parts, columns, term, shown.columns.get(term.id, 0)) for term in down],
        lines=_lines(parts, pair, shown, across, down),
        legend=_legend(view),
        maps=[
            link_to(title_of(view, each), parts.to_page(first_page(view, str(each)))) for each in found if each != pair
        ],
        files=[link_to(form.upper(), f"{parts.root}map/{pair}.{form}") for form in ("csv", "svg")],
        pages=_paging(parts, first, nth, view, pair),
        explore=parts.to_page("explore/index.md"),
    )
    return Page(path, title, about, body, section=path == FIRST)


def _to_map(parts: Parts, pair: Pair) -> Anchor:
    return link_to(title_of(parts.view, pair), parts.to_page(first_page(parts.view, str(pair))))


def first_page(view: View, name: str) -> str:
    """Give the path of a map's first page; the first map stands at `map/` itself."""
    return FIRST if name == str(pairs_of(view)[0]) else f"map/{name}/index.md"


def _axes(view: View, pair: Pair) -> tuple[Axis, Axis]:
    known = axes_of(view)
    return known[pair.rows], known[pair.columns]


def title_of(view: View, pair: Pair) -> str:
    """Give what a map shows, in words: `themes by sectors`."""
    rows, columns = _axes(view, pair)
    lower = columns.label[:1].lower() + columns.label[1:]
    return say("{rows} by {columns}").format(rows=rows.label, columns=lower)


def blocks(view: View, pair: Pair) -> tuple[int, int]:
    """Give into how many blocks of rows and of columns a map is cut."""
    rows, columns = _axes(view, pair)
    return -(-len(rows.terms) // _ROWS), -(-len(columns.terms) // _COLUMNS)


def _part(view: View, pair: Pair, nth: int) -> tuple[Sequence[Point], Sequence[Point]]:
    """Give the terms of the rows and of the columns that the nth page shows."""
    rows, columns = _axes(view, pair)
    row, column = divmod(nth - 1, blocks(view, pair)[1])
    return rows.terms[row * _ROWS : (row + 1) * _ROWS], columns.terms[column * _COLUMNS : (column + 1) * _COLUMNS]


def _paging(parts: Parts, first: str, nth: int, view: View, pair: Pair) -> Paging:
    rows, columns = blocks(view, pair)
    last = rows * columns
    steps = tuple(link_to(str(n), parts.to_page(page_path(first, n))) for n in range(1, last + 1))
    return Paging(
        current=str(nth),
        steps=steps,
        previous=steps[nth - 2].href if nth > 1 else "",
        next=steps[nth].href if nth < last else "",
    )


def grid_of(view: View, pair: Pair) -> Grid:
    """Give a map, counted. Pages and files share it."""
    return view.kept("gap map", partial(_grid, view))[pair]


def _grid(view: View, pair: Pair) -> Grid:
    cells = view.kept("gap map cells", partial(_cell, view))
    rows, columns = ([Ref(v.id, term.id) for term in v.terms] for v in _axes(view, pair))
    found = {(row.id, column.id): cells[pair, row, column] for row in rows for column in columns}
    inside = frozenset[str]().union(*(carrying(view, row) for row in rows))
    inside &= frozenset[str]().union(*(carrying(view, column) for column in columns))
    return Grid(
        cells={place: cell for place, cell in found.items() if cell != EMPTY},
        rows={row.id: len(carrying(view, row)) for row in rows},
        columns={column.id: len(carrying(view, column)) for column in columns},
        total=len(view.findings),
        outside=len(view.findings) - len(inside),
    )


def _cell(view: View, key: tuple[Pair, Ref, Ref]) -> Cell:
    """Count a cell by itself: one finding touches the few in which it stands."""
    pair, row, column = key
    each = view.kept("gap map marks", partial(_marked, view))
    known = view.kept("gap map around", partial(_around, view))[pair]
    found = carrying(view, row) & carrying(view, column)
    return counted([each[name] for name in found], known.get((row.id, column.id), NOTHING))


def _around(view: View, pair: Pair) -> Mapping[tuple[str, str], Around]:
    return MappingProxyType(around(view.graph, pair, view.above))


def _marked(view: View, name: str) -> Marked:
    stands = view.standings[name]
    left = left_open(stands, review=reviews_of(view), home=view.settings.home, newest=newest_of(view))
    return marked(stands, left)


def _caption(shown: Grid, rows: Axis, columns: Axis) -> str:
    return say("{findings} by {row} and {column}").format(
        findings=count(shown.total, "finding", "findings"), row=rows.singular.lower(), column=columns.singular.lower()
    )


def _outside(shown: Grid) -> str:
    """Say how many findings stand in no cell, because one of the two facets does not say anything of them."""
    if not shown.outside:
        return ""
    return count(
        shown.outside,
        "finding carries no term of one of the two and is in no cell.",
        "findings carry no term of one of the two and are in no cell.",
    )


def _head(parts: Parts, axis: Axis, term: Point, number: int) -> Head:
    link = link_to(term.label, to_explorer(parts, (axis.id, term.id)))
    return Head(link, count(number, "finding", "findings"))


def _lines(parts: Parts, pair: Pair, shown: Grid, across: Sequence[Point], down: Sequence[Point]) -> list[Line]:
    rows, _ = _axes(parts.view, pair)
    found = []
    for row in across:
        own, number = (pair.rows, row), shown.rows.get(row.id, 0)
        cells = []
        for each in down:
            around = (number, shown.columns.get(each.id, 0))
            cells.append(shown_cell(parts, own, (pair.columns, each), shown.cell(row.id, each.id), around))
        found.append(Line(_head(parts, rows, row, number), tuple(cells)))
    return found


def _legend(view: View) -> Legend:
    return Legend(
        tuple(confidence(level, reviewed=True) for level in reversed(STRENGTH)),
        (
            *(Mark(f"ev-i--{name}", say(word)) for name, word in STANCE.items()),
            Mark("ev-i--contested", say("Contested")),
        ),
        tuple(Told(say(GAP_NOTE[gap]), _told(view, gap)) for gap in GAPS if _is_told(view, gap)),
    )


def _is_told(view: View, gap: str) -> bool:
    """Say whether a base can tell a gap: not without designs that are reviews, a home country, or years."""
    known = {
        "synthesis": bool(reviews_of(view)),
        "context": bool(view.settings.home),
        "outdated": newest_of(view) is not None,
    }
    return known.get(gap, True)


def _told(view: View, gap: str) -> str:
    newest = newest_of(view)
    return say(GAP_TOLD[gap]).format(home=place_names(view.settings.home), year=(newest or 0) - OUTDATED_AFTER)
