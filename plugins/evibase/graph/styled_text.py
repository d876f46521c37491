"""Text in runs, upright or italic, some with a link; and what becomes of it as plain text and as HTML."""

# ruff: noqa: RUF001 - quotation marks are what this is about

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import NamedTuple
from urllib.parse import urlsplit

_SPECIAL = re.compile("[&<>\"']")
# A mark opens at the start and after a space, a bracket or a dash; before a digit ('21) it stands for what is left out.
_OPENING_DOUBLE = re.compile(r"(?:(?<=^)|(?<=[\s(\[—–/“‘]))\"(?=\S)")
_SINGLE_PAIR = re.compile(r"‘([^‘’]*)’(?!\w)")
_OPENING_SINGLE = re.compile(r"(?:(?<=^)|(?<=[\s(\[—–/“]))'(?=[^\s\d])")


class Run(NamedTuple):
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


def curled(text: str) -> str:
    """Give a text with the quotation marks and apostrophes of print: double marks, single ones inside of them."""
    if "'" not in text and '"' not in text:
        return text
    text = _OPENING_DOUBLE.sub("“", text).replace('"', "”")
    text = _OPENING_SINGLE.sub("‘", text).replace("'", "’")
    return text if "“" in text else _SINGLE_PAIR.sub(r"“\1”", text)


def to_html(runs: Iterable[Run]) -> str:
    """Give HTML: all text and addresses escaped, `<i>` for italics, links to http and https addresses only."""
    return "".join(map(run_html, runs))


def run_html(run: Run) -> str:
    """Give one run as HTML, escaped."""
    html = escape(run.text, quote=True) if _SPECIAL.search(run.text) else run.text
    if not (run.bold or run.raised or run.lowered or run.small_caps):
        html = f"<i>{html}</i>" if run.italic else html
        return _linked(run.url, html) if run.url else html
    for wanted, opening, closing in (
        (run.italic, "<i>", "</i>"), (run.bold, "<b>", "</b>"), (run.raised, "<sup>", "</sup>"),
        (run.lowered, "<sub>", "</sub>"), (run.small_caps, '<span class="ev-small-caps">', "</span>"),
    ):  # fmt: skip
        html = f"{opening}{html}{closing}" if wanted else html
    return _linked(run.url, html)


def _linked(url: str, html: str) -> str:
    return f'<a href="{escape(url, quote=True)}">{html}</a>' if url and _is_web(url) else html


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
