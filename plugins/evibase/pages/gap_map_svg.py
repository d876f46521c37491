"""The gap map as SVG: one drawing that stands for itself, on paper and in other documents.

Colour carries nothing alone: every number has its shape and every cell without findings its words. There is no style
sheet in it and nothing that is fetched, so that any program draws it alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from evibase.artifact import File
from evibase.graph.gap_map import LEVELS, Cell, Grid, Point
from evibase.pages.gap_map import grid_of, title_of
from evibase.pages.gap_map_axes import axes_of, pairs_of
from evibase.pages.gap_map_cells import cell_marks
from evibase.pages.rendering import escaped
from evibase.pages.view import View
from evibase.pages.words import GAP_NOTE, count, say

_LABEL, _WIDTH, _LINE, _TOP = 230, 148, 15, 44
_INK, _SOFT, _RULE, _PAPER, _SUNKEN = "#1c2530", "#4b5663", "#a9a598", "#ffffff", "#f2f0ea"
_TONES = {"supports": "#1d5a9e", "qualifies": "#7d5200", "contradicts": "#9b1f58", "contested": "#9b1f58"}
#: The shapes of the pages, ten units wide.
_SHAPES = {
    "supports": "M5 0a5 5 0 1 0 0 10a5 5 0 0 0 0-10z",
    "qualifies": "M5 0L10 5L5 10L0 5z",
    "contradicts": "M0 0h10v10h-10zM2.5 2.5v5h5v-5z",
    "contested": "M0 3h6v-3l4 4.5l-4 4.5v-3h-6z",
}


def keys(view: View) -> Iterator[str]:
    """Give the name of each map."""
    yield from map(str, pairs_of(view))


def file(view: View, key: str) -> File:
    """Give `map/<name>.svg`."""
    pair = next(each for each in pairs_of(view) if str(each) == key)
    shown = grid_of(view, pair)
    known = axes_of(view)
    rows, columns = known[pair.rows].terms, known[pair.columns].terms
    heads = [wrap(term.label, 17) for term in columns]
    top = _TOP + _LINE * (max(map(len, heads)) + 1) + 10
    heights = [_height(shown, row, columns) for row in rows]
    width, height = _LABEL + _WIDTH * len(columns), top + sum(heights)
    title = say("Evidence map: {what}").format(what=title_of(view, pair))
    size = f'width="{width}" height="{height}"'
    look = f'role="img" aria-labelledby="t d" font-family="sans-serif" font-size="12" fill="{_INK}"'
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {size} {look}>',
        f'<title id="t">{escaped(title)}</title><desc id="d">{escaped(_described(view, shown))}</desc>',
        f'<rect {size} fill="{_PAPER}"/>',
        f'<text x="8" y="26" font-size="18" font-weight="700">{escaped(title)}</text>',
    ]
    for n, (term, lines) in enumerate(zip(columns, heads, strict=True)):
        number = shown.columns.get(term.id, 0)
        drawn.append(_texts(_LABEL + n * _WIDTH + 8, _TOP + _LINE, [*lines, _findings(number)], bold=len(lines)))
    y = top
    for row, tall in zip(rows, heights, strict=True):
        drawn.append(f'<path d="M0 {y}H{width}" stroke="{_RULE}"/>')
        label = wrap(row.label, 30)
        drawn.append(_texts(8, y + 17, [*label, _findings(shown.rows.get(row.id, 0))], bold=len(label)))
        for n, column in enumerate(columns):
            drawn += _cell(_LABEL + n * _WIDTH, y, tall, shown.cell(row.id, column.id))
        y += tall
    return File(f"map/{key}.svg", "\n".join([*drawn, "</svg>\n"]).encode())


def _described(view: View, shown: Grid) -> str:
    return say("{findings} of {site}. Cells count findings by confidence, and evidence by what it says.").format(
        findings=_findings(shown.total), site=view.settings.site_name
    )


def _findings(number: int) -> str:
    return count(number, "finding", "findings")


def _notes(cell: Cell) -> list[str]:
    return [say(GAP_NOTE[gap]) for gap in cell.gaps]


def _height(shown: Grid, row: Point, columns: tuple[Point, ...]) -> int:
    """Give how tall a row is: as its fullest cell."""
    lines = max(1 + len(cell_marks(cell)) + len(cell.gaps) for cell in (shown.cell(row.id, c.id) for c in columns))
    return 14 + _LINE * max(lines, len(wrap(row.label, 30)) + 1)


def _texts(x: int, y: int, lines: list[str], *, bold: int) -> str:
    spans = (
        f'<tspan x="{x}" dy="{_LINE if n else 0}"{"" if n < bold else _SMALL}>{escaped(line)}</tspan>'
        for n, line in enumerate(lines)
    )
    return f'<text x="{x}" y="{y}" font-weight="700">{"".join(spans)}</text>'


_SMALL = f' font-weight="400" font-size="11" fill="{_SOFT}"'


def _cell(x: int, y: int, tall: int, cell: Cell) -> Iterator[str]:
    if not cell.findings:
        yield f'<rect x="{x + 1}" y="{y + 1}" width="{_WIDTH - 2}" height="{tall - 2}" fill="{_SUNKEN}"/>'
        yield f'<text x="{x + 8}" y="{y + 17}" font-style="italic" fill="{_SOFT}">{escaped(_notes(cell)[0])}</text>'
        return
    yield f'<text x="{x + 8}" y="{y + 17}" font-weight="700">{escaped(_findings(cell.findings))}</text>'
    line = y + 17
    for mark in cell_marks(cell):
        line += _LINE
        yield _shape(mark.shape, x + 8, line - 9)
        yield f'<text x="{x + 28}" y="{line}" font-size="11">{escaped(mark.text)}</text>'
    for note in _notes(cell):
        line += _LINE
        yield f'<text x="{x + 8}" y="{line}" font-size="11" font-style="italic" fill="{_SOFT}">{escaped(note)}</text>'


def _shape(name: str, x: int, y: int) -> str:
    """Draw what stands before a number: the bars of a level, as many filled as it has steps, or a stance's shape."""
    if kind := name.removeprefix("ev-conf--"):
        levels = [level or "none" for level in reversed(LEVELS)]
        if kind in levels:
            return "".join(_bar(x + 4 * n, y + 10, 4 + 2 * n, filled=n < levels.index(kind)) for n in range(4))
    shape = name.removeprefix("ev-i--")
    return f'<path transform="translate({x + 2} {y})" fill="{_TONES[shape]}" fill-rule="evenodd" d="{_SHAPES[shape]}"/>'


def _bar(x: int, bottom: int, tall: int, *, filled: bool) -> str:
    paint = f'fill="{_INK}"' if filled else f'fill="none" stroke="{_SOFT}" stroke-width=".7"'
    return f'<rect x="{x}" y="{bottom - tall}" width="3" height="{tall}" {paint}/>'
