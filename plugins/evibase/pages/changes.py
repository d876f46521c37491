"""What changed: the newest changes on one page, all others by month, and the same as data for the page's script."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from evibase.artifact import File, Outline, Page
from evibase.pages.cited import plain
from evibase.pages.dated import Change, changes, dated, day_of, in_words, kind_of, month_of, newest_of_all
from evibase.pages.feed import paths
from evibase.pages.paging import number_of, numbered, page_path, paging, part_of
from evibase.pages.parts import Anchor, Parts, link_to
from evibase.pages.rendering import render
from evibase.pages.view import PER_PAGE, View
from evibase.pages.words import count, say
from evibase.pages.works import works_of
from evibase.table import Lookup

_FIRST = "changes/index.md"
#: How many changes of a month its data holds.
_IN_DATA = 500


class Shown(NamedTuple):
    """One change in a list."""

    word: str
    kind: str
    link: Anchor
    what: str


class Day(NamedTuple):
    """The changes of one day."""

    name: str
    id: str
    changes: tuple[Shown, ...]


class Month(NamedTuple):
    """A month with changes: its page, and how many there are."""

    id: str
    link: Anchor
    number: str


def _months(view: View) -> Mapping[str, tuple[Change, ...]]:
    found: Lookup[str, Mapping[str, tuple[Change, ...]]] = view.kept("months of changes", lambda _: _by_month(view))
    return found[""]


def _by_month(view: View) -> Mapping[str, tuple[Change, ...]]:
    grouped = groupby(changes(view), key=lambda change: month_of(change.time))
    return {month: tuple(found) for month, found in grouped}


def keys(view: View) -> Iterator[str]:
    """Give the page of the newest changes, then each month with the numbers of its further pages."""
    yield "newest"
    for month, found in _months(view).items():
        yield from numbered(month, len(found))


def _path(key: str) -> str:
    month, nth = number_of(key)
    return _FIRST if month == "newest" else page_path(f"changes/{month}.md", nth)


def outline(view: View, key: str) -> Outline:  # noqa: ARG001 - every page kind has the same signature
    """Give what is to be known of a page of changes."""
    return Outline(_path(key), headed=False, section=key == "newest")


def page(view: View, key: str) -> Page:
    """Give a page of changes."""
    month, nth = number_of(key)
    path = _path(key)
    parts = Parts(view, view.page_url(path))
    months = _months(view)
    first = month == "newest"
    found = changes(view)[:PER_PAGE] if first else months[month]
    here = say("What changed") if first else in_words(month)
    title = here if first else say("What changed in {month}").format(month=here)
    body = render(
        "changes.html",
        crumbs=parts.crumbs((here, "")) if first else parts.crumbs((say("What changed"), _FIRST), (here, "")),
        title=title,
        days=_days(parts, found if first else part_of(found, nth)),
        first=first,
        known=view.settings.history.known,
        more=len(changes(view)) > len(found),
        months=_listed(parts, months) if first else [],
        pages=None if first else paging(parts, f"changes/{month}.md", nth, len(found)),
        number=count(len(found), "change", "changes"),
        follow=parts.to_page("follow/index.md"),
        atom=parts.root + paths(None)[0],
    )
    name = title if nth == 1 else say("{name}, page {number}").format(name=title, number=nth)
    about = say("What was added to this base and what was changed in it, the newest first.")
    return Page(path, name, about, body, section=first)


def _days(parts: Parts, found: Iterable[Change]) -> list[Day]:
    grouped = groupby(found, key=lambda change: day_of(change.time))
    return [Day(in_words(day), f"day-{day}", tuple(_shown(parts, each) for each in those)) for day, those in grouped]


def _shown(parts: Parts, change: Change) -> Shown:
    return Shown(change.word, kind_of(parts.view, change.ref), parts.anchor(change.ref), change.what)


def _listed(parts: Parts, months: Mapping[str, tuple[Change, ...]]) -> list[Month]:
    return [
        Month(month, link_to(in_words(month), parts.to_page(f"changes/{month}.md")), count(len(f), "change", "changes"))
        for month, f in months.items()
    ]


def data_keys(view: View) -> Iterator[str]:
    """Give each month whose changes the page's script can ask for, and `recent`."""
    yield "recent"
    yield from _months(view)


def data_file(view: View, key: str) -> File:
    """Give `changes/<month>.json`, or `changes/recent.json`, which says of each recent record when it changed."""
    content = _recent(view) if key == "recent" else _month(view, key)
    text = json.dumps({"version": 1, **content}, ensure_ascii=False, separators=(",", ":"))
    return File(f"changes/{key}.json", f"{text}\n".encode())


def _recent(view: View) -> dict[str, object]:
    times = {view.url(ref): when.changed for ref in newest_of_all(view) if (when := dated(view, ref))}
    return {"newest": max(times.values(), default=0), "records": times}


def _month(view: View, month: str) -> dict[str, object]:
    found = _months(view)[month]
    works = works_of(view)
    shown = [
        [time, word, kind_of(view, ref), view.url(ref), plain(works, view.name(ref)), what]
        for ref, time, word, what in found[:_IN_DATA]
    ]
    return {"left_out": max(0, len(found) - _IN_DATA), "changes": shown}
