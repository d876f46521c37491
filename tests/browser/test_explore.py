"""The explorer: order, table, downloads, hand-edited addresses, another index in its place, small screens, keyboard."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Download, Page, expect

from evibase.pages.words import LEVEL

_STRENGTH = {"high": 0, "moderate": 1, "low": 2, "very-low": 3, "none": 4}
_READY = "[data-ev-results]:not([aria-busy])"


def _opened(visit: Callable[..., Page], path: str, **how: Any) -> Page:  # noqa: ANN401 - the width and the like
    """Open the explorer and wait until it shows what the address asks for."""
    page = visit(path, **how)
    page.locator("[data-ev-bar]:not([hidden])").wait_for()
    _settle(page)
    return page


def _settle(page: Page) -> None:
    page.locator(_READY).wait_for(state="attached")


def _number(page: Page) -> int:
    count = page.locator("[data-ev-count]")
    expect(count).to_have_text(re.compile(r"^\d"))
    return int(count.inner_text().partition(" ")[0].replace(",", ""))


def _saved(page: Page, kind: str) -> str:
    with page.expect_download() as waiting:
        page.locator(f"[data-ev-download={kind}]").click()
    assert waiting.value.suggested_filename == f"explore.{kind}"
    return Path(waiting.value.path()).read_bytes().decode()


def test_order(visit: Callable[..., Page], site: str) -> None:
    """An order is kept in the address, sorts all that fits and not only what is shown, and back undoes it."""
    page = _opened(visit, "explore/?kind=findings")
    page.locator("[data-ev-sort]").select_option("newest")
    _settle(page)
    expect(page).to_have_url(f"{site}explore/?kind=findings&sort=newest")
    data = json.loads(_saved(page, "json"))
    years = [one["facets"].get("year", [""])[0] for one in data]
    assert years == sorted(years, reverse=True)
    page.locator("[data-ev-sort]").select_option("lines")
    _settle(page)
    lines = [one["independent_lines"] for one in json.loads(_saved(page, "json"))]
    assert lines == sorted(lines, reverse=True)
    page.locator("[data-ev-sort]").select_option("surest")
    _settle(page)
    levels = [_STRENGTH[one["confidence"]] for one in json.loads(_saved(page, "json"))]
    assert levels == sorted(levels)
    page.go_back()
    expect(page.locator("[data-ev-sort]")).to_have_value("lines")


def test_table(visit: Callable[..., Page], site: str) -> None:
    """The table shows the same records with their facts in columns; the address keeps it, and keys scroll it."""
    page = _opened(visit, "explore/?kind=findings&q=time")
    listed = page.locator(".ev-result a").evaluate_all("links => links.map((link) => link.href)")
    page.get_by_label("Table").check()
    _settle(page)
    expect(page).to_have_url(f"{site}explore/?q=time&kind=findings&view=table")
    table = page.locator(".ev-explore__table")
    assert table.locator("a").evaluate_all("links => links.map((link) => link.href)") == listed
    heads = table.locator("thead th").all_inner_texts()
    assert heads[0] == "Record"
    assert {"How sure", "Supports", "Contradicts", "Country"} <= {*heads}
    assert {len(row.locator("th, td").all()) for row in table.locator("tr").all()} == {len(heads)}
    words = table.locator(".ev-conf").all_inner_texts()
    assert all(word.split(" (")[0].strip() in LEVEL.values() for word in words)
    assert table.get_attribute("tabindex") == "0"
    page.reload()
    page.locator(".ev-explore__table a").first.wait_for()
    expect(page.get_by_label("Table")).to_be_checked()
    page.go_back()
    page.locator(".ev-result a").first.wait_for()
    expect(page.locator(".ev-explore__table")).to_be_hidden()


def test_counts_follow_the_other_choices(visit: Callable[..., Page]) -> None:
    """A term's count is what ticking it alone in its facet would show, with all other choices as they are."""
    page = _opened(visit, "explore/?kind=findings&q=learning&themes=time")
    boxes = page.locator("input[name=confidence]")
    told = {
        box.get_attribute("value"): int(box.locator("xpath=..").locator(".ev-facet__count").text_content() or "")
        for box in boxes.all()
    }
    assert sum(told.values()) == _number(page) > 0
    for value, number in told.items():
        other = _opened(visit, f"explore/?kind=findings&q=learning&themes=time&confidence={value}")
        assert _number(other) == number


