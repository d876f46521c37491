"""Policy options side by side. The journey from the home page to a printed brief is in `test_journeys.py`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from evibase.graph.wording import WORDINGS

_SHOWN = "[data-ev-compare]:not([aria-busy])"


@pytest.fixture(scope="module")
def options(site_folder: Path) -> list[dict[str, object]]:
    """Give what is compared of each option, as the site publishes it."""
    found = [json.loads(path.read_bytes()) for path in sorted(site_folder.glob("policy-options/*.json"))]
    assert len(found) > 10
    return found


@pytest.mark.parametrize("width", [360, 1280])
def test_a_comparison_says_what_the_options_say(
    fresh_at: Callable[..., Page], site: str, options: list[dict[str, object]], width: int
) -> None:
    """From a theme's page to two options side by side: what each would solve, who acts, how sure it is, what it costs.

    The words are no stronger than the weakest link, and the address holds the comparison.
    """
    page = fresh_at("themes/time-for-learning/", width=width)
    picks = page.locator("#others ~ .ev-rows .ev-pick")
    names = [picks.nth(at).get_attribute("data-ev-pick") for at in (0, 1)]
    picks.nth(0).click()
    expect(picks.nth(0)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".ev-tray")).to_contain_text("Pick one more to compare")
    page.locator(f"#others ~ .ev-rows a[href*='{names[1]}/']").click()
    expect(page).to_have_url(f"{site}policy-options/{names[1]}/")
    page.locator("header .ev-pick").click()
    page.get_by_role("link", name="Compare them", exact=True).click()
    page.locator(_SHOWN).wait_for()
    expect(page).to_have_url(f"{site}policy-options/compare/?options={','.join(map(str, names))}")
    table = page.locator(".ev-compare__table")
    expect(table.locator("thead th")).to_have_count(2)
    shown = table.inner_text()
    by_name = {one["id"]: one for one in options}
    for name in names:
        option = by_name[name]
        for key in ("title", "problem", "actors", "level", "means", "wording", "cost"):
            assert str(option[key]) in shown, key
        weakest = option["weakest"]
        assert isinstance(weakest, dict)
        sentence = next(row.sentence for row in WORDINGS[1:] if (row.level or "none") == weakest["level"])
        assert option["wording"] == sentence
        assert str(weakest["claim"]) in shown
    rows = table.locator("th[scope=rowgroup]").all_inner_texts()
    assert rows[:3] == ["In one sentence", "The problem", "Who would act"]
    assert {"Weakest link", "What it rests on", "What it costs", "Who has tried it"} <= {*rows}
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    # The link of a finding in the basis leads to its page, and back leads to the comparison again.
    table.locator(".ev-compare__basis a").first.click()
    expect(page).to_have_url(re.compile(re.escape("/findings/")))
    page.go_back()
    page.locator(f"{_SHOWN} .ev-compare__table").wait_for()
    # On paper: the comparison, and neither tray nor the table of all options.
    page.emulate_media(media="print")
    assert table.is_visible()
    for gone in (".ev-tray", ".ev-options", ".ev-compare__print", "#options"):
        assert not any(one.is_visible() for one in page.locator(gone).all()), gone


def test_the_address_is_the_comparison(fresh_at: Callable[..., Page], options: list[dict[str, object]]) -> None:
    """What is picked and taken away is in the address, and back undoes it."""
    ids = [str(one["id"]) for one in options[:3]]
    page = fresh_at(f"policy-options/compare/?options={ids[0]},{ids[1]}")
    page.locator(f"{_SHOWN} .ev-compare__table").wait_for()
    page.locator(f"[data-ev-pick={ids[2]}]").click()
    page.wait_for_function("() => document.querySelectorAll('.ev-compare__table thead th').length === 3")
    expect(page).to_have_url(re.compile(re.escape(f"?options={','.join(ids)}") + "$"))
    page.locator(".ev-compare__table thead button").first.click()
    page.wait_for_function("() => document.querySelectorAll('.ev-compare__table thead th').length === 2")
    expect(page).to_have_url(re.compile(re.escape(f"?options={ids[1]},{ids[2]}") + "$"))
    page.go_back()
    page.wait_for_function("() => document.querySelectorAll('.ev-compare__table thead th').length === 3")


@pytest.mark.parametrize(
    ("query", "words", "columns"),
    [
        ("{0},no-such-option,{1}", "asks for “no-such-option”, which is no option here", 2),
        ("{0},../../x,{1}", "asks for “../../x”, which is no option here", 2),
        ("{0},{0},{1}", "names an option twice", 2),
        ("{0},{1},{2},{3},{4}", "more than four options", 4),
        ("{0}", "Choose one more option", 1),
        ("", "Choose two to four options", 0),
        ("<script>alert(1)</script>", "which is no option here", 0),
    ],
)
def test_hand_edited_addresses(
    fresh_at: Callable[..., Page], options: list[dict[str, object]], query: str, words: str, columns: int
) -> None:
    """What an address asks for and is not there is told, and the rest is compared."""
    ids = [str(one["id"]) for one in options]
    page = fresh_at(f"policy-options/compare/?options={query.format(*ids)}")
    page.locator(_SHOWN).wait_for()
    expect(page.locator("[data-ev-compare-told]")).to_contain_text(words)
    expect(page.locator(".ev-compare__table thead th")).to_have_count(columns)


def test_a_failed_fetch_is_told(fresh_at: Callable[..., Page], options: list[dict[str, object]]) -> None:
    """Where an option's facts cannot be loaded, that is told, and the others are shown."""
    ids = [str(one["id"]) for one in options]
    page = fresh_at("about/")
    page.context.route(f"**/{ids[0]}.json", lambda route: route.abort())
    page.goto(page.url.replace("about/", f"policy-options/compare/?options={','.join(ids[:3])}"))
    page.locator(f"{_SHOWN} .ev-compare__table").wait_for()
    expect(page.locator("[data-ev-compare-told]")).to_contain_text(f"“{ids[0]}” could not be loaded")
    expect(page.locator(".ev-compare__table thead th")).to_have_count(2)


