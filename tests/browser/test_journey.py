"""From the home page to a theme, a contested finding, its source, an option and a case study, and back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

#: The looks of an element that can show the focus.
_LOOKS = """(one) => {
  const look = (element) => {
    const {outlineStyle: style, outlineWidth: width, outlineColor: colour, boxShadow} = getComputedStyle(element);
    return {outline: style === "none" || width === "0px" ? "" : `${style} ${width} ${colour}`, boxShadow};
  };
  const box = one.getBoundingClientRect();
  return {...look(one), name: one.outerHTML.slice(0, 120), width: box.width, height: box.height,
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth};
}"""


@pytest.fixture(scope="module")
def stations(site_folder: Path) -> Mapping[str, str]:
    """Give the addresses of a theme, a contested finding, a source of it, and an option and a case that it leads to."""
    return next(_stations(site_folder))


def _stations(folder: Path) -> Iterator[Mapping[str, str]]:
    def leads_to(path: str, section: str) -> list[str]:
        html = (folder / path / "index.html").read_text(encoding="utf-8")
        body = html.partition('id="ev-content"')[2].partition("</article>")[0]
        return list(dict.fromkeys(re.findall(rf'href="(?:\.\./)+({section}/[a-z0-9-]+/)"', body)))

    for path in sorted(folder.glob("findings/*.json")):
        if not json.loads(path.read_bytes())["derived"]["contested"]:
            continue
        finding = f"findings/{path.stem}/"
        for option in leads_to(finding, "policy-options"):
            for case in leads_to(option, "case-studies"):
                for theme in (one for one in leads_to(finding, "themes") if finding in leads_to(one, "findings")):
                    for source in leads_to(finding, "sources"):
                        # A source that many findings cite may list this one on a further page.
                        if finding in leads_to(source, "findings"):
                            yield {"theme": theme, "finding": finding, "source": source, "option": option, "case": case}


def _follow(page: Page, site: str, target: str) -> None:
    """Click a real link in the page's content that leads to an address, and find the page there."""
    links = page.locator("article a")
    addresses = links.evaluate_all("links => links.map((link) => link.href)")
    assert site + target in addresses, f"no link from {page.url} to {target}"
    leading = [links.nth(number) for number, address in enumerate(addresses) if address == site + target]
    link = next((one for one in leading if one.is_visible()), None)
    assert link, f"the link from {page.url} to {target} is hidden"
    link.click()
    expect(page).to_have_url(site + target)
    assert page.locator("h1").count() == 1
    assert page.locator("h1").is_visible()


@pytest.mark.parametrize("javascript", [False, True], ids=["without JavaScript", "with JavaScript"])
@pytest.mark.parametrize("width", [360, 1280])
def test_by_links(
    width: int,
    javascript: bool,  # noqa: FBT001 - both
    stations: Mapping[str, str],
    site: str,
    visit: Callable[..., Page],
) -> None:
    """Links alone lead from the home page to each kind of record and back, on a phone and without JavaScript."""
    page = visit("", width=width, height=800, javascript=javascript)
    _follow(page, site, stations["theme"])
    _follow(page, site, stations["finding"])
    assert page.locator(".ev-tag--contested").first.is_visible()
    assert page.locator(".ev-balance__col--contradicts, .ev-card").first.is_visible()
    _follow(page, site, stations["source"])
    assert page.locator(".ev-reference").is_visible()
    _follow(page, site, stations["finding"])
    _follow(page, site, stations["option"])
    _follow(page, site, stations["case"])
    page.locator(".ev-crumbs a").first.click()
    expect(page).to_have_url(site)


def test_every_section_by_the_menu(site: str, visit: Callable[..., Page]) -> None:
    """On a phone and without JavaScript the menu opens and leads to every section, and the breadcrumb leads back."""
    page = visit("", width=360, height=800, javascript=False)
    menu = page.locator(".ev-menu a")
    addresses = menu.evaluate_all("links => links.map((link) => link.href)")
    assert len(addresses) >= 10
    for address in addresses:
        page.goto(site)
        assert not menu.first.is_visible()
        page.locator(".ev-menu summary").click()
        link = page.locator(".ev-menu a").nth(addresses.index(address))
        assert link.is_visible()
        link.click()
        expect(page).to_have_url(address)
        # A click returns once the address is another one, which is before all of the page is there.
        expect(page.locator(".ev-menu a[aria-current=page]")).to_have_count(1)
    page.locator(".ev-brand").click()
    expect(page).to_have_url(site)


def _tab_until(page: Page, selector: str, most: int = 40) -> None:
    """Press Tab until an element that fits has the focus, and find the focus visible at every stop."""
    for _ in range(most):
        page.keyboard.press("Tab")
        _focus_is_seen(page)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{most} times Tab did not lead to {selector}")


def _focus_is_seen(page: Page) -> None:
    """WCAG 2.2, 2.4.7 and 2.4.11: the focused element is on the screen, and an outline or a shadow tells it apart."""
    with_focus = page.evaluate(f"() => ({_LOOKS})(document.activeElement)")
    without = page.evaluate(f"""() => {{
      const one = document.activeElement;
      one.blur();
      const look = ({_LOOKS})(one);
      one.focus({{preventScroll: true}});
      return look;
    }}""")
    name = with_focus["name"]
    assert with_focus["width"] > 1, f"the focus is on something unseen: {name}"
    assert with_focus["height"] > 1, f"the focus is on something unseen: {name}"
    assert with_focus["inside"], f"the focus is outside of the window: {name}"
    changed = with_focus["outline"] not in {"", without["outline"]} or with_focus["boxShadow"] != without["boxShadow"]
    assert changed, f"nothing shows the focus of {name}"