@pytest.mark.parametrize("facet", ["themes", "sectors", "designs", "where", "year", "confidence", "contested", "kind"])
def test_facets(facet: str, visit: Callable[..., Page]) -> None:
    """There is a filter for each of these, and each term shows as many records as it says."""
    page = _opened(visit, "explore/")
    boxes = page.locator(f"input[name={facet}]")
    assert boxes.count() > 1
    for box in boxes.all()[:3]:
        told = int(box.locator("xpath=..").locator(".ev-facet__count").text_content() or "")
        box.evaluate("box => box.click()")
        _settle(page)
        assert _number(page) == told > 0
        box.evaluate("box => box.click()")
        _settle(page)


def test_a_country_holds_its_parts(visit: Callable[..., Page]) -> None:
    """What speaks of a part of a country is found under the country, too, and is shown with the part alone."""
    page = _opened(visit, "explore/?kind=findings&where=GB-SCT")
    part = {one["address"] for one in json.loads(_saved(page, "json"))}
    page = _opened(visit, "explore/?kind=findings&where=GB")
    whole = json.loads(_saved(page, "json"))
    assert part < {one["address"] for one in whole}
    assert {"Scotland", "United Kingdom"} <= {place for one in whole for place in one["facets"]["where"]}
    assert ["Scotland"] in [one["facets"]["where"] for one in whole]


def test_downloads(visit: Callable[..., Page]) -> None:
    """CSV and JSON hold every record that fits, RIS and BibTeX the sources among them and those that they cite."""
    page = _opened(visit, "explore/?kind=findings&kind=sources&q=mentor")
    number = _number(page)
    data = json.loads(_saved(page, "json"))
    rows = list(csv.DictReader(io.StringIO(_saved(page, "csv").removeprefix("\ufeff"))))
    assert len(data) == len(rows) == number > 30
    assert [row["title"] for row in rows] == [one["title"] for one in data]
    assert [row["contradicts"] for row in rows] == [str(one.get("contradicts", "")) for one in data]
    assert page.request.get(data[0]["address"]).status == 200
    keys = {key for one in data for key in one["sources"]}
    ris = _saved(page, "ris")
    assert {*re.findall(r"^ID  - (\S+)", ris, re.MULTILINE)} == keys
    assert ris.count("TY  - ") == ris.count("ER  - ") == len(keys)
    bibtex = _saved(page, "bib")
    assert {*re.findall(r"^@\w+\{([^,\s]+),", bibtex, re.MULTILINE)} == keys
    expect(page.locator("[data-ev-told]")).to_contain_text("is made")


def test_a_spreadsheet_runs_nothing(visit: Callable[..., Page]) -> None:
    """In CSV, a text that begins like a formula gets an apostrophe; quotes, commas and lines stay in their cell."""
    page = visit("explore/")
    page.wait_for_function("() => evibase.download")
    texts = ["=1+1", "+1", "-1", "@a", 'say "x", y', "two\nlines", "plain"]
    with page.expect_download() as waiting:
        page.evaluate(
            """(texts) => {
              const records = texts.map((t) => ({ id: "", u: "", k: "", t, s: "", n: [], c: [], f: new Map() }));
              return evibase.download("csv", { kind: () => "Finding", address: () => "/" }, records, []);
            }""",
            texts,
        )
    text = Path(waiting.value.path()).read_bytes().decode().removeprefix("\ufeff")
    found = [row["title"] for row in csv.DictReader(io.StringIO(text, newline=""))]
    assert found == ["'=1+1", "'+1", "'-1", "'@a", *texts[4:]]


def test_a_lost_download_is_told(visit: Callable[..., Page], browser: Browser, site: str) -> None:
    """Where a part of a file cannot be loaded, no half file is saved, and the reader is told."""
    context = browser.new_context()
    context.route("**/sources/*.bib", lambda route: route.fulfill(status=404, body="no"))
    page = context.new_page()
    page.goto(f"{site}explore/?kind=sources")
    page.locator("[data-ev-bar]:not([hidden])").wait_for()
    _settle(page)
    saved: list[str] = []

    def save(found: Download) -> None:
        saved.append(found.suggested_filename)

    page.on("download", save)
    page.locator("[data-ev-download=bib]").click()
    expect(page.locator("[data-ev-told]")).to_contain_text("could not be made")
    assert saved == []
    context.close()
    assert visit("explore/").locator("h1").is_visible()


