"""The evidence map. The journey from the home page through one of its empty cells is in `test_journeys.py`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.hosts.sites import REPOSITORY

_FORM = "<!doctype html><html lang=en><title>A form</title><h1>Propose a finding</h1>"
_SIZES = pytest.mark.parametrize(("width", "height"), [(360, 800), (1280, 900)], ids=["phone", "desktop"])
#: Where the heads of the map stand in its frame, and what is seen in the middle of it.
_HEADS = """() => {
  const frame = document.querySelector(".ev-map").getBoundingClientRect();
  const at = (selector) => document.querySelector(selector).getBoundingClientRect();
  return {
    top: at(".ev-map thead th:nth-child(2)").top - frame.top,
    left: at(".ev-map tbody tr:last-child th").left - frame.left,
    corner: [at(".ev-map__corner").top - frame.top, at(".ev-map__corner").left - frame.left],
    scrolls: [document.querySelector(".ev-map").scrollTop, document.querySelector(".ev-map").scrollLeft],
  };
}"""
#: Whether what has the focus is seen: inside the frame, and not under one of the heads.
_SEEN = """() => {
  const one = document.activeElement;
  const box = one.getBoundingClientRect();
  const points = [[box.left + 3, box.top + box.height / 2], [box.left + box.width / 2, box.top + box.height / 2]];
  return points.every(([x, y]) => {
    const there = document.elementFromPoint(x, y);
    return Boolean(there) && (one.contains(there) || there.contains(one)) && !there.closest("th:not(:focus-within)");
  });
}"""


@pytest.fixture
def asked(browser: Browser) -> Iterator[Callable[[int, int, bool], tuple[Page, list[str]]]]:
    """Give the function that opens a page from which the forms of another site can be reached; they are noted."""
    contexts = []

    def opened(width: int, height: int, javascript: bool) -> tuple[Page, list[str]]:  # noqa: FBT001 - both
        context = browser.new_context(viewport={"width": width, "height": height}, java_script_enabled=javascript)
        context.set_default_timeout(5_000)
        contexts.append(context)
        found: list[str] = []

        def answer(route: Route) -> None:
            found.append(route.request.url)
            route.fulfill(body=_FORM, content_type="text/html")

        context.route(f"{REPOSITORY}/**", answer)
        return context.new_page(), found

    yield opened
    for context in contexts:
        context.close()


@_SIZES
def test_by_keyboard_from_an_empty_cell_to_the_form(
    width: int, height: int, repository: str, asked: Callable[[int, int, bool], tuple[Page, list[str]]]
) -> None:
    """Tab leads into the map and through its cells, what has the focus is never under a head, Enter does the rest."""
    page, found = asked(width, height, True)  # noqa: FBT003 - with JavaScript
    page.goto(f"{repository}map/")
    page.locator(".ev-map").focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate(_SEEN), page.evaluate("() => document.activeElement.outerHTML")
        if page.evaluate("() => document.activeElement.matches('.ev-map__none summary')"):
            break
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.textContent") == "Add a finding"
    assert page.evaluate(_SEEN)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Propose a finding").wait_for()
    assert parse_qs(urlsplit(found[0]).query)["template"] == ["finding.yml"]


@_SIZES
@pytest.mark.parametrize("what", ["cell", "row", "column", "questions"])
def test_numbers_lead_to_the_findings_behind_them(
    what: str, width: int, height: int, visit: Callable[..., Page]
) -> None:
    """A cell, the head of a row and that of a column open the explorer there, and it counts the same."""
    page = visit("map/", width=width, height=height)
    selector = {
        "cell": ".ev-map__number",
        "row": ".ev-map tbody th a",
        "column": ".ev-map thead th a",
        "questions": ".ev-map td .ev-map__note a",
    }[what]
    link = page.locator(selector).first
    text = link.inner_text() if what in {"cell", "questions"} else link.locator("xpath=..").inner_text()
    number = next(int(word) for word in text.replace("\n", " ").split() if word.isdigit())
    link.focus()
    page.keyboard.press("Enter")
    page.locator(".ev-chip").first.wait_for()
    expect(page).to_have_url(re.compile(re.escape("/explore/")))
    page.wait_for_function(
        "n => document.querySelector('[data-ev-count]').textContent.startsWith(`${n} of `)", arg=number
    )
    expect(page.locator("[data-ev-told]")).to_have_text("")
    kind = "questions" if what == "questions" else "findings"
    assert parse_qs(urlsplit(page.url).query)["kind"] == [kind]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_heads_stay_in_view(width: int, scheme: str, visit: Callable[..., Page]) -> None:
    """However far the map is scrolled, both ways, its heads stay at its edges, and the page stays where it is."""
    page = visit("map/", width=width, height=800, scheme=scheme)
    page.locator(".ev-map").evaluate("one => one.scrollTo(one.scrollWidth, one.scrollHeight / 2)")
    found = page.evaluate(_HEADS)
    assert found["scrolls"][0] > 200
    assert width > 1000 or found["scrolls"][1] > 200
    assert abs(found["top"]) <= 2
    assert abs(found["left"]) <= 2
    assert max(map(abs, found["corner"])) <= 2
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_the_frame_is_scrolled_by_keyboard(visit: Callable[..., Page]) -> None:
    """The map's frame has a name, takes the focus, and arrow keys scroll it."""
    page = visit("map/", width=360, height=800)
    frame = page.get_by_role("region", name="findings by theme and sector")
    frame.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    page.wait_for_function(
        "() => { const one = document.querySelector('.ev-map'); return one.scrollLeft > 0 && one.scrollTop > 0; }"
    )


