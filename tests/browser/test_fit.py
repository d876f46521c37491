"""Does this fit my workplace? A profile that is chosen once, kept, shared, dropped, out of date, and broken."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

_THEME = "themes/time-for-learning/"
_WHY = ".ev-fit__why"
_KEY = "evibase.fit /"
_OLD = "{sectors: {id: 'old', label: 'Old', above: [], kin: []}}"


def _choose(page: Page, **chosen: str) -> None:
    page.locator(".ev-fit__choose").click()
    for name, value in chosen.items():
        page.locator(f"dialog [name={name.replace('_', '-')}]").select_option(value)
    page.locator("dialog [type=submit]").click()
    page.locator(".ev-fit--on").wait_for()


def _claims(page: Page) -> list[str]:
    return page.locator("#findings ~ .ev-cards").first.locator(".ev-card__title").all_inner_texts()


@pytest.mark.parametrize("width", [320, 1280])
def test_chosen_once_it_holds_on_every_page(fresh_at: Callable[..., Page], site: str, width: int) -> None:
    """A profile orders a theme's findings, says why, holds on other pages, and clearing it gives the old order back."""
    page = fresh_at(_THEME, width=width)
    before = _claims(page)
    _choose(page, sectors="social-care", where="GB-SCT")
    after = _claims(page)
    assert after != before
    assert sorted(after) == sorted(before)
    reasons = page.locator(f"#findings ~ .ev-cards >> {_WHY}").all_inner_texts()
    assert len(reasons) == len(after)
    assert reasons[0].startswith("Fit: same sector, same place")
    same = [reason.startswith("Fit: same sector") for reason in reasons]
    assert same == sorted(same, reverse=True)
    expect(page).not_to_have_url(re.compile("fit="))
    assert page.context.cookies() == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    page.goto(f"{site}policy-options/")
    expect(page.locator("[data-ev-fit-state]")).to_contain_text("Social care; Scotland")
    expect(page.locator(_WHY).first).to_contain_text("Its findings: same sector, same place")
    page.goto(site + _THEME)
    page.locator(".ev-fit--on").wait_for()
    assert _claims(page) == after
    page.get_by_role("button", name="Clear").click()
    expect(page.locator(_WHY)).to_have_count(0)
    assert _claims(page) == before
    assert page.evaluate("() => document.activeElement.textContent") == "Does this fit my workplace?"


def test_every_part_of_the_country_can_be_chosen(fresh_at: Callable[..., Page]) -> None:
    """Somebody in Wales finds Wales, and is told that evidence from Scotland is from another part of the country."""
    page = fresh_at(f"{_THEME}?fit=where.GB-WLS")
    expect(page.locator("[data-ev-fit-state]")).to_contain_text("Wales")
    expect(page.locator("[data-ev-fitted=whole] > .ev-card", has_text="Scotland").first).to_contain_text(
        "another part of the same country"
    )
    page.goto(page.url.partition("themes/")[0] + "explore/fit/")
    names = page.locator("select[name=where] option").all_inner_texts()[1:]
    assert names.index("Wales") < names.index("Afghanistan")


def test_in_the_explorer(fresh_at: Callable[..., Page], site: str) -> None:
    """Fit is one more order there; each record says why, and the address holds order and profile."""
    page = fresh_at("explore/?sort=fit&fit=sectors.social-care_where.GB-SCT")
    page.locator(f".ev-result {_WHY}").first.wait_for()
    expect(page.locator("[data-ev-fit-state]")).to_contain_text("somebody's profile: Social care; Scotland")
    expect(page.locator("[data-ev-sort]")).to_have_value("fit")
    reasons = page.locator(f".ev-result {_WHY}").all_inner_texts()
    assert "same sector, same place" in reasons[0]
    same = ["same sector" in reason for reason in reasons]
    assert same == sorted(same, reverse=True)
    page.get_by_role("button", name="Keep it").click()
    page.locator("input[name=kind][value=findings]").check()
    page.wait_for_url("**sort=fit**")
    expect(page).to_have_url(re.compile(re.escape("fit=sectors.social-care_where.GB-SCT")))
    page.goto(site + _THEME)
    expect(page.locator("[data-ev-fit-state]")).to_contain_text("Ordered by fit with your workplace")