@pytest.mark.parametrize(
    ("asked", "note"),
    [
        ("themes=nonsense", "“nonsense” under “Themes”"),
        ("sort=sideways", "“sideways” under “Order”"),
        ("view=3d", "“3d” under “Show as”"),
        ("colour=red", "“colour”, which is no filter here"),
        ("themes=%3Cscript%3E", "“<script>” under “Themes”"),
    ],
)
def test_hand_edited_addresses(asked: str, note: str, visit: Callable[..., Page]) -> None:
    """What an address asks for that is not there is told and left out; the rest is shown."""
    page = _opened(visit, f"explore/?kind=findings&{asked}")
    expect(page.locator("[data-ev-told]")).to_contain_text(note)
    assert _number(page) == _number(_opened(visit, "explore/?kind=findings"))


def test_why_a_record_is_shown(visit: Callable[..., Page]) -> None:
    """Each result shows kind, claim, how sure, stances, and the word or topic by which it fits."""
    page = _opened(visit, "explore/?q=mentor&kind=findings")
    for item in page.locator(".ev-result").all():
        assert item.locator(".ev-result__kind").inner_text() == "Finding"
        assert item.locator(".ev-conf .ev-meter").count() == 1
        facts = item.locator(".ev-result__facts").inner_text()
        assert re.search(r"independent lines?\n", facts)
        stances = item.locator(".ev-stance").all_inner_texts()
        assert re.findall(r"\d+ (?:support|qualif|contradict)\w*", facts) == stances
        assert item.locator(".ev-stance > .ev-i").count() == len(stances) > 0
        assert item.locator("mark").count() + item.locator(".ev-result__match").count() > 0


