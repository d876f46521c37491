"""The sources of a theme by year: the picture and its table say the same, and neither grows without bound."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings

from evibase.build import Compiled
from evibase.pages.parts import Parts
from evibase.pages.timeline import SHAPES, Timeline, timeline
from evibase.pages.view import Settings, View
from tests.bases import SMALL, as_yaml, bases, compiled, files_of, site_of


def _many(years: list[str]) -> Compiled:
    """Give a base with a finding on one theme for each source, and a source for each year; "" is no year."""
    files = dict(files_of(SMALL))
    for n, year in enumerate(years):
        dated = f"  year = {{{year}}},\n" if year else ""
        files["references.bib"] += (
            f"@book{{made-{n},\n  author = {{Made, Up {n}}},\n  title = {{A title}},\n{dated}}}\n".encode()
        )
        record = {
            "claim": f"Made-up claim number {n} says that learning at work takes time.",
            "themes": ["support"], "sectors": ["schools"], "where": ["GB"], "by": ["ada"],
            "evidence": [{"source": f"made-{n}", "locator": "p. 1", "stance": "supports", "design": "survey"}],
            "implications": [{"for": "managers", "text": "Give time."}],
        }  # fmt: skip
        files[f"findings/made-up-{n}.yml"] = as_yaml(record).encode()
    return compiled(files)


def _drawn(years: list[str]) -> Timeline:
    view = View(_many(years).graph, Settings())
    found = timeline(Parts(view, "themes/support/"), [f"made-up-{n}" for n in range(len(years))])
    assert found
    return found


def test_one_source_is_no_line() -> None:
    """Law: where there is nothing to compare nothing is drawn."""
    view = View(_many(["2001"]).graph, Settings())
    assert timeline(Parts(view, "themes/support/"), ["made-up-0"]) is None


def test_the_newest_comes_first_and_distance_is_time() -> None:
    """Law: years go down the page, each named once, with more room where more years have none; no date comes last."""
    found = _drawn(["1999", "", "2020", "2019", "2019", "2010"])
    assert [mark.year for mark in found.marks] == ["2020", "2019", "", "2010", "1999", "no date"]
    steps = [below.y - above.y for above, below in pairwise(found.marks)]
    assert steps[0] == steps[1] < steps[2] < steps[3]
    assert all(step >= 24 for step in steps)
    assert found.words == "6 sources, 1999\N{EN DASH}2020, 1 without a date"


@pytest.mark.parametrize("number", [41, 300])
def test_many_sources_are_counted_by_year(number: int) -> None:
    """Law: of more than forty sources the number a year is drawn, all are counted, and very old years are one row."""
    found = _drawn([str(2020 - n // 2) if n % 7 else "" for n in range(number)])
    assert not found.marks
    assert sum(bar.number for bar in found.bars) == number
    assert len(found.bars) <= 42
    assert max(bar.width for bar in found.bars) == 180
    assert found.bibliography == "../../bibliography/by-year/"


class _Twin(HTMLParser):
    """Collects the links of the drawing and of the table of a timeline, and how many rows the table has."""

    def __init__(self) -> None:
        super().__init__()
        self.place = ""
        self.links: dict[str, list[str]] = {"svg": [], "tbody": []}
        self.marks = self.rows = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.links:
            self.place = tag
        if tag == "a" and self.place:
            self.links[self.place].append(dict(attrs)["href"] or "")
        self.rows += tag == "tr" and self.place == "tbody"

    def handle_endtag(self, tag: str) -> None:
        if tag == self.place:
            self.place = ""


@settings(max_examples=30)
@given(bases())
def test_the_table_says_what_the_picture_shows(files: dict[str, bytes]) -> None:
    """Law: each source in the picture is in the table with the same link, in the same order, and no other one is."""
    for path, page in site_of(compiled(files)).pages.items():
        if "ev-timeline" in page.body:
            assert path.startswith(("themes/", "sectors/"))
            twin = _Twin()
            twin.feed(page.body[page.body.index('<figure class="ev-figure ev-timeline">') :].split("</figure>")[0])
            assert twin.links["svg"] == twin.links["tbody"]
            assert len(twin.links["svg"]) == twin.rows


def test_each_mark_is_explained() -> None:
    """Law: every shape in the picture stands in the key below it, and no two designs share one but the others."""
    body = site_of(compiled(files_of(SMALL))).pages["themes/time.md"].body
    figure = body[body.index('<figure class="ev-figure ev-timeline">') :].split("</figure>")[0]
    drawing, keys = figure.split("</svg>", 1)
    assert set(re.findall(r' d="(M[^"]+z)"', drawing)) == set(re.findall(r' d="(M[^"]+z)"', keys)) <= set(SHAPES)
