"""Search over hostile records: suggestions, explorer, and what the index leads to."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page

from tests.browser.hostile.looks import LOOK, flat, pages_of, unquoted
from tests.browser.hostile.records import PAYLOADS

pytestmark = pytest.mark.usefixtures("nothing_runs")


def test_suggestions(hostile: str, page: Page) -> None:
    """Suggestions show hostile titles as written, also when the payload itself is what is searched for."""
    page.goto(hostile)
    field = page.locator("#ev-header-q")
    box = page.locator(".ev-search--header .ev-suggest")
    for n, payload in enumerate(PAYLOADS):
        for query, wanted in ((f"case{n}", f"Case{n} {payload}"), (f"label{n}", f"Label{n} {payload}")):
            field.fill("")
            field.fill(query)
            page.wait_for_function(
                "query => document.querySelector('.ev-search--header .ev-suggest').innerText.includes(`“${query}”`)",
                arg=query,
            )
            assert flat(wanted) in flat(box.inner_text())
        field.fill(payload)
        page.wait_for_function(
            "query => document.querySelector('.ev-search--header .ev-suggest').textContent.includes(`“${query}”`)",
            arg=payload.strip(),
        )
        kinds = set(box.locator("*").evaluate_all("all => all.map((one) => one.localName)"))
        assert kinds <= {"ul", "li", "p", "span", "mark"}, payload


def test_explorer(hostile: str, page: Page) -> None:
    """The explorer shows every record and term as written, and what the address asks for as text.

    A vocabulary called `constructor`, a name that every JavaScript object knows, is one like any other.
    """
    page.goto(f"{hostile}explore/")
    more = page.locator("[data-ev-more] button")
    more.wait_for()
    while more.is_visible():
        more.click()
    for details in page.locator(".ev-explore details").all():
        details.evaluate("one => { one.open = true; }")
    text = flat(page.locator(".ev-explore").inner_text())
    names = ("Claim", "Case", "Option", "Asked", "Label", "Definition", "Summary")
    told = [f"{name}{n} {payload}" for n, payload in enumerate(PAYLOADS) for name in names]
    assert [one for one in told if flat(one) not in text] == []
    works = [f"{name}{n} {payload}" for n, payload in enumerate(PAYLOADS) for name in ("Work", "Body")]
    assert [one for one in works if unquoted(one) not in unquoted(text)] == []
    for payload in PAYLOADS:
        page.goto(f"{hostile}explore/?{urlencode({'q': payload})}")
        page.locator(".ev-chip").first.wait_for()
        assert page.locator("#ev-explore-q").input_value() == payload
        assert flat(payload) in flat(page.locator(".ev-chip").first.inner_text())
        assert page.evaluate(LOOK)["faults"] == []


def test_every_search_result_opens(hostile: str, page: Page, hostile_folder: Path) -> None:
    """What the index gives as an address is a page of the site, whatever the record is called."""
    number = json.loads((hostile_folder / "search/index.json").read_bytes())["records"]
    page.goto(f"{hostile}explore/")
    addresses = page.evaluate(
        """async () => {
          const index = await evibase.openIndex(document.querySelector("[data-ev-explore]").dataset.evIndex);
          const { records } = await index.search({ most: Infinity, counts: true });
          return records.map((record) => index.address(record));
        }"""
    )
    assert len(addresses) == number
    pages = {hostile + address for address in pages_of(hostile_folder)}
    assert [one for one in addresses if one not in pages] == []