def test_another_index_in_its_place(browser: Browser, site: str) -> None:
    """A script that gives another `openIndex` is asked in the place of ours, in the header and in the explorer."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(
        """globalThis.evibase = { openIndex: async () => ({
          number: 5,
          facets: async () => [
            { id: "kind", label: "Kind", terms: [{ id: "a", label: "A" }, { id: "b", label: "B" }] },
          ],
          kind: () => "Thing",
          address: ({ u }) => new URL(u, document.baseURI).href,
          source: async () => null,
          search: async ({ q, chosen }) => ({
            records: [{ id: "1", u: "?asked", k: "a", t: `Asked: ${q}`, s: "", x: "", n: [], c: [], f: new Map() }],
            total: 1, counts: { kind: new Map([["a", 1]]) }, notes: [{ typo: "x", took: ["y"] }],
            matches: () => false, terms: () => [],
          }),
        }) };"""
    )
    page = context.new_page()
    page.goto(f"{site}explore/?q=anything")
    expect(page.locator(".ev-result a")).to_have_text("Asked: anything")
    expect(page.locator("[data-ev-count]")).to_contain_text("1 of 5")
    page.locator("#ev-header-q").fill("something")
    expect(page.locator(".ev-suggest__title").first).to_have_text("Asked: something")
    context.close()


@pytest.mark.parametrize("view", ["", "&view=table"])
def test_small_screens(view: str, visit: Callable[..., Page], axe: str) -> None:
    """At 320 px nothing scrolls sideways but the table in its frame; axe finds nothing in either scheme."""
    for scheme in ("light", "dark"):
        page = _opened(visit, f"explore/?q=lerning&themes=x{view}", width=320, height=640, scheme=scheme)
        for details in page.locator(".ev-explore details").all():
            details.evaluate("one => { one.open = true; }")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.evaluate(axe)
        found = page.evaluate("axe.run(document.querySelector('.ev-explore'))")
        assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("q=mentoring+accountancy&sectors=retail", ["“mentoring accountancy”", "“Sectors: Retail”", "“accountancy”"]),
        ("kind=findings&confidence=high&sectors=retail&themes=benefits", ["“Sectors: Retail”", "“Themes: Benefits"]),
    ],
)
def test_why_nothing_is_found(asked: str, told: list[str], visit: Callable[..., Page]) -> None:
    """Each thing without which there would be something is named with a number, and its link shows that many."""
    page = _opened(visit, f"explore/?{asked}")
    links = page.locator(".ev-empty ul a")
    expect(links).to_have_count(len(told))
    said = links.all_inner_texts()
    assert [sum(words in line for line in said) for words in told] == [1] * len(told)
    numbers = [int(re.findall(r": ([\d,]+) records?$", line)[0].replace(",", "")) for line in said]
    assert numbers == sorted(numbers, reverse=True)
    addresses = [str(link.get_attribute("href")) for link in links.all()]
    for address, number in zip(addresses, numbers, strict=True):
        assert _number(_opened(visit, f"explore/{address}")) == number > 0
    page = _opened(visit, f"explore/?{asked}")
    links.first.click()
    _settle(page)
    assert _number(page) == numbers[0]
    page.go_back()
    expect(links).to_have_count(len(told))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("q=xyzzyplugh", "Nothing was found for “xyzzyplugh”"),
        (
            "sectors=retail&confidence=moderate&contested=yes&themes=later-working-life",
            "one filter or word does not help",
        ),
    ],
)
def test_nothing_to_leave_out(asked: str, told: str, visit: Callable[..., Page], site: str) -> None:
    """Where no single thing is the reason, this is said; a link begins again with all records, another lets one ask."""
    page = _opened(visit, f"explore/?{asked}")
    expect(page.locator(".ev-empty")).to_contain_text(told)
    expect(page.locator(".ev-empty > p a")).to_have_attribute("href", "../contribute/")
    page.locator(".ev-empty ul a").click()
    expect(page).to_have_url(f"{site}explore/")
    _settle(page)
    assert _number(page) > 400


def test_from_filters_to_results_on_a_phone(visit: Callable[..., Page]) -> None:
    """While filters are open on a phone, a button in view says how many records are left, and leads to them."""
    page = _opened(visit, "explore/?kind=findings", width=360)
    show = page.locator("[data-ev-done]")
    expect(show).to_be_hidden()
    page.locator(".ev-explore__filters > summary").click()
    expect(show).to_be_in_viewport()
    page.locator("input[name=themes]").first.check()
    _settle(page)
    expect(show).to_have_text(f"Show {_number(page)} records")
    expect(show).to_be_in_viewport()
    show.click()
    expect(page.locator("[data-ev-count]")).to_be_focused()
    expect(page.locator("[data-ev-count]")).to_be_in_viewport()
    expect(page.locator("[data-ev-facets]")).to_be_hidden()
    expect(_opened(visit, "explore/", width=1280).locator("[data-ev-done]")).to_be_hidden()


def test_results_go_into_the_brief(fresh: Callable[..., Page], site: str) -> None:
    """Findings, cases and options among the results can be put into the brief and taken out again; others cannot."""
    page = fresh((360, 800))
    page.goto(f"{site}explore/?q=study+time")
    _settle(page)
    results = page.locator(".ev-result")
    expect(results.first).to_contain_text("Topic")
    for result in results.all():
        kind = result.locator(".ev-result__kind").inner_text()
        takes = kind in {"Finding", "Case study", "Policy option"}
        assert result.get_by_role("button", name="Add to my brief").count() == int(takes), kind
    option = results.filter(has=page.get_by_role("link", name="Protect study time in the rota"))
    option.get_by_role("button", name=re.compile("Add to my brief ?: Protect study time")).click()
    expect(page.get_by_role("status").filter(has_text="Added. Your brief has 1 record.")).to_be_attached()
    page.reload()
    _settle(page)
    button = option.locator(".ev-collect__button")
    expect(button).to_contain_text("Remove from my brief")
    button.click()
    expect(button).to_contain_text("Add to my brief")
    button.click()
    option.get_by_role("link", name="See my brief").click()
    expect(page.get_by_role("article", name="The brief")).to_contain_text("Protect study time in the rota")


@pytest.mark.parametrize("width", [360, 1280])
def test_options_among_results_can_be_compared(fresh: Callable[..., Page], site: str, width: int) -> None:
    """Options among the results are picked as in lists, stay picked in another view of them, and lead on."""
    page = fresh((width, 800))
    page.goto(f"{site}explore/?kind=policy-options&q=time")
    _settle(page)
    for one in page.locator(".ev-result").all():
        title, tools = one.locator("h3").bounding_box(), one.locator(".ev-collect").bounding_box()
        assert title
        assert tools
        assert tools["y"] + tools["height"] <= title["y"] + 1 or tools["y"] >= title["y"] + title["height"]
    picks = page.locator(".ev-result .ev-pick")
    picks.nth(0).click()
    expect(picks.nth(0)).to_have_attribute("aria-pressed", "true")
    page.locator("[data-ev-sort]").select_option("surest")
    _settle(page)
    expect(page.locator(".ev-pick[aria-pressed=true]")).to_have_count(1)
    page.locator(".ev-pick[aria-pressed=false]").first.click()
    page.get_by_role("link", name="Compare them", exact=True).click()
    page.locator(".ev-compare__table").wait_for()
    expect(page.locator(".ev-compare__table thead th")).to_have_count(2)
