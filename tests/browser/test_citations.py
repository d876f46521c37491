"""The card of a citation, and the buttons to take a reference along: with pointer, keyboard, and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

#: A page with citations in its text, and the page of a finding, which names its sources.
_TEXT, _FINDING = "sectors/health/", "findings/annual-reviews-can-feel-like-pressure/"


@pytest.mark.parametrize(("path", "link"), [(_TEXT, "a.ev-citation"), (_FINDING, ".ev-evidence__source a")])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_card_shows_the_work(visit: Callable[..., Page], path: str, link: str, width: int) -> None:
    """A citation under the pointer shows its work in a card that stays inside the window and can be pointed at."""
    page = visit(path, width=width)
    cite = page.locator(link).first
    cite.hover()
    card = page.locator(".ev-hover")
    expect(card).to_be_visible()
    expect(cite).to_have_attribute("aria-describedby", str(card.get_attribute("id")))
    entries = page.locator(".ev-references .ev-work").all_inner_texts()
    assert " ".join(card.inner_text().split()) in [" ".join(text.split()) for text in entries]
    assert card.locator("a").count() == 0
    box = card.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    card.hover()
    page.wait_for_timeout(400)
    expect(card).to_be_visible()
    page.mouse.move(0, 0)
    expect(card).to_be_hidden()
    expect(cite).not_to_have_attribute("aria-describedby", re.compile(".*"))


def test_the_card_comes_with_the_keyboard_and_goes_with_escape(visit: Callable[..., Page]) -> None:
    """A citation that has the focus shows its card, Escape hides it, and the focus stays."""
    page = visit(_TEXT)
    page.mouse.move(0, 0)
    cite = page.locator("a.ev-citation").first
    page.keyboard.press("Tab")
    cite.focus()
    card = page.locator(".ev-hover")
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(cite).to_be_focused()


def test_from_the_list_back_to_the_text(visit: Callable[..., Page]) -> None:
    """The way back of a work in the list leads to the place that cites it."""
    page = visit(_TEXT)
    back = page.locator(".ev-references .ev-back").first
    target = back.get_attribute("href") or ""
    back.click()
    expect(page).to_have_url(re.compile(re.escape(target) + "$"))
    expect(page.locator(target)).to_be_in_viewport()


def test_without_javascript_a_citation_is_a_link(visit: Callable[..., Page]) -> None:
    """Without JavaScript a citation leads to the page of the source, and formats can be read and selected."""
    page = visit(_TEXT, javascript=False)
    page.locator("a.ev-citation").first.click()
    expect(page).to_have_url(re.compile(re.escape("/sources/")))
    assert page.locator(".ev-cite button").count() == 0
    page.locator(".ev-cite summary", has_text="RIS").click()
    expect(page.locator(".ev-cite pre", has_text="TY  - ")).to_be_visible()


def test_a_reference_can_be_saved(visit: Callable[..., Page]) -> None:
    """The button of a format saves it as a file of the right name."""
    page = visit(_FINDING)
    page.locator(".ev-cite summary", has_text="RIS").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save RIS").click()
    assert waiting.value.suggested_filename == "annual-reviews-can-feel-like-pressure.ris"
