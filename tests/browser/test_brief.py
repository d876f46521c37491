"""Briefs in the browser: collecting, putting together, sharing and printing, and what happens when that fails."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.bases import SMALL

PHONE, DESKTOP = (360, 800), (1280, 900)
_OPTIONS = ("policy-options/protected-study-time", "policy-options/cover-in-the-training-budget")
_FINDINGS = (
    "findings/time-pressure-undermines-self-directed-learning",
    "findings/workplace-learning-is-better-value-than-courses",
)
_ALIAS, _NOW = "findings/colleagues-before-others", "findings/ask-colleagues"
_SUPERSEDED, _WITHDRAWN = "findings/teachers-ask-nobody", "findings/rotas-never-matter"
_READY = "[data-ev-brief]:not([aria-busy])"
_KEEP = "kept => localStorage.setItem(`evibase-brief ${location.pathname.replace('brief/', '')}`, kept)"
_CONFIG = """site_name: A small base
docs_dir: content
theme: {name: material, font: false}
plugins: [evibase/findings, evibase/citations, evibase/search]
exclude_docs: |
  /vocabularies/
  /people.yml
  /kit.yml
  /sources/*.yml
"""
_Visit = Callable[..., Page]


@pytest.fixture(autouse=True)
def _nothing_kept(visit: _Visit) -> None:
    """Pages are shared by tests: what one has collected is not there for the next."""
    for width, height in (PHONE, DESKTOP):
        visit("about/", width=width, height=height).evaluate("localStorage.clear()")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """Give the address of the site of the small base, in which findings have moved, or stand no longer.

    It is not built strictly, for the base has a warning.
    """
    project = tmp_path_factory.mktemp("small") / "project"
    shutil.copytree(SMALL, project)
    (project / "mkdocs.yml").write_text(_CONFIG, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, cwd=project, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, check=True)
    return serve(project / "site")


def _open(visit: _Visit, address: str, size: tuple[int, int] = DESKTOP) -> Page:
    page = visit(address, width=size[0], height=size[1])
    page.wait_for_selector(_READY, state="attached")
    return page


def _printed(page: Page) -> list[str]:
    """Give the text of each page as it is printed."""
    reader = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    return [one.extract_text() for one in reader.pages]


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_by_keyboard_two_options_become_a_printed_brief(visit: _Visit, size: tuple[int, int]) -> None:
    """By keyboard alone: two options are collected, get a title and a note, and print on two pages with sources."""
    page = visit("policy-options/", width=size[0], height=size[1])
    for number, option in enumerate(_OPTIONS, 1):
        page = visit(f"{option}/", width=size[0], height=size[1])
        page.locator("[data-ev-collect] button").focus()
        page.keyboard.press("Enter")
        expect(page.locator("[data-ev-collected]")).to_have_text(str(number))
        expect(page.locator("[data-ev-collect] button")).to_have_text("Remove from my brief")
    page.keyboard.press("Tab")
    expect(page.locator("[data-ev-collect] a")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_selector(_READY)
    expect(page.locator("[data-ev-items] > li")).to_have_count(2)
    page.locator("#ev-brief-title").focus()
    page.keyboard.type("Time to learn: two options")
    page.keyboard.press("Tab")
    page.keyboard.type("For the meeting in May.")
    expect(page.locator("h1")).to_have_text("Time to learn: two options")
    expect(page.locator("[data-ev-length]")).to_contain_text("It prints on")
    pages = _printed(page)
    assert len(pages) <= 2
    text = "".join(map(_squeezed, pages))
    for wanted in ("Time to learn: two options", "For the meeting in May.", *_OPTIONS, "Rests on:", "References"):
        assert _squeezed(wanted) in text, wanted
    for unwanted in ("Copy the address", "Briefs that are ready", "Search"):
        assert _squeezed(unwanted) not in text


def test_every_sentence_leads_to_its_record_and_sources(visit: _Visit, site: str, site_folder: Path) -> None:
    """Each sentence of a brief links to a record, each claim to a source with a place, and all links lead somewhere."""
    page = _open(visit, f"brief/?items={','.join((*_FINDINGS, *_OPTIONS))},case-studies/south-lanarkshire-council")
    sentences = page.locator("[data-ev-sheet] .ev-brief__from")
    assert sentences.count() >= 10
    for number in range(sentences.count()):
        links = [str(link) for link in sentences.nth(number).locator("a").evaluate_all("all => all.map(a => a.href)")]
        assert links[0].startswith((f"{site}findings/", f"{site}policy-options/", f"{site}case-studies/"))
        for link in links:
            assert (site_folder / link.removeprefix(site) / "index.html").is_file(), link
    claims = page.locator(".ev-brief__points > li", has=page.locator('a[href*="/findings/"]'))
    assert claims.locator('a[href*="/sources/"]').count() >= claims.count()
    works = page.locator(".ev-brief__works li").all_inner_texts()
    assert works
    assert len(set(works)) == len(works)


@pytest.mark.parametrize(
    "hostile",
    [
        "<img src=x onerror=alert(1)>",
        "</textarea><script>alert(1)</script>",
        "a & b = c # d + 100% ? [@key] \u202e \N{PILE OF POO} \"'`",
        "javascript:alert(1)",
    ],
)
def test_the_address_carries_it_all(visit: _Visit, hostile: str) -> None:
    """Title and note come back from the address as they were written, whatever is in them, and are never run."""
    page = _open(visit, f"brief/?items={_FINDINGS[0]}")
    page.locator("#ev-brief-title").fill(hostile)
    page.locator("#ev-brief-note").fill(f"{hostile}\n{hostile}")
    address = page.evaluate("location.href")
    page.evaluate("localStorage.clear()")
    page.goto("about:blank")
    page = _open(visit, address)
    expect(page.locator("#ev-brief-title")).to_have_value(hostile)
    expect(page.locator("#ev-brief-note")).to_have_value(f"{hostile}\n{hostile}")
    assert page.locator("h1").text_content() == hostile
    assert page.locator(".ev-brief__note p").all_text_contents() == [hostile, hostile]
    assert page.locator("[data-ev-sheet] :is(img, script, svg)").count() == 0
    expect(page).to_have_url(address)


def test_order_and_removal_by_keyboard(visit: _Visit) -> None:
    """Records are moved and removed by keyboard; the focus stays with what was moved, and what happened is said."""
    page = _open(visit, f"brief/?items={','.join(_FINDINGS)},{_OPTIONS[0]}")
    rows = page.locator("[data-ev-items] > li")
    names = rows.locator(".ev-desk__name").all_inner_texts()
    rows.nth(2).get_by_role("button", name="Up").focus()
    page.keyboard.press("Enter")
    expect(rows.locator(".ev-desk__name")).to_have_text([names[0], names[2], names[1]])
    expect(rows.nth(1).get_by_role("button", name="Up")).to_be_focused()
    expect(page.locator("[data-ev-told]")).to_have_text("Moved to place 2 of 3.")
    page.keyboard.press("Enter")
    # At the top there is no further up: the focus goes to the other way.
    expect(rows.nth(0).get_by_role("button", name="Down")).to_be_focused()
    expect(page).to_have_url(re.compile(re.escape(f"items={_OPTIONS[0]},{_FINDINGS[0]}")))
    rows.nth(0).get_by_role("button", name="Remove").focus()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(2)
    expect(rows.nth(0).get_by_role("button", name="Remove")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("[data-ev-nothing]")).to_be_visible()
    expect(page.locator("h1")).to_be_focused()


def test_a_shared_brief_leaves_ones_own_alone(visit: _Visit) -> None:
    """A brief that came by its address takes nothing away from what was collected here, until it is added to it."""
    page = visit(f"{_FINDINGS[0]}/")
    page.locator("[data-ev-collect] button").click()
    page = _open(visit, f"brief/?items={_OPTIONS[0]}&title=Theirs")
    expect(page.locator("[data-ev-collected]")).to_have_text("1")
    expect(page.locator("[data-ev-told]")).to_contain_text("Your own is unchanged.")
    page.get_by_role("button", name="Add these to mine").click()
    expect(page.locator("[data-ev-collected]")).to_have_text("2")
    page = _open(visit, "brief/")
    expect(page.locator("[data-ev-items] > li")).to_have_count(2)


def test_former_and_withdrawn_findings(visit: _Visit, small: str) -> None:
    """A former address leads to the record; what was superseded says so and offers the newer one in its place."""
    page = _open(visit, f"{small}brief/?items={_ALIAS}")
    expect(page).to_have_url(f"{small}brief/?items={_NOW}")
    page = _open(visit, f"{small}brief/?items={_SUPERSEDED},{_WITHDRAWN}")
    faults = page.locator(".ev-desk__fault")
    expect(faults).to_have_count(2)
    expect(faults.first).to_contain_text("no longer stands")
    page.get_by_role("button", name="Take the newer finding instead").click()
    expect(faults).to_have_count(1)
    expect(page).to_have_url(f"{small}brief/?items={_NOW},{_WITHDRAWN}")


def test_what_is_wrong_is_told_with_a_way_on(browser: Browser, site: str) -> None:
    """A record that does not exist, an address that is none, and a failed request each give a message and a way on."""
    context = browser.new_context()
    page = context.new_page()
    page.route(f"**/{_FINDINGS[1]}/", lambda route: route.abort())
    page.goto(f"{site}brief/?items={_FINDINGS[1]},findings/nothing-here,../../etc/passwd,{_OPTIONS[0]}")
    page.wait_for_selector(_READY)
    expect(page.locator("[data-ev-told]")).to_contain_text("“../../etc/passwd”")
    faults = page.locator(".ev-desk__fault")
    expect(faults).to_have_count(2)
    expect(faults.nth(0)).to_contain_text("could not be loaded")
    expect(faults.nth(1)).to_contain_text("No record has this address")
    href = faults.nth(1).get_by_role("link").get_attribute("href") or ""
    assert href.endswith(f"explore/?q={quote('nothing here')}")
    page.unroute(f"**/{_FINDINGS[1]}/")
    faults.nth(0).get_by_role("button", name="Try again").click()
    expect(faults).to_have_count(1)
    expect(page.locator("[data-ev-sheet]")).to_contain_text("findings/nothing-here")
    context.close()


