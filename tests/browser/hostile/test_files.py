"""Files beside the pages: for machines, redirects, and pages without JavaScript."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

from playwright.sync_api import Browser

from tests.bases import searched
from tests.browser.hostile.looks import LOOK
from tests.browser.hostile.records import PAYLOADS, records


def test_files_for_machines(hostile_folder: Path) -> None:
    """JSON, YAML and BibTeX carry the text unchanged: they are written by serializers, not put together."""
    files = {
        f"search/r/{path.name}": path.read_text(encoding="utf-8") for path in (hostile_folder / "search/r").iterdir()
    }
    titles = {record["t"] for record in searched(files)}
    found = dict(records())
    for n, payload in enumerate(PAYLOADS):
        written = found[f"findings/finding-{n}.yml"]
        exported = json.loads((hostile_folder / f"findings/finding-{n}.json").read_bytes())["record"]
        assert exported["claim"] == written["claim"]
        assert exported["evidence"] == written["evidence"]
        assert exported["figures"][0]["label"] == f"Figure{n} {payload}"
        assert json.loads((hostile_folder / f"findings/finding-{n}.yml").read_bytes()) == written
        assert f"@book{{source-{n}," in (hostile_folder / f"sources/source-{n}.bib").read_text(encoding="utf-8")
        assert {written["claim"], f"Case{n} {payload}", f"Label{n} {payload}"} <= titles
    sitemap = (hostile_folder / "sitemap.xml").read_text(encoding="utf-8")
    assert "pwned" not in sitemap


class _Tags(HTMLParser):
    """The tags of a page, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_redirects(hostile_folder: Path) -> None:
    """The page that a former address leaves names its target as written and leads nowhere else."""
    findings = dict(records())
    for n in range(len(PAYLOADS)):
        found = _Tags()
        found.feed((hostile_folder / f"findings/former-{n}/index.html").read_text(encoding="utf-8"))
        known = ["html", "head", "meta", "title", "meta", "meta", "meta", "link", "body", "main", "h1", "p", "a"]
        assert found.tags == known
        assert found.text.count(findings[f"findings/finding-{n}.yml"]["claim"]) == 2


def test_without_javascript(browser: Browser, hostile: str) -> None:
    """Without JavaScript, where `noscript` is read, pages hold no more than with it."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    away: list[str] = []
    page.on("request", lambda request: away.append(request.url) if not request.url.startswith(hostile) else None)
    for n in range(0, len(PAYLOADS), 3):
        page.goto(f"{hostile}findings/finding-{n}/")
        assert page.evaluate(LOOK)["faults"] == []
    context.close()
    assert away == []