def test_the_explorer_and_a_theme_agree(fresh_at: Callable[..., Page]) -> None:
    """The same findings with the same profile have the same reasons on a theme's page and in the explorer."""
    fit = "fit=sectors.health_where.IE_workers.older_learning.reflection"
    page = fresh_at(f"{_THEME}?{fit}")
    page.locator(_WHY).first.wait_for()
    pairs = """(selector) => [...document.querySelectorAll(selector)].map((one) =>
      [one.querySelector("h3").innerText, one.querySelector(".ev-fit__why").innerText])"""
    here = dict(page.evaluate(pairs, "#findings ~ .ev-cards > li"))
    other = fresh_at(f"explore/?kind=findings&themes=time-for-learning&sort=fit&{fit}")
    other.locator(f".ev-result {_WHY}").first.wait_for()
    more = other.locator("[data-ev-more] button")
    if more.is_visible():
        more.click()
        other.wait_for_function("(n) => document.querySelectorAll('.ev-result').length >= n", arg=len(here))
    there = dict(other.evaluate(pairs, ".ev-result"))
    assert here == there
    assert len(here) > 5


def test_a_shared_profile_is_kept_or_dropped(fresh_at: Callable[..., Page]) -> None:
    """Somebody's profile in the address is told, does not replace the reader's own, and can be dropped."""
    own = '{"sectors": {"id": "health", "label": "Health", "above": [], "kin": []}}'
    page = fresh_at(
        f"{_THEME}?fit=sectors.retail", f"localStorage.getItem('{_KEY}') || localStorage.setItem('{_KEY}', '{own}')"
    )
    state = page.locator("[data-ev-fit-state]")
    expect(state).to_contain_text("You are looking through somebody's profile: Retail.")
    page.get_by_role("button", name="Drop it").click()
    expect(state).to_contain_text("your workplace: Health")
    expect(page).not_to_have_url(re.compile("fit="))
    assert json.loads(page.evaluate(f"() => localStorage.getItem('{_KEY}')"))["sectors"]["id"] == "health"
    page.get_by_role("button", name="Address to share").click()
    expect(page).to_have_url(re.compile(re.escape("?fit=sectors.health") + "$"))


@pytest.mark.parametrize(
    ("path", "before", "words"),
    [
        (f"{_THEME}?fit=sectors.mining_colour.red_where", "", "names “mining” under “sector”, which this base"),
        (f"{_THEME}?fit=<b>", "", "The address holds a profile that this base cannot read."),
        (_THEME, f"localStorage.setItem('{_KEY}', '{{oops')", "cannot be read. Choose again."),
        (_THEME, f"localStorage.setItem('{_KEY}', '[1]')", "cannot be read. Choose again."),
        (
            _THEME,
            f"localStorage.setItem('{_KEY}', JSON.stringify({_OLD}))",
            "names “old” under “sector”",
        ),
    ],
    ids=["unknown terms", "nonsense", "broken", "odd", "an old profile"],
)  # fmt: skip
def test_a_profile_that_cannot_be_read(fresh_at: Callable[..., Page], path: str, before: str, words: str) -> None:
    """What is wrong with a profile is told, lists keep their usual order, and another can be chosen."""
    page = fresh_at(path, before)
    usual = _claims(fresh_at(_THEME))
    expect(page.locator("[data-ev-fit-state]")).to_contain_text(words)
    expect(page.locator(_WHY)).to_have_count(0)
    assert _claims(page) == usual
    _choose(page, sectors="social-care")
    expect(page.locator(_WHY).first).to_contain_text("same sector")


def test_where_nothing_may_be_kept(fresh_at: Callable[..., Page]) -> None:
    """A browser that keeps nothing is told of, and the profile holds on the page and in its address."""
    page = fresh_at(_THEME, "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})")
    _choose(page, sectors="social-care")
    expect(page.locator("[data-ev-fit-state]")).to_contain_text("does not let the site keep a profile")
    expect(page).to_have_url(re.compile(re.escape("?fit=sectors.social-care") + "$"))
    page.locator(_WHY).first.wait_for()


def test_without_javascript(visit: Callable[..., Page]) -> None:
    """Without JavaScript there is no control that does nothing, and lists are whole."""
    page = visit(_THEME, javascript=False)
    assert not page.locator("[data-ev-fits]").is_visible()
    assert page.locator("#findings ~ .ev-cards .ev-card").count() > 5
    page = visit("explore/fit/", javascript=False)
    assert not page.locator("form[data-ev-fit-choices]").is_visible()
    assert page.locator("noscript .ev-note").first.is_visible()