@pytest.mark.parametrize("kept", ["{", '{"items": 7}', '["x"]', '{"items": ["<b>", "findings/x/../y"], "title": {}}'])
def test_old_or_broken_storage(visit: _Visit, kept: str) -> None:
    """Whatever an earlier version or somebody's hand has left in the browser, the page works, and says so."""
    page = visit("brief/")
    page.evaluate(
        "kept => localStorage.setItem(`evibase-brief ${location.pathname.replace('brief/', '')}`, kept)", kept
    )
    page = _open(visit, "brief/")
    expect(page.locator("[data-ev-nothing]")).to_be_visible()
    page = visit(f"{_FINDINGS[0]}/")
    page.locator("[data-ev-collect] button").click()
    expect(page.locator("[data-ev-collected]")).to_have_text("1")


def test_storage_that_is_forbidden(browser: Browser, site: str) -> None:
    """Where the browser keeps nothing, the button leads to a brief whose address holds the record, and says why."""
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"
    )
    page = context.new_page()
    page.goto(f"{site}{_FINDINGS[0]}/")
    page.locator("[data-ev-collect] button").click()
    way = page.locator("[data-ev-collect] a")
    expect(way).to_contain_text("this browser will not remember it")
    way.click()
    page.wait_for_selector(_READY)
    expect(page.locator("[data-ev-items] > li")).to_have_count(1)
    context.close()


