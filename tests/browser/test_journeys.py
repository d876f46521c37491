"""Four people with a question, each from the home page to what they came for, on a phone and on a desktop.

They go by what they see: names of links, buttons and fields. Each browser is fresh and keeps nothing from before.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect
from pypdf import PdfReader

from tests.hosts.sites import REPOSITORY

PHONE, DESKTOP = (360, 800), (1280, 900)
_SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
_FORM = "<!doctype html><html lang=en><title>A form</title><h1>A form, filled in</h1>"
#: The name of what has the focus, as a screen reader would say it.
_FOCUSED = """() => {
  const one = document.activeElement;
  const named = one.labels && one.labels.length ? one.labels[0] : one;
  return (one.getAttribute("aria-label") || named.innerText || "").trim().replace(/\\s+/g, " ");
}"""
_Fresh = Callable[..., Page]


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _in_content(page: Page) -> Locator:
    """Give the content of a page, without its header, menu and footer."""
    return page.get_by_role("main").get_by_role("article")


def _fits_the_screen(page: Page) -> None:
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), page.url


# A care manager on a phone


@_SIZES
def test_a_care_manager_looks_for_evidence_on_release_time(fresh: _Fresh, site: str, size: tuple[int, int]) -> None:
    """In their own words to the theme, by fit with their workplace to a finding: how sure, who disagrees, what to do.

    What they found goes into a brief, with its source and the place there.
    """
    page = fresh(size)
    page.goto(site)
    field = page.get_by_role("combobox", name="What do you want to know?")
    field.fill("time off to learn")
    page.get_by_role("option", name="Time and capacity for learning", exact=False).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Time and capacity for learning")
    _fits_the_screen(page)

    # What is known, in short.
    messages = _in_content(page).get_by_role("list").filter(has_text="Time to learn competes with time to serve")
    expect(messages.first).to_be_visible()

    # Ordered for social care, which is told.
    page.get_by_role("article").get_by_role("link", name="Does this fit my workplace?").click()
    page.get_by_role("dialog").get_by_label("Sector").select_option("Social care")
    page.get_by_role("dialog").get_by_role("button", name="Order by fit").click()
    expect(_in_content(page)).to_contain_text("Ordered by fit with your workplace: Social care")
    cards = (
        page.get_by_role("listitem")
        .filter(has_text="Why it is here:")
        .or_(page.get_by_role("listitem").filter(has_text="Fit: same sector"))
    )
    expect(cards.first).to_contain_text("Fit: same sector")
    expect(cards.first).to_contain_text("How sure")

    # A finding of theirs that others contradict.
    better = page.get_by_role("heading", name="gives better value than courses").get_by_role("link").first
    better.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("better value than courses")
    _fits_the_screen(page)
    content = _in_content(page)
    expect(content.get_by_role("definition").filter(has_text="Very low").first).to_be_visible()
    expect(content.get_by_role("heading", name="What to do")).to_be_visible()
    expect(
        content.get_by_role("term")
        .filter(has_text="Line managers")
        .or_(content.get_by_role("term").filter(has_text="Employers"))
        .first
    ).to_be_visible()
    content.get_by_role("link", name="See who disagrees").click()
    against = content.get_by_role("listitem").filter(has_text="Against:").first
    expect(against).to_be_visible()
    expect(against).to_be_in_viewport()
    expect(against.get_by_role("link").first).to_be_visible()

    # Into the brief, and there.
    page.get_by_role("button", name="Add to my brief").first.click()
    page.get_by_role("link", name="See my brief").click()
    brief = page.get_by_role("article", name="The brief")
    expect(brief).to_contain_text("better value than courses")
    expect(brief).to_contain_text("Very low")
    expect(brief).to_contain_text("Against:")
    expect(brief.get_by_role("link", name=re.compile(r"\d{4}|n\.d\.")).first).to_be_visible()
    _fits_the_screen(page)


# A policy officer


@_SIZES
def test_a_policy_officer_compares_two_options_and_prints_a_brief(
    fresh: _Fresh, site: str, size: tuple[int, int]
) -> None:
    """Two options side by side, worded as their weakest link allows; then a brief of two pages with every place."""
    titles = ("Protect study time in the rota", "Put cover into the training budget")
    page = fresh(size)
    page.goto(site)
    _menu(page, "Policy options", size, "What to do")
    for title in titles:
        page.get_by_role("button", name=re.compile(rf"Compare\s?: {title}")).click()
    page.get_by_role("link", name="Compare them", exact=True).click()
    table = page.get_by_role("table").filter(has_text="In one sentence")
    for title in titles:
        expect(table.get_by_role("columnheader", name=title)).to_be_visible()
    expect(table.get_by_role("rowheader", name="Weakest link")).to_be_visible()
    for name in ("The problem", "Who would act", "What it costs", "Who has tried it"):
        expect(table.get_by_role("rowheader", name=name)).to_be_visible()
    expect(table).to_contain_text(re.compile(r"may help|is likely to help|helps with|has not been assessed"))
    _fits_the_screen(page)

    # Each into the brief, from its own page.
    for title in titles:
        table.get_by_role("columnheader", name=title).get_by_role("link").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        page.get_by_role("button", name="Add to my brief").first.click()
        expect(page.get_by_role("status").filter(has_text="Added.")).to_contain_text("Your brief has")
        page.go_back()
        expect(table).to_be_visible()
    page.get_by_role("link", name="My brief 2").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My brief")
    page.get_by_label("Title", exact=True).fill("Time to learn: two options")
    page.get_by_label("Note").fill("For the meeting in May.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Time to learn: two options")
    brief = page.get_by_role("article", name="The brief")
    for title in titles:
        expect(brief).to_contain_text(title)
    expect(page.get_by_role("button", name="Print, or save as PDF")).to_be_visible()

    pages = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages
    assert len(pages) <= 2
    printed = _squeezed("".join(one.extract_text() for one in pages))
    for wanted in ("Time to learn: two options", "For the meeting in May.", *titles, "Rests on:", "References"):
        assert _squeezed(wanted) in printed, wanted
    assert re.search(r"sec\.\d|pp?\.\d|Section", printed), "no place in a source"
    assert "Copytheaddress" not in printed


def _menu(page: Page, name: str, size: tuple[int, int], tab: str) -> None:
    """Go to a page as one does at a size: by the menu on a phone, by a tab and what it opens on a desktop."""
    banner = page.get_by_role("banner")
    if size == PHONE:
        banner.get_by_text("Menu", exact=True).click()
    else:
        banner.get_by_role("link", name=tab, exact=True).filter(visible=True).click()
    page.get_by_role("link", name=name, exact=True).filter(visible=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


# A researcher


def _forms(context: BrowserContext) -> list[str]:
    """Put forms where the repository is; give the list of the addresses that are asked for there."""
    found: list[str] = []

    def answer(route: Route) -> None:
        found.append(route.request.url)
        route.fulfill(body=_FORM, content_type="text/html")

    context.route(f"{REPOSITORY}/**", answer)
    return found


@_SIZES
@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_researcher_finds_an_empty_cell_and_proposes_a_study(
    fresh: _Fresh,
    repository: str,
    size: tuple[int, int],
    javascript: bool,  # noqa: FBT001 - both
) -> None:
    """From the home page to the map, to an empty cell, to why it is empty, and to the form, filled in with the cell."""
    page = fresh(size, javascript=javascript, elsewhere=REPOSITORY)
    found = _forms(page.context)
    page.goto(repository)
    _in_content(page).get_by_role("link", name="Evidence map").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Evidence map")
    table = page.get_by_role("table")
    cell = table.get_by_role("cell").filter(has_text="Nothing yet").first
    row = cell.locator("xpath=..").get_by_role("rowheader").get_by_role("link").inner_text()
    at = cell.evaluate("one => one.cellIndex")
    column = table.get_by_role("columnheader").nth(at).get_by_role("link").inner_text()
    cell.get_by_text("Nothing yet").click()
    expect(cell).to_contain_text("Elsewhere in this row")
    expect(cell.get_by_role("link", name="Ask a question")).to_be_visible()
    cell.get_by_role("link", name="Add a finding").click()
    page.get_by_role("heading", name="A form, filled in").wait_for()
    asked = parse_qs(urlsplit(found[-1]).query)
    assert urlsplit(found[-1]).path == "/o/r/issues/new"
    assert asked["template"] == ["finding.yml"]
    assert (asked["themes"], asked["sectors"]) == ([row], [column])
    assert row in asked["title"][0]
    page.go_back()
    if not cell.get_by_role("link", name="Ask a question").is_visible():
        cell.get_by_text("Nothing yet").click()
    cell.get_by_role("link", name="Ask a question").click()
    page.get_by_role("heading", name="A form, filled in").wait_for()
    asked = parse_qs(urlsplit(found[-1]).query)
    assert asked["template"] == ["question.yml"]
    assert asked["title"][0].endswith("?")


@_SIZES
def test_without_forms_the_map_leads_to_the_guide(fresh: _Fresh, site: str, size: tuple[int, int]) -> None:
    """Where a base names no repository, an empty cell leads to the guide, which says how a study is proposed."""
    page = fresh(size)
    page.goto(site)
    _in_content(page).get_by_role("link", name="Evidence map").click()
    cell = page.get_by_role("table").get_by_role("cell").filter(has_text="Nothing yet").first
    cell.get_by_text("Nothing yet").click()
    cell.get_by_role("link", name="Add a finding").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How to contribute")
    expect(_in_content(page)).to_contain_text("Add a finding in five minutes")


# A keyboard user


def _tab_to(page: Page, name: str, most: int = 250) -> None:
    """Press Tab until what has the focus is called like that."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if str(page.evaluate(_FOCUSED)).startswith(name):
            return
    pytest.fail(f"{most} times Tab did not lead to “{name}”")