def test_by_keyboard(site: str, visit: Callable[..., Page]) -> None:
    """With the keyboard alone a reader opens the menu, searches, opens the first result and follows a link there."""
    page = visit("")
    _tab_until(page, ".ev-skip")
    _tab_until(page, ".ev-search--header input")
    page.keyboard.type("line manager")
    page.locator(".ev-suggest__all", has_text="line manager").wait_for()  # the last answer
    page.keyboard.press("ArrowDown")
    first = page.locator(".ev-suggest__option[aria-selected=true]")
    expect(first).to_have_count(1)
    address = first.get_attribute("data-address")
    page.keyboard.press("Enter")
    page.wait_for_url(str(address))
    _tab_until(page, "article a", most=60)
    page.keyboard.press("Enter")
    page.wait_for_url(site)


def test_the_menu_by_keyboard(site: str, visit: Callable[..., Page]) -> None:
    """On a phone Tab leads to the menu, Enter opens it, Escape closes it, and its links work."""
    page = visit("", width=360, height=800)
    _tab_until(page, ".ev-menu summary")
    page.keyboard.press("Enter")
    expect(page.locator(".ev-menu a").first).to_be_visible()
    page.keyboard.press("Tab")
    _focus_is_seen(page)
    page.keyboard.press("Escape")
    expect(page.locator(".ev-menu a").first).to_be_hidden()
    assert page.evaluate("() => document.activeElement.matches('.ev-menu summary')")
    page.keyboard.press("Enter")
    _tab_until(page, ".ev-menu a[href*='themes/']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}themes/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "explore/", "finding", "about/methods/"])
def test_focus_is_seen_all_over(
    path: str, scheme: str, stations: Mapping[str, str], visit: Callable[..., Page]
) -> None:
    """Whatever Tab reaches on a page is on the screen and shows the focus; the order ends, nothing traps it."""
    page = visit(stations.get(path, path), scheme=scheme)
    for _ in range(300):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement === document.body"):
            return
        _focus_is_seen(page)
    # A long page is followed far enough.


def test_skip_link(visit: Callable[..., Page], stations: Mapping[str, str]) -> None:
    """The first Tab shows the skip link, and Enter takes the focus past header and navigation."""
    page = visit(stations["finding"])
    assert page.evaluate("() => document.querySelector('.ev-skip').getBoundingClientRect().bottom") <= 1
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.matches('.ev-skip')")
    page.wait_for_function("() => document.querySelector('.ev-skip').getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => Boolean(document.activeElement.closest('article'))")


def test_the_scheme_button(visit: Callable[..., Page], site: str) -> None:
    """The button tells which scheme is on and switches it; the next page keeps the choice."""
    page = visit("", scheme="light")
    button = page.locator(".ev-scheme")
    seen = {button.inner_text(): page.evaluate("() => document.body.dataset.mdColorScheme")}
    for _ in range(2):
        button.click()
        seen[button.inner_text()] = page.evaluate("() => document.body.dataset.mdColorScheme")
    assert len(seen) == 3
    assert sorted(seen.values()) == ["default", "default", "slate"]
    assert page.evaluate("() => document.body.dataset.mdColorScheme") == "slate"
    page.goto(f"{site}about/")
    assert page.evaluate("() => document.body.dataset.mdColorScheme") == "slate"
    page.evaluate("() => localStorage.clear()")


@pytest.mark.parametrize("station", ["theme", "finding", "source", "option", "case"])
def test_print(station: str, stations: Mapping[str, str], visit: Callable[..., Page]) -> None:
    """On paper there is no header, footer, search or contents, the text is dark on white, and what is folded is read.

    What only repeats the chart or the reference (a table of the figures, BibTeX) may be left out.
    """
    page = visit(stations[station], scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    for selector in (".ev-header", ".ev-footer", ".md-sidebar", ".ev-crumbs", ".ev-actions", "form"):
        assert not any(one.is_visible() for one in page.locator(selector).all()), selector
    assert page.locator("h1").is_visible()
    folded = page.evaluate("""() => [...document.querySelectorAll("article details")]
      .filter((one) => one.checkVisibility() && !one.querySelector(":scope > :not(summary)").checkVisibility(
        {contentVisibilityAuto: true})).map((one) => one.outerHTML.slice(0, 200))""")
    assert folded == []
    pale = page.evaluate("""() => {
      const light = (colour) => { const [r, g, b] = colour.match(/[\\d.]+/g).map(Number); return (r + g + b) / 765; };
      return [...document.querySelectorAll("article :is(h1, h2, h3, p, dt, dd, li, summary)")]
        .filter((one) => one.checkVisibility() && light(getComputedStyle(one).color) > 0.6)
        .map((one) => `${getComputedStyle(one).color} ${one.outerHTML.slice(0, 120)}`);
    }""")
    assert pale == []
    page.emulate_media(media="screen", color_scheme="dark")
