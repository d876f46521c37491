"""What a page costs before anybody does anything: the scripts that it asks for, as a browser gets them."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.browser.kinds import KINDS

#: In bytes, compressed, besides the theme's own.
_MOST, _MOST_EXPLORING = 15_000, 60_000
_OURS = "assets/evibase/"


@pytest.fixture(scope="module")
def asked(
    browser: Browser, kinds: Mapping[str, str], site: str, at_rest: Callable[[Page], Callable[[], None]]
) -> Mapping[str, list[str]]:
    """Give the names of our scripts that a page of each kind asks for in a browser that has kept no choices."""
    found: dict[str, list[str]] = {}
    noted: list[str] = []

    def note(request: Request) -> None:  # what comes from the browser's cache, too
        if request.resource_type == "script" and _OURS in request.url:
            noted.append(request.url.partition(_OURS)[2])

    page = browser.new_page(viewport={"width": 1280, "height": 900})  # in a context of its own
    page.add_init_script("localStorage.clear(); sessionStorage.clear();")
    page.on("request", note)
    wait = at_rest(page)
    for kind in KINDS:
        noted.clear()
        page.goto(site + kinds[kind])
        wait()
        found[kind] = list(noted)
    page.close()
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_scripts_are_small(kind: str, asked: Mapping[str, list[str]], site_folder: Path) -> None:
    """Our scripts weigh less than 15 kB compressed on any page, and less than 60 kB on the explorer."""
    sizes = {name: len(gzip.compress((site_folder / _OURS / name).read_bytes(), 9)) for name in asked[kind]}
    assert "site.js" in sizes
    assert sum(sizes.values()) < (_MOST_EXPLORING if kind.startswith("explore") else _MOST), sizes


def test_no_page_asks_for_the_index_unasked(asked: Mapping[str, list[str]]) -> None:
    """The scripts of the search come with the focus in its field, and not before; the explorer has them at once."""
    assert not [name for name in asked["home"] if name.startswith("search")]
    assert {"search-words.js", "search-index.js"} <= {*asked["explore"]}


def test_the_search_is_ready_with_the_focus(visit: Callable[..., Page]) -> None:
    """The focus alone brings the scripts and the index, so that the first letters find them there."""
    page = visit("about/")
    with page.expect_response("**/search/index.json"):
        page.locator("#ev-header-q").focus()
    assert (
        page.evaluate(
            "() => performance.getEntriesByName(new URL('../assets/evibase/search-index.js', document.baseURI)).length"
        )
        == 1
    )


def test_a_failed_script_is_asked_for_again(browser: Browser, site: str) -> None:
    """Where a script of the search does not come, the search says so, and tries again with the next letter."""
    context = browser.new_context()
    page = context.new_page()
    context.route("**/search-index.js", lambda route: route.abort())
    page.goto(f"{site}about/")
    page.locator("#ev-header-q").fill("mentor")
    page.get_by_text("Suggestions could not be loaded").first.wait_for()
    context.unroute("**/search-index.js")
    page.locator("#ev-header-q").fill("mentori")
    page.locator(".ev-suggest__option").first.wait_for()
    context.close()
