"""Text in runs, upright or italic, some with a link; and what becomes of it as plain text and as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style; `url` makes a link of it, `key` says that it stands for a source."""

    text: str
    italic: bool = False
    url: str = ""
    bold: bool = False
    small_caps: bool = False
    raised: bool = False
    lowered: bool = False
    key: str = ""


def to_text(runs: Iterable[Run]) -> str:
    """Give the text without its styles."""
    return "".join(run.text for run in runs)


def to_html(runs: Iterable[Run]) -> str:
    """Give HTML: all text and addresses escaped, `<i>` for italics, links to http and https addresses only."""
    return "".join(map(run_html, runs))


def run_html(run: Run) -> str:
    """Give one run as HTML, escaped."""
    html = escape(run.text, quote=True)
    for wanted, opening, closing in (
        (run.italic, "<i>", "</i>"), (run.bold, "<b>", "</b>"), (run.raised, "<sup>", "</sup>"),
        (run.lowered, "<sub>", "</sub>"), (run.small_caps, '<span class="ev-small-caps">', "</span>"),
    ):  # fmt: skip
        html = f"{opening}{html}{closing}" if wanted else html
    return f'<a href="{escape(run.url, quote=True)}">{html}</a>' if run.url and _is_web(run.url) else html


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
