"""Every page kind on a phone and a desktop, in both colour schemes: accessible, whole, and sufficient to itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.kinds import KINDS

PHONE, DESKTOP = (360, 800), (1280, 900)
#: What the device asks for, and what the theme calls it.
_SCHEMES: Mapping[Literal["light", "dark"], str] = {"light": "default", "dark": "slate"}

#: What axe finds, as lines: rule, help and the elements; of these rules, or of all, where rules that axe
#: runs on request only are on, too.
_AXE = """async (only) => {
  const rules = Object.fromEntries(["target-size", "label-content-name-mismatch", "css-orientation-lock",
    "table-fake-caption", "td-has-header"].map((rule) => [rule, {enabled: true}]));
  const {violations} = await axe.run(document,
    only ? {runOnly: only, resultTypes: ["violations"]} : {rules, resultTypes: ["violations"]});
  return violations.flatMap(({id, help, nodes}) => nodes.map(({html, failureSummary}) =>
    `${id}: ${help}\\n    ${html}\\n    ${failureSummary.replace(/\\s+/g, " ")}`));
}"""
_OF_COLOURS = ["color-contrast", "link-in-text-block"]
OPEN_DETAILS = "() => document.querySelectorAll('article details').forEach((one) => { one.open = true; })"
_TOO_WIDE = """() => {
  const {scrollWidth, clientWidth} = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  return [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > clientWidth + 0.5)
    .map((one) => one.outerHTML.slice(0, 200)).slice(0, 5).concat(`${scrollWidth} > ${clientWidth}`);
}"""


def test_the_site_has_every_kind(kinds: Mapping[str, str]) -> None:
    """The real site has at least one page of every kind, so that none is left untested."""
    assert [kind for kind in KINDS if kind not in kinds] == []


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe(kind: str, size: tuple[int, int], kinds: Mapping[str, str], visit: Callable[..., Page], axe: str) -> None:
    """axe-core finds nothing on a page of any kind, its details unfolded, in either colour scheme.

    The page follows the device's scheme while it is open. The schemes differ in colours alone, so that the second one
    is looked at for what axe says of colours.
    """
    page = visit(kinds[kind], width=size[0], height=size[1], scheme="light")
    page.evaluate(OPEN_DETAILS)
    page.evaluate(axe)
    found = []
    for scheme, name in _SCHEMES.items():
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function("name => document.body.dataset.mdColorScheme === name", arg=name)
        found += [f"{scheme}: {line}" for line in page.evaluate(_AXE, _OF_COLOURS if scheme == "dark" else None)]
    page.emulate_media(color_scheme="light")
    assert not found, f"{kind} ({page.url}), {size[0]} wide:\n" + "\n".join(found)


def test_axe_is_awake(visit: Callable[..., Page], axe: str) -> None:
    """A page with faults of several kinds is not passed over: the tests here can fail."""
    page = visit("about/")
    page.evaluate(
        "() => document.querySelector('h1').insertAdjacentHTML('afterend', "
        "'<h4>x</h4><img src=data:, ><p style=color:#ccc;background:#fff>pale</p><nav></nav><nav></nav>')"
    )
    page.evaluate(axe)
    found = {line.partition(":")[0] for line in page.evaluate(_AXE)}
    assert found >= {"heading-order", "image-alt", "color-contrast", "landmark-unique"}


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_scrolls_sideways(kind: str, kinds: Mapping[str, str], visit: Callable[..., Page]) -> None:
    """No page scrolls sideways at 360 or at 320 CSS pixels (WCAG 2.2, 1.4.10), details folded or not."""
    page = visit(kinds[kind], width=PHONE[0], height=PHONE[1])
    for width in (360, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(_TOO_WIDE) == [], f"{kind} ({page.url}) at {width}"
    page.evaluate(OPEN_DETAILS)
    assert page.evaluate(_TOO_WIDE) == [], f"{kind} ({page.url}) at 320, details open"


def test_titles_tell_pages_apart(site_folder: Path) -> None:
    """No two pages have the same title, and each ends with the name of the site."""
    titles: dict[str, str] = {}
    for path in site_folder.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' in html:
            continue
        title = html.partition("<title>")[2].partition("</title>")[0]
        assert title not in titles, f"{path} and {titles[title]}: {title}"
        titles[title] = str(path)


def test_an_address_that_does_not_exist(browser: Browser, site: str) -> None:
    """At any depth an unknown address shows a readable page that leads back home."""
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    answer = page.goto(f"{site}findings/there-is-no-such-finding/at/all/")
    assert answer is not None
    assert answer.status == 404
    assert "does not exist" in page.locator("h1").inner_text()
    page.locator("article").get_by_role("link", name="home page").click()
    expect(page).to_have_url(site)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", ["menu", "suggestions", "filters", "nothing found"])
def test_axe_on_what_opens(state: str, scheme: str, visit: Callable[..., Page], axe: str) -> None:
    """axe-core finds nothing on what opens: the menu, the suggestions, the explorer with filters and without hits."""
    width = 360 if state == "menu" else 1280
    if state in {"menu", "suggestions"}:
        page = visit("", width=width, scheme=scheme)
    else:
        page = visit(f"explore/?q={'zzzzqqq' if state == 'nothing found' else 'learning'}&contested=yes", scheme=scheme)
        page.locator(".ev-chip").first.wait_for()
    if state == "menu":
        page.locator(".ev-menu summary").click()
    elif state == "suggestions":
        page.locator("#ev-header-q").fill("learn")
        page.keyboard.press("ArrowDown")
        page.locator(".ev-suggest__option").first.wait_for()
        page.keyboard.press("ArrowDown")
    page.evaluate(axe)
    found = page.evaluate(_AXE)
    assert not found, f"{state}, {scheme}:\n" + "\n".join(found)
