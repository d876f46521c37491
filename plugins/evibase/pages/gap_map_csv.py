"""The gap map as CSV: one line for each cell, empty ones too."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from evibase.artifact import File
from evibase.graph.gap_map import LEVELS
from evibase.pages.gap_map import grid_of
from evibase.pages.gap_map_axes import axes_of, pairs_of
from evibase.pages.view import View
from evibase.pages.words import STANCE

_LAST = ("gaps", "open-questions", "no-longer-standing")
#: What a spreadsheet would take for a formula (https://owasp.org/www-community/attacks/CSV_Injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def keys(view: View) -> Iterator[str]:
    """Give the name of each map."""
    yield from map(str, pairs_of(view))


def file(view: View, key: str) -> File:
    """Give `map/<name>.csv`.

    Levels, stances and gaps are called as records call them; several gaps of a cell have spaces between them. A text
    that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    pair = next(each for each in pairs_of(view) if str(each) == key)
    shown = grid_of(view, pair)
    known = axes_of(view)
    levels = [level or "not-assessed" for level in LEVELS]
    written = StringIO()
    lines = csv.writer(written, lineterminator="\n")
    terms = (pair.rows, f"{pair.rows}-label", pair.columns, f"{pair.columns}-label")
    lines.writerow((*terms, "findings", *levels, *STANCE, "contested-findings", *_LAST))
    for row in known[pair.rows].terms:
        for column in known[pair.columns].terms:
            cell = shown.cell(row.id, column.id)
            counted = (cell.findings, *cell.levels, *cell.stances, cell.contested)
            last = (" ".join(cell.gaps), cell.questions, cell.gone)
            lines.writerow((row.id, _safe(row.label), column.id, _safe(column.label), *counted, *last))
    return File(f"map/{key}.csv", written.getvalue().encode())


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