def test_a_list_on_several_pages_keeps_its_order(fresh_at: Callable[..., Page], site: str) -> None:
    """To order one page of many would mislead: that is said, and the explorer shows all of it in that order."""
    usual = fresh_at("findings/").locator(".ev-card__title").all_inner_texts()
    page = fresh_at("findings/?fit=sectors.social-care")
    page.locator(_WHY).first.wait_for()
    assert page.locator(".ev-card__title").all_inner_texts() == usual
    expect(page.locator("[data-ev-fit-state]")).to_contain_text("keeps its usual order")
    page.get_by_role("link", name="See all of it by fit in the explorer").click()
    expect(page).to_have_url(f"{site}explore/?kind=findings&sort=fit&fit=sectors.social-care")
    page.locator(f".ev-result {_WHY}").first.wait_for()


@pytest.mark.parametrize("width", [360, 1280])
def test_key_messages_say_how_they_fit(fresh_at: Callable[..., Page], site: str, width: int) -> None:
    """A theme's key messages keep the order of their author; each says how the findings that carry it fit."""
    page = fresh_at("themes/time-for-learning/", width=width)
    messages = page.locator(".ev-message")
    before = messages.locator(".ev-message__text").all_inner_texts()
    _choose(page, sectors="social-care", where="GB-SCT")
    assert messages.locator(".ev-message__text").all_inner_texts() == before
    reasons = messages.locator("> .ev-fit__why").all_inner_texts()
    assert len(reasons) == len(before) > 2
    assert {reason.partition("sector")[0] for reason in reasons} <= {
        f"Fit: Its findings: {how}" for how in ("same ", "a wider ", "not tied to one ", "", "another ")
    }
    assert "Fit: Its findings: same sector, same place" in " ".join(reasons)
    page.goto(f"{site}explore/fit/")
    assert "key messages of a theme stay in the order" in page.locator("article").inner_text()


def test_what_to_do_stands_in_order_of_fit(fresh_at: Callable[..., Page]) -> None:
    """The first options of a theme stand in the order in which all of them stand further down, with the same reason."""
    page = fresh_at("themes/time-for-learning/?fit=sectors.social-care_where.GB-SCT")
    first = page.locator("#what-to-do + ul > li")
    expect(first.last.locator(".ev-fit__why")).to_be_visible()
    told = [(one.locator("a").first.inner_text(), one.locator(".ev-fit__why").inner_text()) for one in first.all()]
    listed = page.locator(".ev-rows > li:has(.ev-pick)")
    everything = [(one.locator("h3").inner_text(), one.locator(".ev-fit__why").inner_text()) for one in listed.all()]
    assert [one for one in everything if one in told] == told
    sectors = ["same sector" in why for _, why in told]
    assert sectors == sorted(sectors, reverse=True)
    assert len({*sectors}) == 2


def test_by_keyboard(fresh_at: Callable[..., Page]) -> None:
    """The form opens, is filled and sent by keys alone; Escape leaves it as it was; the focus comes back."""
    page = fresh_at(_THEME)
    page.locator(".ev-fit__choose").focus()
    page.keyboard.press("Enter")
    page.locator("dialog[open]").wait_for()
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert page.evaluate("() => document.activeElement.matches('.ev-fit__choose')")
    page.keyboard.press("Enter")
    page.locator("dialog[open]").wait_for()
    page.keyboard.type("Social")
    page.keyboard.press("Enter")
    page.locator("dialog [type=submit]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-ev-fit-state]")).to_contain_text("Social care")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", ["sectors/retail/", "themes/time-for-learning/"])
def test_hardly_anything_moves(fresh_at: Callable[..., Page], site: str, width: int, path: str) -> None:
    """With a profile that is kept, a page of findings moves less than what counts as good (a shift of 0.1)."""
    page = fresh_at(_THEME, width=width)
    _choose(page, sectors="social-care", where="GB-SCT")
    page.context.add_init_script(
        "globalThis.shift = 0; new PerformanceObserver((list) => list.getEntries().forEach((one) => {"
        " if (!one.hadRecentInput) globalThis.shift += one.value; })).observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(f"{site}{path}")
    page.locator(".ev-fit--on").wait_for()
    page.wait_for_timeout(300)
    assert page.evaluate("() => globalThis.shift") < 0.1
