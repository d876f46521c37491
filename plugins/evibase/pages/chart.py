"""Figures as a bar chart: the geometry of an SVG that is drawn at build time, next to a table of the same numbers.

Units are those of the view box, 300 wide, so that its text stays legible on a phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from textwrap import wrap

from markupsafe import Markup

from evibase.pages.parts import Anchor, Parts, linked
from evibase.records.finding import Figure
from evibase.records.model import Ref

_LONGEST_BAR = 230
#: All there is, in per cent.
_ALL = Decimal(100)
_LINE, _BAR, _GAP = 16, 16, 12
_LABEL_CHARACTERS = 40


@dataclass(frozen=True, slots=True)
class Bar:
    """One number: its label in lines, the place and width of its bar, and its value in words."""

    figure: Figure
    source: Anchor
    lines: tuple[str, ...]
    label_y: int
    y: int
    width: Decimal
    value_x: Decimal
    value_y: int
    value: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The figures of one unit and group. `words` says them all, for those who cannot see the bars.

    `whole` is the width of all there is, where the numbers are parts of it, and 0 elsewhere.
    """

    id: int
    title: str
    height: int
    bars: tuple[Bar, ...]
    words: str
    sources: Markup
    whole: int = 0


def charts(parts: Parts, figures: Sequence[Figure]) -> list[Chart]:
    """Give a chart for each unit and group among the figures, in the order in which they are written."""
    groups: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        groups.setdefault((figure.unit or "", figure.group or ""), []).append(figure)
    return [
        _chart(parts, number, unit, group, found) for number, ((unit, group), found) in enumerate(groups.items(), 1)
    ]


def _chart(parts: Parts, number: int, unit: str, group: str, figures: list[Figure]) -> Chart:
    largest = max(abs(figure.value) for figure in figures)
    scale = _ALL if unit == "%" and largest <= _ALL else largest or Decimal(1)
    bars, top = [], 4
    for figure in figures:
        bar = _bar(parts, figure, unit, scale, top)
        bars.append(bar)
        top = bar.y + _BAR + _GAP
    bases = {figure.n for figure in figures}
    base = bases.pop() if len(bases) == 1 else None
    about = ", ".join(part for part in (unit, f"n = {base:,}" if base else "") if part)
    name = group or "; ".join(dict.fromkeys(bar.source.text for bar in bars))
    title = f"{name} ({about})" if about else name
    words = "; ".join(f"{bar.figure.label}: {bar.value}" for bar in bars) + "."
    sources = linked(dict.fromkeys(bar.source for bar in bars))
    return Chart(number, title, top, tuple(bars), words, sources, _LONGEST_BAR if scale == _ALL and unit == "%" else 0)


def _bar(parts: Parts, figure: Figure, unit: str, scale: Decimal, top: int) -> Bar:
    lines = tuple(wrap(figure.label, _LABEL_CHARACTERS)) or (figure.label,)
    y = top + _LINE * len(lines) + 4
    width = (max(figure.value, Decimal(0)) / scale * _LONGEST_BAR).quantize(Decimal("0.1"))
    number = f"{figure.value:,f}"
    return Bar(
        figure=figure,
        source=parts.anchor(Ref("sources", figure.source)),
        lines=lines,
        label_y=top + 13,
        y=y,
        width=width,
        value_x=width + 6,
        value_y=y + 13,
        value=f"{number} {unit}" if unit == "%" else number,
    )