def test_a_cell_is_read_with_its_heads(visit: Callable[..., Page]) -> None:
    """Heads are heads of rows and columns, the table has a caption, and what shapes say is said in words, too."""
    page = visit("map/", javascript=False)
    assert page.locator(".ev-map caption").inner_text().endswith("findings by theme and sector")
    assert page.locator(".ev-map thead th:not([scope=col])").count() == 0
    assert page.locator(".ev-map tbody th:not([scope=row])").count() == 0
    rows = page.locator(".ev-map tbody tr")
    columns = page.locator(".ev-map thead th").count()
    assert rows.first.locator("th, td").count() == columns
    marks = page.locator(".ev-map .ev-map__marks li").all_inner_texts()
    assert marks
    assert all(any(letter.isalpha() for letter in text) for text in marks)


@_SIZES
def test_other_axes_and_files(width: int, height: int, visit: Callable[..., Page], site_folder: Path) -> None:
    """Every other pair of axes is a page of its own that is linked, and each map has its CSV and its SVG."""
    page = visit("map/", width=width, height=height, javascript=False)
    page.locator("summary", has_text="Choose other axes").click()
    links = page.locator(".ev-map__maps a")
    addresses = links.evaluate_all("all => all.map((one) => one.href)")
    assert len(addresses) == len(set(addresses)) > 10
    links.first.click()
    expect(page).to_have_url(addresses[0])
    assert page.locator(".ev-map tbody tr").count() > 1
    for form in ("CSV", "SVG"):
        href = page.locator(".ev-map__files").get_by_role("link", name=form).get_attribute("href") or ""
        assert (site_folder / "map" / href.removeprefix("../").removeprefix("map/")).is_file(), href


def test_print(visit: Callable[..., Page]) -> None:
    """On paper the map is whole, in landscape, heads again on each sheet, and there is nothing to press."""
    page = visit("map/", scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    frame = page.locator(".ev-map").evaluate(
        "one => [one.scrollHeight - one.clientHeight, getComputedStyle(one).maxHeight]"
    )
    assert frame == [0, "none"]
    head = page.locator(".ev-map thead").evaluate("one => getComputedStyle(one).display")
    assert head == "table-header-group"
    page.evaluate("() => document.querySelectorAll('article details').forEach((one) => { one.open = true; })")
    assert not any(one.is_visible() for one in page.locator(".ev-map__offer, .ev-map__files").all())
    rules = page.evaluate("""() => [...document.styleSheets].filter((sheet) => (sheet.href || "").includes("map.css"))
      .flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule.media && rule.media.mediaText === "print")
      .flatMap((rule) => [...rule.cssRules]).map((rule) => rule.cssText).join(" ")""")
    assert "landscape" in rules
    page.emulate_media(media="screen", color_scheme="dark")


def test_the_svg_stands_for_itself(visit: Callable[..., Page], site_folder: Path) -> None:
    """The drawing has a title and a description, fetches nothing, and names every term and number of the table."""
    page = visit("map/")
    heads = page.locator(".ev-map th a").all_inner_texts()
    numbers = page.locator(".ev-map__number").all_inner_texts()
    size = page.evaluate("""async () => {
      const drawn = new Image();
      drawn.src = "themes-by-sectors.svg";
      await drawn.decode();
      return [drawn.naturalWidth, drawn.naturalHeight];
    }""")
    assert min(size) > 500
    svg = (site_folder / "map" / "themes-by-sectors.svg").read_text(encoding="utf-8")
    joined = "".join("".join(ET.fromstring(svg).itertext()).split())  # noqa: S314 - our own
    assert all("".join(head.split()) in joined for head in heads)
    assert all("".join(number.split()) in joined for number in numbers)
    assert "<title" in svg
    assert "<desc" in svg
    assert not any(word in svg for word in ("href", "<script", "<style", "url("))


def test_the_map_counts_what_the_records_say(site_folder: Path, visit: Callable[..., Page]) -> None:
    """The heads of the map count the findings that stand and carry the term, as their records do."""
    records = [json.loads(path.read_bytes())["record"] for path in sorted(site_folder.glob("findings/*.json"))]
    standing = [one for one in records if one.get("status") not in {"withdrawn", "superseded"}]
    page = visit("map/", javascript=False)
    for head in page.locator(".ev-map thead th").all()[1:]:
        sector = parse_qs(urlsplit(head.get_by_role("link").get_attribute("href") or "").query)["sectors"][0]
        expected = sum(sector in one["sectors"] for one in standing)
        assert head.locator(".ev-map__total").inner_text().split()[0] == str(expected)
