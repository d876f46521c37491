"""The sources of a theme by year: an SVG drawn at build time, beside a table that says the same.

Few sources are drawn one by one, with a mark for how each was made; of many the number a year is drawn. Units are those
of the view box, 300 wide, so that its text stays legible on a phone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from evibase.graph.retraction import retracted
from evibase.graph.standing import year_of
from evibase.pages.parts import Anchor, Parts
from evibase.pages.words import count, say
from evibase.records.model import Ref

#: So many sources are drawn one by one, and so many years in which there are some.
_MOST, _MOST_YEARS = 40, 40
_ROW, _TOP, _LABEL = 26, 20, 29
#: What a year without sources takes, and at most that many of them: distance is time, but no page is full of nothing.
_EMPTY, _MOST_EMPTY = 4, 12
_LONGEST_BAR = 180
#: Marks around a middle of their own. The last one stands for all designs that have none.
SHAPES = (
    "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
    "M-4.5 -4.5h9v9h-9z",
    "M0 -6L6 5h-12z",
    "M0 -6.5L6.5 0L0 6.5L-6.5 0z",
    "M-2 -6h4v4h4v4h-4v4h-4v-4h-4v-4h4z",
    "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0zM-2.5 0a2.5 2.5 0 1 1 5 0a2.5 2.5 0 1 1 -5 0z",
)


class Work(NamedTuple):
    """One source: its year (None where it has none), its name and page, designs, and how many findings cite it."""

    year: int | None
    link: Anchor
    designs: tuple[str, ...]
    findings: str
    retracted: bool


class Mark(NamedTuple):
    """One source as drawn. `year` is empty where the row above says it."""

    y: int
    year: str
    shape: str
    label: str
    href: str


class Bar(NamedTuple):
    """The number of sources of a year as drawn."""

    y: int
    year: str
    width: int
    number: int


class Key(NamedTuple):
    """What a mark means."""

    shape: str
    name: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The sources by year. Either `marks` and `works`, one for one, or `bars`; `bibliography` leads to all sources."""

    height: int
    words: str
    marks: tuple[Mark, ...] = ()
    works: tuple[Work, ...] = ()
    keys: tuple[Key, ...] = ()
    bars: tuple[Bar, ...] = ()
    bibliography: str = ""


def timeline(parts: Parts, findings: Iterable[str]) -> Timeline | None:
    """Give the timeline of the sources that findings cite as evidence; None where there are fewer than two."""
    cited: dict[str, dict[str, None]] = {}
    number: Counter[str] = Counter()
    for name in findings:
        designs = parts.view.designs(name)
        for source, design in designs:
            cited.setdefault(source, {})[design] = None
        number.update({source for source, _ in designs})
    known = [key for key in cited if parts.view.reference(key)]
    if len(known) < 2:  # noqa: PLR2004 - one is no line
        return None
    if len(known) > _MOST:
        return _counted(parts, known)
    found = sorted((_work(parts, key, cited[key], number[key]) for key in known), key=_place)
    return _drawn(found)


def _year(parts: Parts, key: str) -> int | None:
    reference = parts.view.reference(key)
    return year_of(reference) if reference else None


def _work(parts: Parts, key: str, designs: Iterable[str], number: int) -> Work:
    names = tuple(parts.view.name(Ref("designs", design)) for design in designs)
    gone = key in retracted(parts.view.graph)
    found = count(number, "finding", "findings")
    return Work(_year(parts, key), parts.anchor(Ref("sources", key)), names, found, gone)


def _place(work: Work) -> tuple[int, str]:
    """Put the newest first; those without a year come last."""
    return -(work.year or 0), work.link.text


def _drawn(works: Sequence[Work]) -> Timeline:
    common = [name for name, _ in Counter(work.designs[0] for work in works).most_common(len(SHAPES) - 1)]
    shape_of = dict(zip(common, SHAPES, strict=False))
    marks: list[Mark] = []
    y, before = _TOP, works[0].year
    for work in works:
        if marks:
            y += _ROW + _gap(before, work.year)
        year = (str(work.year) if work.year else say("no date")) if not marks or work.year != before else ""
        shape = shape_of.get(work.designs[0], SHAPES[-1])
        label = f"{say('Retracted:')} {work.link.text}" if work.retracted else work.link.text
        marks.append(Mark(y, year, shape, _short(label), work.link.href))
        before = work.year
    keys = [Key(shape, name) for name, shape in shape_of.items()]
    if any(work.designs[0] not in shape_of for work in works):
        keys.append(Key(SHAPES[-1], say("Other designs")))
    return Timeline(y + _ROW // 2 + 8, _words(works), tuple(marks), tuple(works), tuple(keys))


def _gap(newer: int | None, older: int | None) -> int:
    if newer is None or older is None:
        return 0 if newer == older else _ROW // 2
    return _EMPTY * min(max(newer - older - 1, 0), _MOST_EMPTY)


def _short(text: str) -> str:
    return text if len(text) <= _LABEL else f"{text[: _LABEL - 1].rstrip()}…"


def _words(works: Sequence[Work]) -> str:
    return _span([work.year for work in works])


def _span(years: Sequence[int | None]) -> str:
    dated = [year for year in years if year is not None]
    number = count(len(years), "source", "sources")
    without = say("{number} without a date").format(number=len(years) - len(dated)) if len(dated) < len(years) else ""
    span = f"{min(dated)}\N{EN DASH}{max(dated)}" if dated else ""
    return ", ".join(part for part in (number, span, without) if part)


def _counted(parts: Parts, keys: Sequence[str]) -> Timeline:
    """Give the number of sources a year; the oldest are put together where the years are many."""
    years = [_year(parts, key) for key in keys]
    numbers = Counter(years)
    newest = sorted((year for year in numbers if year is not None), reverse=True)
    rows = [(str(year), numbers[year]) for year in newest[:_MOST_YEARS]]
    if rest := newest[_MOST_YEARS:]:
        rows.append((say("{year} and before").format(year=rest[0]), sum(numbers[year] for year in rest)))
    if numbers[None]:
        rows.append((say("no date"), numbers[None]))
    largest = max(number for _, number in rows)
    bars = tuple(
        Bar(_TOP + n * _ROW, name, max(2, number * _LONGEST_BAR // largest), number)
        for n, (name, number) in enumerate(rows)
    )
    bibliography = parts.to_page("bibliography/by-year.md")
    return Timeline(bars[-1].y + _ROW // 2 + 8, _span(years), bars=bars, bibliography=bibliography)
