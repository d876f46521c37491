"""The citations of one page as readers see them, in the style of the site.

A page is cited as a whole, because what a citation looks like depends on those before it: a body's abbreviation is
brought in at the first (APA 7, section 8.21), and numbers count the works of the page.
"""

# ruff: noqa: RUF002 - dashes are what this is about

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from evibase.graph.citation_labels import Label
from evibase.graph.citation_syntax import Citation, CitationItem
from evibase.graph.locators import locator_text
from evibase.graph.reference_style import Style
from evibase.graph.styled_text import Run

#: From so many numbers in a row on, only the first and the last are shown.
_RANGE_FROM = 3


@dataclass(slots=True)
class PageCitations:
    """What a page has cited so far: `numbers` of works in numeric styles, and the abbreviations brought in."""

    style: Style
    numbers: dict[str, int] = field(default_factory=dict)
    introduced: set[str] = field(default_factory=set)

    def shown(self, citation: Citation) -> tuple[Run, ...] | None:
        """Give the next citation of the page as runs; None if no reference has one of its keys.

        A run with a `key` stands for a source and may lead to it; one without stands between.
        """
        if any(item.key not in self.style.labels for item in citation.items):
            return None
        for item in citation.items if self.style.numeric else ():
            self.numbers.setdefault(item.key, len(self.numbers) + 1)
        if citation.narrative:
            found: Iterable[Run] = _narrative(self, citation.items[0])
        else:
            found = (_numbered if self.style.numeric else _parenthetical)(self, citation.items)
        return tuple(run for run in found if run.text)


def _narrative(page: PageCitations, item: CitationItem) -> list[Run]:
    """Give `Brown and Bimrose (2018, p. 3)`, or `Brown and Bimrose [1, p. 3]`."""
    label, marks = page.style.labels[item.key], page.style.marks
    place = _place(page, item)
    if page.style.numeric:
        words = _names(label, label.authors_narrative, item.key)
        return [*words, *([] if marks.raised else [Run(" ")]), *_numbered(page, [item])]
    authors, abbreviation = _authors(page, label, label.authors_narrative)
    inner = ", ".join(part for part in (abbreviation, label.year) if part)
    inner = f"{inner}{marks.before_place}{place}" if place else inner
    return [*_names(label, authors, item.key), Run(f" {marks.opening}{inner}{marks.closing}", key=item.key)]


def _parenthetical(page: PageCitations, items: Sequence[CitationItem]) -> Iterable[Run]:
    marks = page.style.marks
    yield Run(marks.opening)
    before: CitationItem | None = None
    for item in _in_order(page.style, items):
        label = page.style.labels[item.key]
        shared = before is not None and _share_authors(page.style, before, item)
        if before is not None:
            yield Run(", " if shared else marks.between)
        if item.prefix:
            yield Run(f"{item.prefix} ")
        yield from _work(page, item, label, only_year=shared or item.suppress_author)
        before = item
    yield Run(marks.closing)


def _work(page: PageCitations, item: CitationItem, label: Label, *, only_year: bool) -> Iterable[Run]:
    """Give `Brown & Bimrose, 2018, p. 3`, or what is left of it where the authors have been named."""
    marks = page.style.marks
    place = _place(page, item)
    year = f"{label.year}{marks.before_place}{place}" if place else label.year
    if only_year:
        yield Run(year, key=item.key)
        return
    authors, abbreviation = _authors(page, label, label.authors_parenthetical)
    brought_in = f" [{abbreviation}]" if abbreviation else ""
    # A comma goes inside the quotation marks around a title (APA 7, 8.14).
    if label.title == "quotes" and marks.before_year.startswith(","):
        yield Run(f"“{authors},”{marks.before_year[1:]}{year}", key=item.key)
    else:
        yield from _names(label, f"{authors}{brought_in}", item.key)
        yield Run(f"{marks.before_year}{year}" if year else "", key=item.key)


def _names(label: Label, authors: str, key: str) -> list[Run]:
    if label.title == "quotes":
        return [Run(f"“{authors}”", key=key)]
    return [Run(authors, italic=label.title == "italic", key=key)]


def _authors(page: PageCitations, label: Label, authors: str) -> tuple[str, str]:
    """Give the authors, and the abbreviation that is to be brought in; later the abbreviation alone."""
    short = label.abbreviation
    if not short:
        return authors, ""
    if short in page.introduced:
        return short, ""
    page.introduced.add(short)
    return authors, short


def _in_order(style: Style, items: Sequence[CitationItem]) -> Sequence[CitationItem]:
    """Sort works as the reference list has them (APA 7, 8.12), unless one is set apart by words such as "see also"."""
    if not style.marks.sorts or any(item.prefix for item in items[1:]):
        return items
    ordered = sorted(items, key=lambda item: style.place[item.key])
    if items[0].prefix and ordered[0] is not items[0]:
        # "see" belongs to the whole, whatever it was written before.
        return items
    return ordered


def _share_authors(style: Style, before: CitationItem, item: CitationItem) -> bool:
    """Say whether two works are by the same authors and can share their names: `Lee, 2001, 2004` (APA 7, 8.12)."""
    first, second = style.labels[before.key], style.labels[item.key]
    plain = not (before.locator or before.suffix or item.prefix or before.suppress_author or first.title)
    same = first.authors_parenthetical == second.authors_parenthetical and first.title == second.title
    return style.marks.joins_years and plain and same and before.key != item.key


def _numbered(page: PageCitations, items: Sequence[CitationItem]) -> Iterable[Run]:
    """Give `[1–3, 7]`, or with places `[1, p. 3; 2]`."""
    marks = page.style.marks
    bare = all(not (item.locator or item.prefix or item.suffix) for item in items)
    opening, closing = (Run(sign, raised=marks.raised) for sign in (marks.opening, marks.closing))
    yield from [opening] if opening.text else []
    if bare:
        yield from _counted(page, [item.key for item in items])
    else:
        # A comma would stand between a number and a page, too.
        between = "; " if marks.between.strip() == "," else marks.between
        for index, item in enumerate(items):
            if index:
                yield Run(between, raised=marks.raised)
            place = _place(page, item)
            if item.prefix:
                yield Run(f"{item.prefix} ", raised=marks.raised)
            words = f"{page.numbers[item.key]}" + (f"{marks.before_place}{place}" if place else "")
            yield Run(words, raised=marks.raised, key=item.key)
    yield from [closing] if closing.text else []


def _counted(page: PageCitations, keys: Sequence[str]) -> Iterable[Run]:
    marks = page.style.marks
    numbers = sorted({page.numbers[key]: key for key in keys}.items())
    rows: list[list[tuple[int, str]]] = []
    for number, key in numbers:
        if rows and rows[-1][-1][0] == number - 1:
            rows[-1].append((number, key))
        else:
            rows.append([(number, key)])
    for index, row in enumerate(rows):
        if index:
            yield Run(marks.between, raised=marks.raised)
        shortened = bool(marks.through) and len(row) >= _RANGE_FROM
        for nth, (number, key) in enumerate([row[0], row[-1]] if shortened else row):
            if nth:
                yield Run(marks.through if shortened else marks.between, raised=marks.raised)
            yield Run(str(number), raised=marks.raised, key=key)


def _place(page: PageCitations, item: CitationItem) -> str:
    place = locator_text(item.locator, page.style.marks.terms)
    if not item.suffix:
        return place
    # A suffix brings its own comma or none; without a locator it follows the year.
    return f"{place}{'' if item.suffix.startswith(',') else ' '}{item.suffix}" if place else item.suffix.lstrip(", ")
