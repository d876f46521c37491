"""What changed, since a day and since the last visit, and the mark on what is new."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

_KEY = "evibase-visit"


@pytest.fixture(scope="module")
def recent(site_folder: Path) -> dict[str, Any]:
    """Give when each recent record changed, as the site says. It is built from a clone with its history."""
    found: dict[str, Any] = json.loads((site_folder / "changes/recent.json").read_bytes())
    assert found["records"], "the site was built without the history of the repository"
    return found


def _visited(page: Page, seen: int) -> None:
    """Have the browser remember a visit of yesterday, when `seen` was the newest change."""
    page.evaluate("([key, seen]) => localStorage.setItem(key, JSON.stringify({before: 0, seen, at: 1}))", [_KEY, seen])
    page.reload()


def _forgotten(page: Page) -> None:
    """Have the browser come for the first time."""
    page.evaluate("key => localStorage.removeItem(key)", _KEY)
    page.reload()


def test_a_first_visit_marks_nothing(visit: Callable[..., Page]) -> None:
    """Who comes for the first time sees no mark, and only the browser keeps that they were here."""
    page = visit("findings/")
    _forgotten(page)
    page.wait_for_function(f"localStorage.getItem('{_KEY}')")
    assert page.locator(".ev-tag--new").count() == 0
    assert page.context.cookies() == []


def test_what_changed_since_the_last_visit_is_marked(visit: Callable[..., Page], recent: dict[str, Any]) -> None:
    """Who comes back sees "New" beside what has changed since, and beside nothing else; it stays for the visit."""
    page = visit("findings/")
    times = [recent["records"].get(path, 0) for path in _listed(page)]
    _visited(page, sorted(times)[len(times) // 2])
    expected = sum(time > sorted(times)[len(times) // 2] for time in times)
    for _ in range(2):
        expect(page.locator(".ev-card__title .ev-tag--new")).to_have_count(expected)
        page.reload()
    _visited(page, recent["newest"])
    page.wait_for_timeout(300)
    assert page.locator(".ev-tag--new").count() == 0


def _listed(page: Page) -> list[str]:
    root = page.url.split("/findings/")[0] + "/"
    links = page.locator(".ev-card__title a").evaluate_all("links => links.map((link) => link.href)")
    return [link.removeprefix(root) for link in links]


@pytest.mark.parametrize("kept", ["", "no JSON", "{}", '{"before": "x", "seen": null, "at": []}', "[1, 2]"])
def test_what_others_have_left_in_the_storage_does_no_harm(visit: Callable[..., Page], kept: str) -> None:
    """A value that is not ours is taken for a first visit, and put right."""
    page = visit("findings/")
    page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [_KEY, kept])
    page.reload()
    page.wait_for_function(f"(localStorage.getItem('{_KEY}') || '').includes('seen\":')")
    assert page.locator(".ev-tag--new").count() == 0


def test_a_browser_that_keeps_nothing_shows_no_mark(
    browser: Browser, site: str, at_rest: Callable[[Page], Callable[[], None]]
) -> None:
    """Where our key may not be read or written the page works, nothing is marked, and no error is thrown."""
    context = browser.new_context()
    page, errors = context.new_page(), list[str]()
    page.on("pageerror", lambda error: errors.append(str(error)))
    # Only ours, for the theme has a use of its own for the storage and does throw.
    page.add_init_script(
        f"""for (const name of ["getItem", "setItem"]) {{
            const real = Storage.prototype[name];
            Storage.prototype[name] = function (key, ...rest) {{
                if (key === "{_KEY}") throw new DOMException("forbidden", "SecurityError");
                return real.call(this, key, ...rest);
            }};
        }}"""
    )
    wait = at_rest(page)
    page.goto(f"{site}findings/")
    wait()
    assert page.locator(".ev-tag--new").count() == 0
    expect(page.locator(".ev-card").first).to_be_visible()
    assert errors == []
    context.close()


def test_changes_since_a_day(visit: Callable[..., Page], recent: dict[str, Any]) -> None:
    """By keyboard alone: a day gives what changed since then; the address says so, and back leads to the start."""
    page = visit("changes/")
    first = page.locator("[data-ev-changes] h2").first.inner_text()
    page.locator("#ev-since").fill("2000-01-01")
    page.locator("#ev-since").press("Enter")
    told = page.locator("[data-ev-since-told]")
    expect(told).to_contain_text("Since 1 January 2000:")
    expect(page).to_have_url(re.compile(re.escape("?since=2000-01-01") + "$"))
    page.locator(".ev-changes .ev-row").nth(len(recent["records"]) - 1).wait_for()
    expect(page.locator("[data-ev-changes] h2").first).to_have_text(first)
    page.go_back()
    expect(told).to_have_text("")
    page.locator("#ev-since").fill("2999-01-01")
    page.locator("#ev-since").press("Enter")
    expect(told).to_have_text("Since 1 January 2999: nothing has changed.")


def test_changes_since_the_last_visit(visit: Callable[..., Page], recent: dict[str, Any]) -> None:
    """The button is there for those who have been here, and counts what has come since."""
    page = visit("changes/")
    button = page.get_by_role("button", name="Since your last visit")
    _forgotten(page)
    page.wait_for_function(f"localStorage.getItem('{_KEY}')")
    expect(button).to_be_hidden()
    _visited(page, recent["newest"] - 1)
    button.click()
    expect(page.locator("[data-ev-since-told]")).to_contain_text("Since your last visit: ")
    newest = [path for path, time in recent["records"].items() if time == recent["newest"]]
    expect(page.locator(".ev-changes .ev-row")).to_have_count(len(newest))


@pytest.mark.parametrize("asked", ["yesterday", "2026-99-99", "<script>alert(1)</script>", ""])
def test_an_address_that_names_no_day_is_told(visit: Callable[..., Page], asked: str) -> None:
    """A hand-made address gives a message that says how a day is written, and the newest changes."""
    page = visit("changes/?since=" + asked.replace("<", "%3C").replace(">", "%3E"))
    expect(page.locator("[data-ev-since-told]")).to_contain_text("is no day. Write it like 2026-05-31")
    expect(page.locator(".ev-changes .ev-row").first).to_be_visible()


def test_data_that_does_not_come_is_told(visit: Callable[..., Page]) -> None:
    """Where the data of a month cannot be read, the newest changes stay and a message says so."""
    page = visit("changes/")
    page.route("**/changes/2*.json", lambda route: route.fulfill(status=200, body="{"))
    page.locator("#ev-since").fill("2000-01-01")
    page.locator("#ev-since").press("Enter")
    expect(page.locator("[data-ev-since-told]")).to_contain_text("could not be loaded")
    expect(page.locator(".ev-changes .ev-row").first).to_be_visible()


def test_feeds_are_found_from_the_head_of_a_page(visit: Callable[..., Page]) -> None:
    """A page names the feeds of the base, the page of a theme its own, too, and each address leads to a feed."""
    page = visit("themes/time-for-learning/")
    found = page.locator("link[rel~=alternate][type*='atom'], link[rel~=alternate][type*='feed+json']")
    addresses = found.evaluate_all("links => links.map((link) => link.href)")
    assert [address.split("/")[-1] for address in addresses] == ["feed.atom", "feed.json"] * 2
    assert sum("/themes/time-for-learning/" in address for address in addresses) == 2
    assert all(page.request.get(address).ok for address in addresses)
