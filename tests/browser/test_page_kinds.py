"""Every page kind on a phone and a desktop, in both colour schemes: accessible, whole, and sufficient to itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

KINDS = (
    "gap map", "gap map, other axes",
    "home", "section findings", "section findings, page 2", "section policy-options", "section case-studies",
    "section questions", "section sources", "section themes", "section sectors", "section designs",
    "finding, plain", "finding, contested", "finding with figures", "finding, not assessed",
    "finding, proposed confidence", "theme with synthesis", "term without synthesis", "term without findings", "sector",
    "case study", "policy option with a case", "policy option without a case", "question", "source", "source, page 2",
    "explore", "explore, page 2", "about", "about methods", "about glossary", "models",
    "model", "contribute", "contribute citations", "contribute bibliography", "bibliography", "bibliography by year",
    "options compared", "fit", "brief", "brief with records", "theme brief", "team kit", "changes",
    "changes of a month", "follow", "404",
)  # fmt: skip
_COLLECTED = "findings/learning-at-work-builds-confidence,policy-options/protected-study-time,case-studies/crossreach"
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


@pytest.fixture(scope="module")
def kinds(site_folder: Path) -> Mapping[str, str]:
    """Give the address of one page of each kind, found in the site itself."""
    return dict(one_of_each(site_folder))


def one_of_each(folder: Path) -> Iterator[tuple[str, str]]:
    """Give each page kind with the address of one such page in a site."""
    yield from (("home", ""), ("404", "404.html"), ("explore", "explore/"), ("explore, page 2", "explore/page/2/"))
    yield from (("options compared", "policy-options/compare/"), ("fit", "explore/fit/"))
    yield from (("brief", "brief/"), ("brief with records", f"brief/?items={_COLLECTED}&title=A%20title&note=A%20note"))
    yield from (("theme brief", "themes/benefits/brief/"), ("team kit", "themes/benefits/kit/"))
    yield from (("about", "about/"), ("about methods", "about/methods/"), ("about glossary", "about/glossary/"))
    yield from (("gap map", "map/"), ("gap map, other axes", "map/themes-by-outcomes/"))
    yield from (("changes", "changes/"), ("follow", "follow/"))
    for path in sorted(folder.glob("changes/*/index.html"))[:1]:
        yield "changes of a month", f"{path.parent.relative_to(folder).as_posix()}/"
    yield from (("models", "models/"), ("model", "models/learning-as-becoming/"))
    yield from (("bibliography", "bibliography/"), ("bibliography by year", "bibliography/by-year/"))
    yield from ((f"contribute {name}", f"contribute/{name}/") for name in ("citations", "bibliography"))
    yield from (("contribute", "contribute/"), ("section findings, page 2", "findings/page/2/"))
    for section in (
        "findings",
        "policy-options",
        "case-studies",
        "questions",
        "sources",
        "themes",
        "sectors",
        "designs",
    ):
        yield f"section {section}", f"{section}/"
    findings = {path.stem: json.loads(path.read_bytes()) for path in sorted(folder.glob("findings/*.json"))}
    standing = {name: one for name, one in findings.items() if one["record"].get("status") != "withdrawn"}
    tests: Mapping[str, Callable[[Any], bool]] = {
        "finding, plain": lambda one: not one["derived"]["contested"],
        "finding, contested": lambda one: one["derived"]["contested"] and "relations" in one["record"],
        "finding with figures": lambda one: "figures" in one["record"],
        "finding, not assessed": lambda one: "confidence" not in one["record"],
        "finding, proposed confidence": lambda one: "confidence" in one["record"] and "reviewed" not in one["record"],
    }
    for kind, fits in tests.items():
        # The longest record of a kind shows most of what its page can show.
        found = [name for name, one in standing.items() if fits(one)]
        if found:
            yield kind, f"findings/{max(found, key=lambda name: len(json.dumps(standing[name])))}/"
    pages: Mapping[str, tuple[str, str, bool]] = {
        "theme with synthesis": ("themes/*", 'id="synthesis"', True),
        "term without synthesis": ("*/*", "ev-head--term", True),
        "term without findings": ("*/*", 'class="ev-empty"', True),
        "sector": ("sectors/*", 'id="synthesis"', True),
        "case study": ("case-studies/*", "", True),
        "policy option with a case": ("policy-options/*", 'class="ev-empty"', False),
        "policy option without a case": ("policy-options/*", 'class="ev-empty"', True),
        "question": ("questions/*", "", True),
        "source": ("sources/*", "", True),
        "source, page 2": ("sources/*/page/*", "", True),
    }  # fmt: skip
    for kind, (pattern, text, present) in pages.items():
        for path in sorted(folder.glob(f"{pattern}/index.html")):
            html = path.read_text(encoding="utf-8")
            term = "ev-head--term" in html
            wrong = kind.startswith("term") and (not term or 'id="synthesis"' in html)
            if (text in html) is present and not wrong and (kind == "source, page 2" or path.parent.name != "page"):
                yield kind, f"{path.parent.relative_to(folder).as_posix()}/"
                break


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
