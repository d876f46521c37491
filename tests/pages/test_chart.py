"""Figures as charts."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest

from evibase.pages.chart import Chart, charts
from evibase.pages.parts import Parts
from evibase.pages.view import Settings, View
from evibase.records.finding import Figure, Finding
from tests.bases import SMALL, compiled, files_of


def _charts(*figures: dict[str, str]) -> list[Chart]:
    view = View(compiled(files_of(SMALL)).graph, Settings())
    made = [Figure.of_data({"label": "People", "source": "doe-2020", **figure}) for figure in figures]
    return charts(Parts(view, "findings/x/"), made)


def test_numbers_of_different_kinds_are_not_drawn_together() -> None:
    """Law: there is one chart for each unit and group, so that bars of one chart can be compared."""
    view = View(compiled(files_of(SMALL)).graph, Settings())
    figures = view.graph.base.of(Finding)["own-time-finishes-less"].figures
    found = charts(Parts(view, "findings/x/"), figures)
    assert [chart.title for chart in found] == ["Own time (%, n = 210)", "At work (%, n = 190)", "Poe (2022) (people)"]


def test_per_cent_are_drawn_of_a_hundred() -> None:
    """Law: 50 per cent fill half of the width, whatever the others are."""
    (chart,) = _charts({"value": "50", "unit": "%"}, {"value": "25", "unit": "%"})
    assert [bar.width for bar in chart.bars] == [Decimal("115.0"), Decimal("57.5")]


def test_other_numbers_are_drawn_of_the_largest() -> None:
    """Law: without a whole the largest number fills the width, and the others are in proportion."""
    (chart,) = _charts({"value": "400"}, {"value": "100"})
    assert [bar.width for bar in chart.bars] == [Decimal("230.0"), Decimal("57.5")]


@pytest.mark.parametrize("value", ["0", "-3", "0.00"])
def test_nothing_is_drawn_below_zero(value: str) -> None:
    """Law: a number that is not above zero has no bar, and its value is still said."""
    (chart,) = _charts({"value": value})
    assert chart.bars[0].width == 0
    assert chart.bars[0].value == value
    assert value in chart.words


def test_bars_do_not_overlap() -> None:
    """Law: each bar stands below the one before, with room for its label, however long that is."""
    long = "Staff who say that they would have begun a course if somebody had stood in for them on the floor"
    (chart,) = _charts({"value": "1", "label": long}, {"value": "2"}, {"value": "3", "label": long})
    for above, below in pairwise(chart.bars):
        assert above.y + 16 < below.label_y - 10
        assert below.label_y + 16 * (len(below.lines) - 1) < below.y
    assert chart.bars[-1].y + 16 <= chart.height
    assert " ".join(chart.bars[0].lines) == long


def test_the_whole_is_drawn_behind_parts_of_it() -> None:
    """Law: behind per cent stands what a hundred would be, behind others nothing; charts name their sources."""
    (parts,) = _charts({"value": "50", "unit": "%"}, {"value": "25", "unit": "%", "source": "poe-2022"})
    (counts,) = _charts({"value": "400"}, {"value": "100"})
    (more,) = _charts({"value": "140", "unit": "%"})
    assert (parts.whole, counts.whole, more.whole) == (230, 0, 0)
    assert parts.sources.count("<a ") == 2
    assert counts.sources.count("<a ") == 1
