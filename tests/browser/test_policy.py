"""Under the Content-Security-Policy that `evibase csp` prints, everything works and nothing is stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect

from evibase.cli.main import main
from tests.browser.kinds import KINDS, one_of_each

_NOTED = """globalThis.stopped = []; addEventListener("securitypolicyviolation", (event) =>
  stopped.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile || ""} ${event.sample || ""}`));"""


@pytest.fixture(scope="module")
def guarded(site_folder: Path, serve: Callable[..., str]) -> str:
    """Give the address of the real site, served with the policy that the command prints for it."""
    ran = CliRunner().invoke(main, ["csp", str(site_folder)])
    assert ran.exit_code == 0, ran.stderr
    name, _, policy = ran.stdout.strip().partition(": ")
    for part in ("default-src 'none'", "script-src 'self' 'sha256-", "style-src 'self';", "base-uri 'none'"):
        assert part in policy
    assert "unsafe" not in policy
    return serve(site_folder, headers={name: policy})


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a page that notes what its policy stops, and holds a test to its having stopped nothing."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    context.add_init_script(_NOTED)
    context.set_default_timeout(10_000)
    faults: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    yield page
    stopped = page.evaluate("stopped")
    context.close()
    assert [*stopped, *faults] == []


def test_every_page_kind(
    guarded: str, site_folder: Path, page: Page, at_rest: Callable[[Page], Callable[[], None]]
) -> None:
    """Law: on no page kind does the policy stop anything, in either colour scheme."""
    kinds: Mapping[str, str] = dict(one_of_each(site_folder))
    found = []
    wait = at_rest(page)
    for kind in KINDS:
        page.emulate_media(color_scheme="light")
        answer = page.goto(guarded + kinds[kind])
        assert answer is not None
        assert "content-security-policy" in answer.headers
        wait()
        page.emulate_media(color_scheme="dark")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        found += [f"{kind}: {line}" for line in page.evaluate("stopped")]
        assert page.evaluate("document.styleSheets.length") > 1
    assert found == []


def test_search_and_explorer(guarded: str, page: Page) -> None:
    """Law: suggestions, filters, the table and a file made in the browser work under the policy."""
    page.goto(f"{guarded}about/")
    page.locator("#ev-header-q").fill("mentor")
    page.locator(".ev-suggest__option").first.wait_for()
    page.goto(f"{guarded}explore/?q=learning")
    page.locator(".ev-result").first.wait_for()
    page.locator("input[name=kind]").first.check()
    page.locator(".ev-chip").first.wait_for()
    page.locator("[name=ev-view][value=table]").check()
    page.locator(".ev-explore__table a").first.wait_for()
    with page.expect_download() as download:
        page.locator("[data-ev-download=json]").click()
    assert download.value.path().stat().st_size > 0


def test_fit_compare_and_brief(guarded: str, page: Page) -> None:
    """Law: so do the dialog on the workplace, options picked and compared, and a brief of one's own."""
    page.goto(f"{guarded}themes/benefits/")
    page.locator("[data-ev-fit-tools] a").first.click()
    page.locator("dialog select").first.wait_for()
    page.locator("dialog select[name=sectors]").select_option(index=1)
    page.locator("dialog button[type=submit]").click()
    page.locator(".ev-fit__why").first.wait_for()
    page.goto(f"{guarded}policy-options/")
    for number in (0, 1):
        page.locator("[data-ev-pick]").nth(number).click()
    page.locator(".ev-tray .ev-button").click()
    page.locator(".ev-compare__table").wait_for()
    page.locator(".ev-compare__table a").first.click()
    page.locator("[data-ev-collect] button").first.click()
    page.locator("[data-ev-mybrief]").click()
    page.locator("[data-ev-items] li").first.wait_for()


def test_cards_and_map(guarded: str, page: Page) -> None:
    """Law: so do cards on links, and the evidence map with its way to the explorer."""
    page.goto(f"{guarded}map/")
    page.locator("article td a").first.click()
    page.locator(".ev-result").first.wait_for()
    page.goto(guarded)
    page.goto(f"{guarded}findings/learning-at-work-builds-confidence/")
    page.locator("a.ev-citation, .ev-evidence__source a").first.hover()
    page.locator(".ev-hover").wait_for()


def test_the_policy_is_awake(guarded: str, browser: Browser) -> None:
    """Law: a script that somebody has slipped into a page does not run, nor does one in an attribute."""
    context = browser.new_context()
    context.add_init_script(_NOTED)
    page = context.new_page()
    page.goto(f"{guarded}about/")
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "globalThis.ran = 1";
          document.body.append(script);
          document.body.insertAdjacentHTML("beforeend", "<img src=nothing: onerror='globalThis.ran = 2'>");
        }"""
    )
    page.wait_for_timeout(300)
    assert page.evaluate("globalThis.ran") is None
    assert len(page.evaluate("stopped")) >= 2
    expect(page.locator("h1")).to_be_visible()
    context.close()
