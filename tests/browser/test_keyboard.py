"""By the keyboard alone: every page kind from its first stop to its last."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.kinds import KINDS

#: What has the focus, whether it can be seen there, and what is to be said against it.
_STOP = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const box = [...one.getClientRects()].find(({width, height}) => width > 0 && height > 0);
  const name = (one.id ? `#${one.id}` : one.outerHTML.slice(0, 120));
  if (!box) return {name, fault: "it has no size"};
  const {clientWidth, clientHeight} = document.documentElement;
  const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const style = getComputedStyle(one);
  const marked = (it) => it.outlineStyle !== "none" && parseFloat(it.outlineWidth) > 0 || it.boxShadow !== "none";
  const label = one.labels && one.labels[0];
  const shows = marked(style) || (label && marked(getComputedStyle(label)))
    || [...document.querySelectorAll("body :focus-within")].some((outer) => marked(getComputedStyle(outer)));
  let fault = "";
  if (!shows) fault = "nothing marks the focus";
  else if (y < 0 || y > clientHeight || x < -1 || x > clientWidth + 1) {
    // What is taller than the window is in sight if a part of it is.
    if (box.bottom < 1 || box.top > clientHeight - 1) fault = "it is out of sight";
  } else {
    const top = document.elementFromPoint(Math.min(x, clientWidth - 1), Math.min(y, clientHeight - 1));
    const over = top && top.closest(".md-header, .ev-tray, .ev-hover, thead, [class*=sticky]");
    if (over && !over.contains(one) && !one.contains(over)) fault = `it is under ${over.className || over.localName}`;
  }
  return {name, fault};
}"""
_MOST, _AT_ONCE = 60, 20


def _walked(page: Page, most: int) -> list[dict[str, Any]]:
    """Press Tab and give each stop, looked at by the page itself with the next Tab: that asks for no answer of ours."""
    page.evaluate(
        f"""() => {{
          globalThis.stops = [];
          addEventListener("keydown", () => globalThis.stops.push(({_STOP})()), true);
        }}"""
    )
    stops: list[dict[str, Any]] = []
    while len(stops) < most:
        for _ in range(_AT_ONCE):
            page.keyboard.press("Tab")
        # Before the first Tab there was none.
        found = page.evaluate(f"() => [...globalThis.stops.slice(1), ({_STOP})()]")
        if None in found:
            return list(found[: found.index(None)])  # round once: the browser's own controls
        stops = found
    return stops


@pytest.mark.parametrize("kind", KINDS)
def test_tab_goes_through_the_page(kind: str, kinds: Mapping[str, str], visit: Callable[..., Page]) -> None:
    """Law: Tab goes from the first stop on, marked, in sight and under nothing, and is caught nowhere."""
    page = visit(kinds[kind], width=360, height=800)
    stops = _walked(page, _MOST)
    assert len(stops) > 5
    faults = [f"{one['name']}: {one['fault']}" for one in stops if one["fault"]]
    assert not faults, "\n".join(faults)
    # Caught: the last stops are the same two or three over and over.
    assert len({one["name"] for one in stops[-10:]}) > 3
