"""Hugo, with ready-made Markdown files instead of data: less work for its templates, more for its Markdown."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from evibase.artifact import Page, address
from tests.bench.peers import hugo
from tests.bench.peers.markdown import to_addresses, write_markdown

SITE = hugo.SITE
MOST = hugo.MOST
SLOW_FROM = hugo.SLOW_FROM
EQUAL = (
    "The same pages with the same words in the same Material page, from plain Markdown with absolute links.",
    "One search file of titles, descriptions and addresses.",
)
NOT_DONE = (
    "Reads no YAML records, reads no BibTeX, checks no links: everything stands ready-made in the Markdown.",
    "The bodies have plain markup, without classes, and are lighter for it.",
    "No exports, no sitemap, no facets or full text in the search file; styles and scripts are not copied.",
)


def prepare(corpus: Path, folder: Path) -> int:
    """Write the project; give the number of pages."""
    hugo.write_project(corpus, folder)
    layouts = folder / "layouts" / "_default"
    for name in ("single", "list"):
        (layouts / f"{name}.html").write_text('{{ define "main" }}{{ .Content }}{{ end }}', encoding="utf-8")
    search = hugo.LAYOUTS / "layouts" / "index.json"
    (folder / "layouts" / "index.json").write_text(search.read_text(encoding="utf-8"), encoding="utf-8")
    return write_markdown(corpus, folder / "content", to_addresses, _name, _head)


def command(folder: Path) -> Sequence[str]:
    """Give the command that builds the site."""
    return hugo.command(folder)


def version() -> str:
    """Give the version of Hugo."""
    return hugo.version()


def _name(path: str) -> str:
    """Give a page's file: at the top, where Hugo has sections, `_index.md`."""
    top = path.count("/") <= 1 and path.endswith("index.md")
    return path.removesuffix("index.md") + "_index.md" if top else path


def _head(page: Page) -> dict[str, object]:
    contents = [{"id": anchor, "text": text} for anchor, text in page.contents]
    return {"url": f"/{address(page.path)}", "contents": json.loads(json.dumps(contents))}
