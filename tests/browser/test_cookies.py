"""No page sets a cookie, whatever a reader does on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.kinds import KINDS, one_of_each
from tests.browser.test_page_kinds import DESKTOP

#: Tells on the console of each attempt to write a cookie: that is a fault by the law of `fresh`.
_TRAPS = """() => {
  const told = (how) => console.error(`a cookie was written by ${how}`);
  const {get} = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
  Object.defineProperty(Document.prototype, "cookie", {get, set() { told("document.cookie"); }});
  if (globalThis.CookieStore) CookieStore.prototype.set = async () => told("cookieStore");
}"""


def _trapped(page: Page) -> list[str]:
    """Set the traps on all that the page will show; give the list of the attempts."""
    found: list[str] = []
    page.add_init_script(f"({_TRAPS})()")
    page.on("console", lambda said: found.append(f"{page.url}: {said.text}") if "cookie" in said.text else None)
    return found


def test_no_page_sets_a_cookie(
    fresh: Callable[..., Page], site: str, site_folder: Path, at_rest: Callable[[Page], Callable[[], None]]
) -> None:
    """A visit to a page of every kind leaves no cookie, and nothing on it tries to write one."""
    page = fresh(DESKTOP)
    found, wait = _trapped(page), at_rest(page)
    pages = dict(one_of_each(site_folder))
    assert pages.keys() >= {*KINDS}
    for path in pages.values():
        page.goto(site + path)
        wait()
    assert found == []
    assert page.context.cookies() == []


def test_nothing_that_is_kept_is_a_cookie(fresh: Callable[..., Page], site: str) -> None:
    """A scheme, a workplace and a brief are kept in the browser, without a cookie."""
    page = fresh(DESKTOP)
    found = _trapped(page)
    page.goto(f"{site}themes/benefits/")
    page.get_by_role("banner").get_by_role("button", name=re.compile("dark|light|scheme", re.IGNORECASE)).first.click()
    page.get_by_role("article").get_by_role("link", name="Does this fit my workplace?").click()
    page.get_by_role("dialog").get_by_label("Sector").select_option("Social care")
    page.get_by_role("dialog").get_by_role("button", name="Order by fit").click()
    page.get_by_role("button", name="Add to my brief").first.click()
    page.reload()
    expect(page.get_by_role("article")).to_contain_text("Ordered by fit with your workplace: Social care")
    kept = page.evaluate("() => Object.keys(localStorage)")
    for name in ("__palette", "evibase.fit", "evibase-brief"):
        assert any(name in each for each in kept), kept
    assert found == []
    assert page.context.cookies() == []


def test_the_traps_are_awake(browser: Browser, serve: Callable[..., str], site_folder: Path) -> None:
    """A cookie would not be passed over, be it from a script or from a server."""
    context = browser.new_context()
    page = context.new_page()
    found = _trapped(page)
    page.goto(serve(site_folder, {"Set-Cookie": "a=b"}))
    assert context.cookies()
    page.evaluate("() => { document.cookie = 'c=d'; }")
    page.wait_for_timeout(100)
    assert len(found) == 1
    context.close()