def test_without_javascript_the_page_leads_on(visit: _Visit) -> None:
    """Without JavaScript the page says what it is for and leads to the ready briefs, which need none."""
    page = visit("brief/", javascript=False)
    expect(page.locator("noscript")).to_be_visible()
    link = page.locator(".ev-brief__ready a").first
    link.click()
    expect(page.locator(".ev-brief__points").first).to_be_visible()


def test_each_ready_brief_prints_on_two_pages(visit: _Visit, site_folder: Path) -> None:
    """The page of a theme's brief prints on at most two pages, and its PDF is there."""
    paths = sorted(
        path.parent.relative_to(site_folder).as_posix() for path in site_folder.glob("themes/*/brief/index.html")
    )
    assert len(paths) >= 20
    for path in paths:
        assert (site_folder / f"{path}.pdf").is_file()
        page = visit(f"{path}/")
        assert len(_printed(page)) <= 2, path


def test_kits_print_each_sheet_on_its_page(visit: _Visit) -> None:
    """Printed, each sheet of a kit begins a page, and there are lines to write on."""
    page = visit("themes/time-for-learning/kit/")
    titles = page.locator(".ev-kit__sheet > h2").all_inner_texts()
    starts = [_squeezed(text) for text in _printed(page)]
    assert len(titles) >= 7
    for title in titles[1:]:
        assert any(text.startswith(_squeezed(title)) for text in starts), title
    assert page.locator(".ev-kit__lines").count() >= 20


def test_adding_from_a_list(visit: _Visit) -> None:
    """Cards can be added, too; the button is named after the claim, and says what it does now."""
    page = visit("themes/time-for-learning/")
    button = page.get_by_role("button", name="Add to my brief").last
    button.click()
    expect(page.locator("[data-ev-collected]")).to_have_text("1")
    page.locator("[data-ev-mybrief]").click()
    page.wait_for_selector(_READY)
    expect(page.locator("[data-ev-items] > li")).to_have_count(1)