def _settled(page: Page) -> None:
    page.locator("[data-ev-results]:not([aria-busy])").wait_for(state="attached")


def _shown(page: Page) -> tuple[str, list[str]]:
    """Give the number that the explorer tells, and the addresses of what it shows."""
    _settled(page)
    links = page.get_by_role("table").get_by_role("rowheader").get_by_role("link")
    links.first.wait_for()
    told = page.get_by_role("status").filter(has_text=" of ").filter(has_text="records").inner_text()
    return told, links.evaluate_all("links => links.map((link) => link.href)")


@_SIZES
def test_a_keyboard_user_shares_a_filtered_view(fresh: _Fresh, site: str, size: tuple[int, int]) -> None:
    """With keys alone: search, go to all results, tick filters, order, see a table, copy the address.

    Whoever opens that address, in another browser and at the other size, sees the same.
    """
    page = fresh(size)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site)
    # On a phone the home page's own field is the only one.
    _tab_to(page, "What do you want to know?" if size == PHONE else "Search")
    page.keyboard.type("learning")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Explore")
    _settled(page)
    _tab_to(page, "Words to look for")
    if size == PHONE:  # there the filters are folded
        _tab_to(page, "Filters")
        page.keyboard.press("Enter")
    _tab_to(page, "Finding")
    page.keyboard.press("Space")
    _settled(page)
    _tab_to(page, "Order")
    page.keyboard.press("ArrowDown")
    _settled(page)
    _tab_to(page, "List")
    page.keyboard.press("ArrowDown")
    number, addresses = _shown(page)
    assert len(addresses) > 10
    _tab_to(page, "Copy the address")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="The address is copied")).to_be_visible()
    copied = str(page.evaluate("() => navigator.clipboard.readText()"))
    assert {*urlsplit(copied).query.split("&")} == {"q=learning", "kind=findings", "sort=surest", "view=table"}
    other = fresh(DESKTOP if size == PHONE else PHONE)
    other.goto(copied)
    assert _shown(other) == (number, addresses)
    expect(other.get_by_label("Words to look for")).to_have_value("learning")
