"""Text in runs, upright or italic, some with a link; and what becomes of it as plain text and as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style; `url` makes a link of it."""

    text: str
    italic: bool = False
    url: str = ""


def to_text(runs: Iterable[Run]) -> str:
    """Give the text without its styles."""
    return "".join(run.text for run in runs)


def to_html(runs: Iterable[Run]) -> str:
    """Give HTML: all text and addresses escaped, `<i>` for italics, links to http and https addresses only."""
    parts: list[str] = []
    for run in runs:
        html = escape(run.text, quote=True)
        html = f"<i>{html}</i>" if run.italic else html
        if run.url and _is_web(run.url):
            html = f'<a href="{escape(run.url, quote=True)}">{html}</a>'
        parts.append(html)
    return "".join(parts)


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
