"""The pages of a corpus as Markdown files, for every peer that reads those."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from evibase.artifact import Page, address
from tests.bench.documents import Block, Span, blocks_of
from tests.bench.records import pages_of

#: Gives the target of a link from one page (its path) to an address, or "" where there is nothing.
Linker = Callable[[str, str], str]
_OPENING = {"li": "- ", "h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### "}
_SPECIAL = re.compile(r"([\\`*_\[\]<>])")


def to_files(pages: Iterable[Page]) -> Linker:
    """Give links to Markdown files, relative to the page: MkDocs and Zensical follow and check them."""
    paths = {f"/{address(page.path)}": page.path for page in pages}

    def link(own: str, target: str) -> str:
        path = paths.get(target.partition("#")[0].partition("?")[0])
        return posixpath.relpath(path, posixpath.dirname(own) or ".") if path else ""

    return link


def to_addresses(pages: Iterable[Page]) -> Linker:
    """Give links to addresses, for generators that know nothing of files."""
    known = {f"/{address(page.path)}" for page in pages}
    return lambda _, target: target if target.partition("#")[0].partition("?")[0] in known else ""


def write_markdown(
    corpus: Path,
    folder: Path,
    linker: Callable[[Iterable[Page]], Linker] = to_files,
    name: Callable[[str], str] = lambda path: path,
    head: Callable[[Page], dict[str, object]] = lambda _: {},
) -> int:
    """Write every page with its title and description as front matter; give their number."""
    pages = list(pages_of(corpus))
    link = linker(pages)
    for page in pages:
        front = {"title": page.title, "description": page.description} | head(page)
        lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items())
        text = "\n\n".join(_block(block, page.path, link) for block in blocks_of(page))
        path = folder / name(page.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{lines}---\n\n{text}\n", encoding="utf-8")
    return len(pages)


def _block(block: Block, own: str, link: Linker) -> str:
    if block.kind == "authored":
        return block.text
    if block.kind == "pre":
        return f"```\n{block.text.strip()}\n```"
    text = "".join(_span(span, own, link) for span in block.spans).strip()
    return _OPENING.get(block.kind, "") + text


def _span(span: Span, own: str, link: Linker) -> str:
    words = _SPECIAL.sub(r"\\\1", span[0])
    target = link(own, span[1]) if span[1] else ""
    return f"[{words}]({target})" if target else words
