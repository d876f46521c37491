"""Pages as plain documents: headings, paragraphs, lists and links, to be written as Markdown or reStructuredText.

They are read off the HTML that evibase renders, so that a reader of either site finds the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from evibase.artifact import AUTHORED, Page, address
from tests.bench.records import from_root

_BLOCKS = frozenset("article blockquote dd details div dl dt figure h1 h2 h3 h4 header li ol p pre summary ul".split())
#: Not part of the text: what the peers' themes have of their own, or what only works with our scripts.
_SKIPPED = frozenset(("form", "nav", "noscript", "script", "svg"))
_SPACE = re.compile(r"\s+")

#: Words and the address that they link to from the site's root, or "".
Span = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (`h1` to `h4`), paragraph (`p`), list item (`li`), code (`pre`) or authored Markdown (`authored`)."""

    kind: str
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """Give the words without links."""
        return "".join(text for text, _ in self.spans)

    @property
    def links(self) -> Iterator[str]:
        """Give the addresses that the block links to."""
        return (link for _, link in self.spans if link)


class _Reader(HTMLParser):
    def __init__(self, url: str, authored: str) -> None:
        super().__init__()
        self.url, self.authored = url, authored
        self.blocks: list[Block] = []
        self.spans: list[Span] = []
        self.kind, self.link, self.term, self.skipped = "p", "", "", 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.skipped += tag in _SKIPPED
        if tag in _BLOCKS:
            self._end()
            self.kind = "li" if tag == "dd" else tag if tag in {"h1", "h2", "h3", "h4", "dt", "li", "pre"} else "p"
        elif tag == "a":
            self.link = from_root(self.url, dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        self.skipped -= tag in _SKIPPED
        if tag in _BLOCKS:
            self._end()
        elif tag == "a":
            self.link = ""

    def handle_data(self, data: str) -> None:
        if not self.skipped and (data.strip() or self.spans):
            self.spans.append((data if self.kind == "pre" else _SPACE.sub(" ", data), self.link))

    def handle_comment(self, data: str) -> None:
        if f"<!--{data}-->" == AUTHORED:
            self._end()
            self.blocks.append(Block("authored", ((self.authored, ""),)))

    def _end(self) -> None:
        if any(text.strip() for text, _ in self.spans):
            if self.kind == "dt":
                self.term = "".join(text for text, _ in self.spans).strip()
            else:
                term = [(f"{self.term}: ", "")] if self.term else []
                self.blocks.append(Block(self.kind, (*term, *self.spans)))
                self.term = ""
        self.spans, self.kind = [], "p"


def blocks_of(page: Page) -> list[Block]:
    """Give the text of a page. A term of a definition list begins what it explains: `Design: Survey`."""
    reader = _Reader(f"/{address(page.path)}", page.markdown or "")
    reader.feed(page.body)
    reader.close()
    return reader.blocks
