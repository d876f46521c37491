"""Pictures that lead on: what surrounds a finding, sources by year, and the model as a table, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

_FINDING = "findings/individuals-should-take-full-responsibility/"


@pytest.mark.parametrize("width", [320, 1280])
def test_what_surrounds_a_finding_by_keyboard(visit: Callable[..., Page], width: int) -> None:
    """Enter opens the picture, Tab goes through its links in the order in which they are read, Enter follows one."""
    page = visit(_FINDING, width=width)
    summary = page.locator(".ev-near summary")
    summary.focus()
    page.keyboard.press("Enter")
    links = page.locator(".ev-near svg a")
    expect(links.first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tops = links.evaluate_all("links => links.map((link) => Math.round(link.getBoundingClientRect().top))")
    assert tops == sorted(tops)
    for number in range(links.count()):
        page.keyboard.press("Tab")
        expect(links.nth(number)).to_be_focused()
    name = links.last.get_attribute("href") or ""
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{name.removeprefix('../../')}")


def test_texts_stay_in_their_boxes(visit: Callable[..., Page]) -> None:
    """No line of a box is wider than the box, in the widest of the fonts that a system is likely to have."""
    page = visit(_FINDING, width=360)
    page.locator(".ev-near").evaluate("one => { one.open = true; }")
    wide = page.locator(".ev-near svg a").evaluate_all(
        """links => links.filter((link) => {
            const box = link.querySelector("rect").getBBox(), text = link.querySelector("text").getBBox();
            return text.x + text.width > box.x + box.width || text.y + text.height > box.y + box.height;
        }).map((link) => link.textContent)"""
    )
    assert wide == []


@pytest.mark.parametrize("path", ["themes/learning-culture/", "sectors/cross-sector/"])
def test_sources_by_year_lead_to_sources(visit: Callable[..., Page], path: str) -> None:
    """Each mark of the line is a link of a size that can be hit, also at 320 pixels, and the table says the same."""
    page = visit(path, width=320)
    links = page.locator(".ev-timeline > svg a")
    boxes = [box for link in links.all() if (box := link.bounding_box())]
    tops = [box["y"] for box in boxes]
    assert all(below - above >= 20 for above, below in pairwise(tops))
    page.locator(".ev-timeline details").evaluate("one => { one.open = true; }")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    rows = page.locator(".ev-timeline tbody tr")
    expect(rows).to_have_count(links.count())
    links.first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/sources/**")


def test_a_cell_of_the_model_opens_the_explorer_there(visit: Callable[..., Page]) -> None:
    """What a cell's "More" leads to shows findings, and the filters say which."""
    page = visit("models/learning-as-becoming/")
    page.get_by_role("link", name="More: becoming, emotional").click()
    page.wait_for_url("**/explore/**domains=emotional**")
    expect(page.locator("[data-ev-count]")).not_to_have_text("")
    expect(page.locator("[data-ev-chips]")).to_contain_text("Emotional")
    expect(page.locator(".ev-result").first).to_be_visible()
