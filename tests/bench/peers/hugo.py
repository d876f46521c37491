"""Hugo, with the records as data: a content adapter makes a page of each, templates like ours render it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench.programs import binary, version_of
from tests.bench.records import SITE_NAME, converted
from tests.bench.shell import BODY, DESCRIPTION, ITEM_ID, ITEM_TEXT, ITEMS_BEGIN, ITEMS_END, TITLE, filled, shells

SITE = "public"
MOST = 1_000_000
SLOW_FROM = 1_000_000
EQUAL = (
    "The same pages in the same Material page, from templates written for Hugo; cards and rows are cached partials.",
    "One search file of titles, descriptions and addresses.",
)
NOT_DONE = (
    "Reads no YAML, reads no BibTeX, checks nothing: links, lists, citations and facts come ready-made as JSON.",
    "The box to cite a page comes ready-made as HTML.",
    "No exports, no sitemap, no facets or full text in the search file; styles and scripts are not copied.",
)
#: Templates written for Hugo.
LAYOUTS = Path(__file__).parent.parent / "hugo"
_MARKS = {
    TITLE: "{{ .Title }}",
    DESCRIPTION: "{{ .Params.description }}",
    ITEMS_BEGIN: "{{ range .Params.contents }}",
    ITEMS_END: "{{ end }}",
    ITEM_ID: "{{ .id }}",
    ITEM_TEXT: "{{ .text }}",
}
#: Kinds of pages and outputs that are not asked for cost nothing then.
_CONFIG: dict[str, Any] = {
    "baseURL": "/",
    "title": SITE_NAME,
    "disableKinds": ["404", "rss", "sitemap", "taxonomy", "term"],
    "outputs": {"home": ["html", "json"]},
}


def prepare(corpus: Path, folder: Path) -> int:
    """Write the project; give the number of pages."""
    site = converted(corpus)
    shutil.copytree(LAYOUTS, folder, dirs_exist_ok=True)
    write_project(corpus, folder)
    _write(folder / "assets" / "pages.json", [_page(page) for page in site.pages])
    _write(folder / "data" / "cards.json", site.cards)
    _write(folder / "data" / "rows.json", site.rows)
    return len(site.pages)


def write_project(corpus: Path, folder: Path) -> None:
    """Write the configuration and the Material page as the layout around every page."""
    finding = next((corpus / "findings").rglob("*.yml")).stem
    with_contents, without = (
        filled(shell, _MARKS | {BODY: main})
        for shell, main in zip(
            shells(corpus / "site", finding),
            ('{{ block "main" . }}{{ end }}', '{{ template "main" . }}'),
            strict=True,
        )
    )
    layout = folder / "layouts" / "_default" / "baseof.html"
    layout.parent.mkdir(parents=True, exist_ok=True)
    layout.write_text(f"{{{{ if .Params.contents }}}}{with_contents}{{{{ else }}}}{without}{{{{ end }}}}")
    _write(folder / "hugo.json", _CONFIG)


def command(folder: Path) -> Sequence[str]:
    """Give the command that builds the site."""
    return (str(binary("hugo/binaries/hugo")), "--source", str(folder), "--quiet")


def version() -> str:
    """Give the version of Hugo."""
    return version_of("hugo")


def kind_of(url: str) -> str:
    """Give what Hugo calls a page at an address: at the top are sections, with or without pages below."""
    return "home" if url == "/" else "section" if url.count("/") == 2 else "page"


def _page(page: dict[str, Any]) -> dict[str, Any]:
    """Give a page as `AddPage` takes it."""
    made: dict[str, Any] = {
        "path": page["url"].rstrip("/") or "/",
        "kind": kind_of(page["url"]),
        "title": page["title"],
        "params": {"description": page["description"], "contents": page["contents"], "values": page["values"]},
        "type": "record",
        "layout": f"{page['kind']}_page",  # Hugo has kinds of its own called term and section
    }
    if page["markdown"]:
        made["content"] = {"mediaType": "text/markdown", "value": page["markdown"]}
    return made


def _write(path: Path, data: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
