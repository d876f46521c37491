"""A page that evibase built, without its body: the layout that Hugo and Eleventy are given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from tests.bench.records import from_root

TITLE, DESCRIPTION, BODY = "BENCHTITLE", "BENCHDESCRIPTION", "BENCHBODY"
ITEM_ID, ITEM_TEXT = "BENCHITEMID", "BENCHITEMTEXT"
ITEMS_BEGIN, ITEMS_END = "BENCHITEMSBEGIN", "BENCHITEMSEND"
_ITEM = re.compile(r"(<li class=\"md-nav__item\">.*?</li>)", re.DOTALL)
_LINK = re.compile(r'\b(href|src|action|data-ev-index)="([^"#{][^"]*)"')


def shells(site: Path, finding: str) -> tuple[str, str]:
    """Give two layouts with marks for what differs: with a table of contents (of a finding), and without one.

    `site` is a corpus that evibase has built. Links lead from the root.
    """
    with_contents = _cut(site, f"findings/{finding}/")
    first, *others = _ITEM.findall(with_contents)
    item = re.sub(r'href="#[^"]*"', f'href="#{ITEM_ID}"', first)
    item = re.sub(r"(<span class=\"md-ellipsis\">)[^<]*", rf"\g<1>{ITEM_TEXT}", item)
    for other in others:
        with_contents = with_contents.replace(other, "")
    with_contents = with_contents.replace(first, f"{ITEMS_BEGIN}{item}{ITEMS_END}")
    return with_contents, _cut(site, "findings/")


def filled(shell: str, marks: Mapping[str, str]) -> str:
    """Put a template's own expressions in the place of the marks."""
    for mark, expression in marks.items():
        shell = shell.replace(mark, expression)
    return shell


def _cut(site: Path, url: str) -> str:
    page = (site / url / "index.html").read_text(encoding="utf-8")
    page, bodies = re.subn(r"(<article[^>]*>).*(</article>)", rf"\g<1>{BODY}\g<2>", page, flags=re.DOTALL)
    page, titles = re.subn(r"<title>.* - (.*)</title>", rf"<title>{TITLE} - \g<1></title>", page)
    page, said = re.subn(r'(<meta name="description" content=")[^"]*', rf"\g<1>{DESCRIPTION}", page)
    if (bodies, titles, said) != (1, 1, 1) or "{{" in page or "{%" in page:
        raise SystemExit(f"{url} cannot be cut into a layout: its form has changed. See tests/bench/shell.py.")
    return _LINK.sub(lambda found: f'{found[1]}="{from_root(f"/{url}", found[2])}"', page)