def test_no_more_than_four(fresh_at: Callable[..., Page]) -> None:
    """A fifth option is not picked, and the reader hears why; what is picked is announced and can be taken away."""
    page = fresh_at("policy-options/")
    picks = page.locator(".ev-pick")
    status = page.locator("[data-ev-compare-status]")
    for at in range(4):
        picks.nth(at).focus()
        page.keyboard.press("Space")
        expect(status).to_contain_text(f"is picked, {at + 1} of 4")
    picks.nth(4).click()
    expect(status).to_contain_text("Four options at most")
    expect(picks.nth(4)).to_have_attribute("aria-pressed", "false")
    page.locator(".ev-tray .ev-chip").first.focus()
    page.keyboard.press("Enter")
    expect(status).to_contain_text("is taken away, 3 of 4")
    assert page.evaluate("() => document.activeElement.closest('.ev-tray') !== null")
    page.get_by_role("button", name="Clear").click()
    expect(page.locator(".ev-tray")).to_have_count(0)


@pytest.mark.parametrize(
    "before",
    [
        "localStorage.setItem('evibase.compare /', '{oops')",
        'localStorage.setItem(\'evibase.compare /\', \'[null, 3, {"id": "<b>", "title": 1}]\')',
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})",
    ],
    ids=["broken", "odd", "forbidden"],
)
def test_a_broken_store(fresh_at: Callable[..., Page], before: str) -> None:
    """Whatever the browser has kept, or if it keeps nothing, options can be picked on a page and compared."""
    page = fresh_at("policy-options/", before)
    expect(page.locator(".ev-tray")).to_have_count(0)
    page.locator(".ev-pick").nth(0).click()
    page.locator(".ev-pick").nth(1).click()
    page.get_by_role("link", name="Compare them", exact=True).click()
    page.locator(f"{_SHOWN} .ev-compare__table").wait_for()


def test_without_javascript(visit: Callable[..., Page], options: list[dict[str, object]]) -> None:
    """Without JavaScript all options are in one table with the same facts, and nothing is shown that does nothing."""
    page = visit("policy-options/compare/", javascript=False)
    assert page.locator(".ev-options tbody tr").count() == min(50, len(options))
    first = page.locator(".ev-options tbody tr").first.inner_text()
    listed = next(one for one in options if str(one["title"]) in first)
    assert str(listed["problem"]) in first
    assert str(listed["wording"]) in first
    assert not any(one.is_visible() for one in page.locator(".ev-pick, [data-ev-compare]").all())
    assert page.locator("noscript .ev-note").first.is_visible()


@pytest.mark.parametrize("width", [320, 960, 1280])
def test_all_of_the_table_is_seen(visit: Callable[..., Page], width: int) -> None:
    """Nothing of the table of all options is cut off: on a phone options follow one another, values with names."""
    page = visit("policy-options/compare/", width=width)
    box = page.locator(".ev-scroll:has(.ev-options)")
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth")
    heads = page.locator(".ev-options thead th").all()
    names = page.locator(".ev-options tbody tr").first.locator(".ev-options__name").all()
    assert [name.text_content() for name in names] == [head.text_content() for head in heads[1:]]
    assert all(name.is_visible() != heads[0].is_visible() for name in names)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_accessible(
    fresh_at: Callable[..., Page], options: list[dict[str, object]], axe: str, width: int, scheme: str
) -> None:
    """Axe finds nothing in a comparison of two or four, nor in the tray; nothing but the table scrolls sideways."""
    ids = [str(one["id"]) for one in options]
    run = "async () => (await axe.run(document)).violations.flatMap(({id, nodes}) => nodes.map(({html}) => id + html))"
    page = fresh_at(f"policy-options/compare/?options={','.join(ids[:2])}", width=width, scheme=scheme)
    for number in (2, 4):
        page.goto(page.url.partition("?")[0] + f"?options={','.join(ids[:number])}")
        page.locator(f"{_SHOWN} .ev-compare__table").wait_for()
        page.evaluate(axe)
        assert page.evaluate(run) == []
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    page.goto(page.url.partition("compare/")[0])
    page.locator(".ev-pick").nth(5).click()
    page.locator(".ev-tray").wait_for()
    page.evaluate(axe)
    assert page.evaluate(run) == []
