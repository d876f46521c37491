"""Where data does not come: each page that asks for some says so, keeps what it has, and leads on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

#: A page, what it asks for, and what it says where that does not come; a map asks for nothing.
_PAGES = {
    "explore/?q=time": ("**/search/**", "could not be loaded"),
    "policy-options/compare/?options=protected-study-time,cover-in-the-training-budget": (
        "**/policy-options/*.json",
        "could not be loaded",
    ),
    "brief/?items=findings/study-time-competes-with-care": ("**/findings/**", "could not be loaded"),
    "changes/?since=2000-01-01": ("**/changes/*.json", "could not be loaded"),
    "explore/fit/?fit=sectors.nonsense": ("**/search/**", "which this base"),
    "map/?themes=nonsense": ("**/*.json", ""),
}


@pytest.mark.parametrize("how", ["refused", "failing"])
@pytest.mark.parametrize("path", _PAGES)
def test_lost_data_is_told(path: str, how: str, browser: Browser, site: str) -> None:
    """Whether the network fails or the server does: a sentence for people, no error, and links that lead on."""
    pattern, words = _PAGES[path]
    context = browser.new_context(viewport={"width": 360, "height": 800})
    context.set_default_timeout(5_000)
    context.route(pattern, lambda route: route.abort() if how == "refused" else route.fulfill(status=503, body="no"))
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(site + path)
    content = page.get_by_role("main")
    expect(content).to_contain_text(words)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert content.get_by_role("link").count() > 0
    assert "undefined" not in content.inner_text()
    assert errors == []
    context.close()
