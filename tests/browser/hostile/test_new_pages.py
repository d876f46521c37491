"""Hostile text where a reader's own choices and addresses come into play: map, comparison, brief, fit, kit, feeds."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Page

from tests.browser.hostile.looks import LOOK, flat
from tests.browser.hostile.records import PAYLOADS

pytestmark = pytest.mark.usefixtures("nothing_runs")

#: Parameters of addresses that each page reads.
_ASKED = {
    "map/": ("q",),
    "policy-options/compare/": ("options",),
    "brief/": ("items", "title", "note"),
    "explore/": ("q", "themes", "sort", "fit"),
    "explore/fit/": ("fit", "sectors"),
    "themes/theme-0/": ("fit",),
    "changes/": ("since",),
}


@pytest.mark.parametrize("path", _ASKED)
def test_addresses(path: str, hostile: str, page: Page) -> None:
    """Whatever an address carries is told or left out, and never becomes more than text."""
    for payload in PAYLOADS[::3]:
        page.goto(f"{hostile}{path}?{urlencode(dict.fromkeys(_ASKED[path], payload))}")
        page.locator("[aria-busy=true]").wait_for(state="detached")
        assert page.evaluate(LOOK)["faults"] == [], payload


def test_comparison(hostile: str, page: Page) -> None:
    """Options side by side show each text as it was typed."""
    for first in range(0, len(PAYLOADS) - 1, 2):
        names = (first, first + 1)
        page.goto(f"{hostile}policy-options/compare/?options={','.join(f'option-{n}' for n in names)}")
        table = page.locator("[data-ev-compare]:not([aria-busy]) .ev-compare__table")
        table.wait_for()
        text = flat(table.inner_text())
        assert [n for n in names if flat(f"Option{n} {PAYLOADS[n]}") not in text] == []
        assert page.evaluate(LOOK)["faults"] == []


def test_brief(hostile: str, page: Page) -> None:
    """A brief of hostile records shows their texts as typed, in the desk and on the sheet."""
    for first in range(0, len(PAYLOADS), 6):
        names = [n for n in range(first, first + 6) if n < len(PAYLOADS)]
        page.goto(f"{hostile}brief/?items={','.join(f'findings/finding-{n},policy-options/option-{n}' for n in names)}")
        page.locator("[data-ev-brief]:not([aria-busy])").wait_for()
        text = flat(page.locator("[data-ev-sheet]").inner_text())
        assert [n for n in names if flat(f"Claim{n} {PAYLOADS[n]}") not in text] == []
        assert page.evaluate(LOOK)["faults"] == []


def test_cards_on_links(hostile: str, page: Page) -> None:
    """The card of a link to a finding shows its claim as typed."""
    for n in range(0, len(PAYLOADS), 5):
        page.goto(f"{hostile}policy-options/option-{n}/")
        link = page.locator(f"article a[href*='findings/finding-{n}/']:visible").first
        if not link.count():
            continue
        link.hover()
        page.wait_for_timeout(400)
        card = page.locator(".ev-hover:visible")
        if card.count():
            assert flat(f"Claim{n} {PAYLOADS[n]}") in flat(card.inner_text())
        assert page.evaluate(LOOK)["faults"] == []


def test_feeds(hostile: str, hostile_folder: Path, page: Page) -> None:
    """Feeds are well-formed, name claims as typed, hold no tag of theirs, and run nothing when opened as XML."""
    feeds = sorted(hostile_folder.rglob("feed.atom"))
    assert feeds
    for feed in feeds:
        root = ET.fromstring(feed.read_bytes())  # noqa: S314 - our own
        tags = {one.tag.rpartition("}")[2] for one in root.iter()}
        assert tags <= {
            "feed", "entry", "id", "title", "updated", "published", "link", "summary", "content", "author", "name",
            "category", "subtitle", "generator", "rights", "icon", "logo", "uri",
        }, feed  # fmt: skip
    page.goto(hostile + feeds[0].relative_to(hostile_folder).as_posix())
    page.wait_for_timeout(200)


def test_drawings(hostile: str, hostile_folder: Path, page: Page) -> None:
    """The map as SVG is well-formed and runs nothing when opened by itself."""
    drawings = sorted((hostile_folder / "map").glob("*.svg"))
    assert drawings
    for drawing in drawings[:5]:
        root = ET.fromstring(drawing.read_bytes())  # noqa: S314 - our own
        assert not {one.tag.rpartition("}")[2] for one in root.iter()} & {"script", "foreignObject", "a", "image"}
        page.goto(hostile + drawing.relative_to(hostile_folder).as_posix())
        page.wait_for_timeout(100)
