"""What one visit to a page of each kind shows: its structure, what a screen reader is told, its motion, and paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.kinds import KINDS
from tests.browser.test_page_kinds import OPEN_DETAILS

_STRUCTURE = """() => {
  const shown = (one) => one.checkVisibility();
  const all = (selector) => [...document.querySelectorAll(selector)];
  const landmarks = all("main, nav, aside, header, footer, [role=search], [role=region], [role=main]").filter(shown);
  const named = (one) => one.getAttribute("aria-label")
    || (document.getElementById(one.getAttribute("aria-labelledby")) || {}).textContent || "";
  return {
    title: document.title,
    description: (document.querySelector("meta[name=description]") || {}).content || "",
    lang: document.documentElement.lang,
    headings: all("h1, h2, h3, h4, h5, h6").filter(shown).map((one) => [Number(one.localName[1]), one.innerText]),
    main: all("main, [role=main]").length,
    landmarks: landmarks.filter((one) => !["HEADER", "FOOTER"].includes(one.tagName) || !one.closest("main"))
      .map((one) => `${one.getAttribute("role") || one.localName} ${named(one).trim()}`),
    nameless: all("input, select, textarea, button").filter(shown).filter((one) => !(
      (one.labels && one.labels.length && one.labels[0].textContent.trim()) || named(one).trim()
      || (one.localName === "button" && one.textContent.trim()))).map((one) => one.outerHTML),
    ids: all("[id]").map((one) => one.id),
    dead: all("a[href^='#']").map((one) => one.getAttribute("href").slice(1))
      .filter((id) => id && !document.getElementById(decodeURIComponent(id))),
  };
}"""
_MOVING = """() => [document.documentElement, ...document.querySelectorAll("[class^='ev-'], [class*=' ev-']")]
  .filter((one) => { const style = getComputedStyle(one); return style.scrollBehavior === "smooth"
    || [style.transitionDuration, style.animationDuration].some((all) => all.split(",")
      .some((each) => parseFloat(each) > 0.01)); })
  .map((one) => one.outerHTML.slice(0, 120))"""
#: Of paper: whether there is a heading, what of the site's own controls is there, how much wider than it this is, and
#: what is cut off at the edge of a box that would scroll on a screen.
_PRINTED = """(controls) => {
  const shown = (one) => {
    const {width, height} = one.getBoundingClientRect();
    return width > 0 && height > 0 && one.checkVisibility({visibilityProperty: true});
  };
  const {scrollWidth, clientWidth} = document.documentElement;
  return {
    heading: shown(document.querySelector("h1")),
    controls: [...document.querySelectorAll(controls)].filter(shown).map((one) => one.outerHTML.slice(0, 200)),
    beyond: scrollWidth - clientWidth,
    cut: [...document.querySelectorAll("article *")].filter((one) => shown(one) && !one.closest("svg, .ev-sr")
      && getComputedStyle(one).overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1)
      .map((one) => one.outerHTML.slice(0, 200)),
  };
}"""
_CONTROLS = ".md-header, .ev-nav, .ev-search, .ev-fit, .ev-tray, .ev-collect, .ev-no-print"
#: Material's tables reach into the margins.
_MARGIN = 12


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page shows: its accessibility tree, what moves though it should not, its print and its structure."""

    tree: Sequence[Mapping[str, Any]]
    moving: Sequence[str]
    printed: Mapping[str, Any]
    structure: Mapping[str, Any]


def _look(page: Page) -> Seen:
    session = page.context.new_cdp_session(page)
    tree = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    page.emulate_media(reduced_motion="reduce")
    moving = page.evaluate(_MOVING)
    page.emulate_media(reduced_motion="no-preference", media="print")
    page.set_viewport_size({"width": 720, "height": 1000})
    printed = page.evaluate(_PRINTED, _CONTROLS)
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate(OPEN_DETAILS)
    return Seen(tree, moving, printed, page.evaluate(_STRUCTURE))


@pytest.fixture(scope="module")
def kept() -> dict[str, Seen]:
    """Give what was seen so far, by page kind."""
    return {}


