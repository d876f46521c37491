"""The card of a link to a finding: with pointer, keyboard and finger, and where nothing comes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

#: A page with links to findings in its text and in a drawing.
_PATH = "models/learning-as-becoming/"
_LINK = "dd a[href*='findings/']"


@pytest.mark.parametrize("link", [_LINK, "svg a[href*='findings/']"])
@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_the_card_shows_the_claim_and_its_facts(
    visit: Callable[..., Page], link: str, width: int, scheme: str, axe: str
) -> None:
    """A link under the pointer shows claim and facts in a card that stays inside the window and can be pointed at."""
    page = visit(_PATH, width=width, scheme=scheme)
    cite = page.locator(link).last  # in a drawing, what stands on top
    cite.scroll_into_view_if_needed()
    cite.hover()
    card = page.locator(".ev-hover")
    expect(card).to_be_visible()
    expect(cite).to_have_attribute("aria-describedby", str(card.get_attribute("id")))
    expect(card).to_contain_text("How sure")
    assert card.locator("a, [id]").count() == 0
    box = card.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    page.evaluate(axe)
    assert page.evaluate("async () => (await axe.run('.ev-hover')).violations.map(({id}) => id)") == []
    claim = card.locator(".ev-hover__claim").inner_text()
    card.hover()
    page.wait_for_timeout(400)
    expect(card).to_be_visible()
    page.mouse.move(0, 0)
    expect(card).to_be_hidden()
    cite.click()
    expect(page.locator("h1")).to_have_text(claim)


def test_nothing_is_asked_for_before(
    fresh: Callable[..., Page], site: str, at_rest: Callable[[Page], Callable[[], None]]
) -> None:
    """No page of a finding is asked for until somebody rests on a link to it, and then once."""
    page = fresh((1280, 900))
    wait = at_rest(page)
    page.goto(site + _PATH)
    wait()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    link = page.locator(_LINK).first
    link.hover()
    page.mouse.move(0, 0)
    page.wait_for_timeout(500)
    assert asked == []
    for _ in range(2):
        link.hover()
        expect(page.locator(".ev-hover")).to_be_visible()
        page.mouse.move(0, 0)
        expect(page.locator(".ev-hover")).to_be_hidden()
    assert len(asked) == 1


def test_the_card_comes_with_the_focus_and_goes_with_escape(visit: Callable[..., Page]) -> None:
    """A link that has the focus shows its card, Escape hides it and leaves the focus, and so does going on."""
    page = visit(_PATH)
    page.mouse.move(0, 0)
    page.keyboard.press("Tab")
    link = page.locator(_LINK).first
    link.focus()
    card = page.locator(".ev-hover")
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(link).to_be_focused()
    page.keyboard.press("Shift+Tab")
    link.focus()
    expect(card).to_be_visible()
    page.locator(".ev-brand").focus()
    expect(card).to_be_hidden()


def test_a_finger_opens_the_link(browser: Browser, site: str) -> None:
    """A tap leads to the finding, and shows no card on the way."""
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(site + _PATH)
    page.locator(_LINK).first.tap()
    page.wait_for_url("**/findings/**")
    assert page.locator(".ev-hover").count() == 0
    context.close()


@pytest.mark.parametrize("body", ["", "<p>Something else</p>", "<div class='ev-head--finding'></div>"])
def test_where_nothing_comes_there_is_no_card(visit: Callable[..., Page], body: str) -> None:
    """A page that cannot be read, or is none of ours, gives no card and no error."""
    page = visit(_PATH)
    page.route("**/findings/**", lambda route: route.fulfill(status=200, body=body, content_type="text/html"))
    page.locator(_LINK).first.hover()
    page.wait_for_timeout(700)
    expect(page.locator(".ev-hover:visible")).to_have_count(0)
    page.unroute_all()


def test_links_beside_which_the_facts_stand_have_no_card(visit: Callable[..., Page]) -> None:
    """In a list of findings each claim has its facts below it already."""
    page = visit("findings/")
    page.locator(".ev-card__title a").first.hover()
    page.wait_for_timeout(700)
    expect(page.locator(".ev-hover:visible")).to_have_count(0)
