"""Somebody who has never seen the site, on a phone, with a plain question and two minutes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

WIDTH, HEIGHT = 360, 800
MOST_TAPS = 4
#: How many screens somebody reads of a page before going elsewhere.
MOST_SCREENS = 2


class Newcomer:
    """A finger on a phone, which counts what it does and does not scroll far."""

    def __init__(self, page: Page) -> None:
        """Start with a page, and no tap."""
        self.page = page
        self.taps = 0

    def tap(self, what: Locator) -> None:
        """Tap what stands on the first screens."""
        on_the_first_screens(what)
        what.tap()
        self.taps += 1

    def ask(self, question: str) -> None:
        """Type a question into the field of the home page."""
        field = self.page.get_by_role("combobox", name="What do you want to know?")
        self.tap(field)
        field.fill(question)


def on_the_first_screens(what: Locator) -> None:
    """Check that something begins on the first screens of its page."""
    expect(what).to_be_visible()
    top = what.evaluate("it => it.getBoundingClientRect().top + scrollY")
    assert top < MOST_SCREENS * HEIGHT, f"at {top:.0f} px: {what.inner_text()}"


@pytest.fixture
def newcomer(fresh: Callable[..., Page], site: str) -> Newcomer:
    """Give somebody who has opened the home page for the first time."""
    page = fresh((WIDTH, HEIGHT))
    page.goto(site)
    return Newcomer(page)


def _answered(newcomer: Newcomer) -> None:
    """Check that a finding's page answers: the claim, how sure, who says so, and what to do."""
    page = newcomer.page
    content = page.get_by_role("main").get_by_role("article")
    for part in (
        content.get_by_role("heading", level=1),
        content.get_by_role("term").filter(has_text="How sure").first,
        content.get_by_role("term").filter(has_text="Who says so").first,
        content.get_by_role("heading", name="What to do"),
        content.locator("#what-to-do ~ .ev-todo li").first,
    ):
        on_the_first_screens(part)
    assert newcomer.taps <= MOST_TAPS


def test_does_mentoring_help_new_staff(newcomer: Newcomer) -> None:
    """A question in one's own words leads with two taps to a finding on it, which answers within two screens."""
    newcomer.ask("Does mentoring help new staff?")
    options = newcomer.page.get_by_role("option").filter(has_text="Finding")
    expect(options.first).to_contain_text("mentor")
    expect(options.first).to_contain_text("new care staff")
    newcomer.tap(options.first)
    expect(newcomer.page.get_by_role("heading", level=1)).to_contain_text("supervisor or mentor")
    _answered(newcomer)


def test_should_we_give_people_study_time(newcomer: Newcomer) -> None:
    """A question in one's own words leads with two taps to its theme: messages, how sure each is, and what to do."""
    newcomer.ask("Should we give people study time?")
    options = newcomer.page.get_by_role("option")
    expect(options.nth(1)).to_contain_text("Protect study time in the rota")
    newcomer.tap(options.first)
    page = newcomer.page
    expect(page.get_by_role("heading", level=1)).to_have_text("Time and capacity for learning")
    messages = page.locator("#messages + ol > li")
    for message in messages.all():
        on_the_first_screens(message)
        expect(message.locator("summary")).to_contain_text(
            re.compile("finding(s carry| carries) this: .*(High|Moderate|Low|Very low|Not yet assessed)")
        )
    on_the_first_screens(page.get_by_role("heading", name="What to do"))
    on_the_first_screens(page.locator("#what-to-do + ul a").first)
    assert newcomer.taps <= MOST_TAPS


def test_where_is_the_evidence_contested(newcomer: Newcomer) -> None:
    """Asked in words, the contested findings come first, each marked; a finding of them tells who disagrees."""
    newcomer.ask("Where is the evidence contested?")
    newcomer.tap(newcomer.page.get_by_role("button", name="Search").filter(visible=True).first)
    page = newcomer.page
    results = page.locator(".ev-result")
    expect(page.locator(".ev-chip").first).to_contain_text("contested")
    expect(page.locator("[data-ev-results]")).not_to_have_attribute("aria-busy", "true")
    for result in results.all()[:20]:
        expect(result).to_contain_text("contested")
    assert float(results.first.evaluate("it => it.getBoundingClientRect().top")) < HEIGHT
    newcomer.tap(results.first.get_by_role("link").first)
    _answered(newcomer)
    on_the_first_screens(page.get_by_role("link", name="See who disagrees"))


def test_what_is_contested_is_one_tap_away(newcomer: Newcomer) -> None:
    """The numbers on the home page lead to what they count."""
    number = newcomer.page.locator(".ev-numbers li").filter(has_text="contested")
    told = number.locator("strong").inner_text()
    newcomer.tap(number.get_by_role("link", name="contested"))
    expect(newcomer.page.locator("[data-ev-count]")).to_contain_text(f"{told} of")