@pytest.fixture
def seen(kind: str, kinds: Mapping[str, str], kept: dict[str, Seen], visit: Callable[..., Page]) -> Seen:
    """Give what a page of a kind shows. The first test that asks for it visits the page, and is held to that law."""
    if kind not in kept:
        kept[kind] = _look(visit(kinds[kind]))
    return kept[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_structure(kind: str, seen: Seen) -> None:  # noqa: ARG001 - the kind is the fixture's
    """A page has a title, a description, a language, one h1, headings without gaps, and landmarks told apart.

    Every control has a name, every id is there once, and every link within the page leads somewhere.
    """
    found = seen.structure
    levels = [level for level, _ in found["headings"]]
    assert found["title"].strip()
    assert found["description"].strip(), "no description"
    assert found["lang"] == "en"
    assert levels.count(1) == 1, found["headings"]
    assert levels[0] == 1, found["headings"]
    gaps = [found["headings"][n] for n in range(1, len(levels)) if levels[n] > levels[n - 1] + 1]
    assert not gaps, f"headings that skip a level: {gaps}"
    assert all(words.strip() for _, words in found["headings"])
    assert found["main"] == 1
    assert sorted(set(found["landmarks"])) == sorted(found["landmarks"])
    assert found["nameless"] == []
    assert sorted(set(found["ids"])) == sorted(found["ids"])
    assert found["dead"] == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_screen_reader_is_told(kind: str, seen: Seen) -> None:  # noqa: ARG001 - the kind is the fixture's
    """Law: in the accessibility tree controls have names, there is one h1, and banner, main and footer are there."""
    shown = [node for node in seen.tree if not node.get("ignored")]

    def of(node: Mapping[str, Any], key: str) -> str:
        return str(node.get(key, {}).get("value", ""))

    roles = [of(node, "role") for node in shown]
    controls = {"button", "link", "textbox", "searchbox", "combobox", "checkbox", "radio", "listbox", "slider"}
    nameless = [node for node in shown if of(node, "role") in controls and not of(node, "name").strip()]
    assert nameless == []
    assert roles.count("main") == 1
    assert roles.count("banner") == 1
    assert roles.count("contentinfo") == 1
    assert "navigation" in roles
    levels = [
        next((item["value"]["value"] for item in node.get("properties", []) if item["name"] == "level"), 0)
        for node in shown
        if of(node, "role") == "heading"
    ]
    assert levels.count(1) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_reduced_motion(kind: str, seen: Seen) -> None:  # noqa: ARG001 - the kind is the fixture's
    """Law: for those who ask for less motion, nothing of ours moves or scrolls smoothly."""
    assert seen.moving == []


@pytest.mark.parametrize("kind", KINDS)
def test_print(kind: str, seen: Seen) -> None:  # noqa: ARG001 - the kind is the fixture's
    """Law: on paper there is the text, and none of the site's own controls; nothing is wider than the sheet."""
    assert seen.printed["heading"]
    assert seen.printed["controls"] == []
    assert seen.printed["beyond"] <= _MARGIN
    assert seen.printed["cut"] == []


def test_looking_is_awake(visit: Callable[..., Page]) -> None:
    """A page with faults of several kinds is not passed over: the tests here can fail."""
    page = visit("about/")
    page.evaluate(
        """() => {
          document.querySelector("h1").insertAdjacentHTML("afterend", `<h4 id="twice">x</h4><p id="twice">y</p>
            <button class="ev-tried" style="transition: color 1s !important">&nbsp;</button>
            <div style="width: 3000px">wide</div><a href="#nowhere">z</a>
            <div style="width: 99px; overflow: auto"><div style="width: 200px">cut</div></div>`);
          const control = document.createElement("div");
          control.className = "ev-tray";
          control.style = "display: block !important; visibility: visible !important; width: 9px; height: 9px";
          document.body.append(control);
        }"""
    )
    found = _look(page)
    assert any("ev-tried" in one for one in found.moving)
    assert found.printed["beyond"] > _MARGIN
    assert len(found.printed["cut"]) == 1
    assert any("ev-tray" in one for one in found.printed["controls"])
    assert found.structure["ids"].count("twice") > 1
    assert found.structure["dead"] == ["nowhere"]
    assert [4, "x"] in found.structure["headings"]
    assert len(found.structure["nameless"]) == 1
    buttons = [node for node in found.tree if node.get("role", {}).get("value") == "button"]
    assert [node for node in buttons if not node["name"]["value"].strip()]
