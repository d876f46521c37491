"""Authored Markdown, once it is HTML: made safe, and kept apart from the page that it is put into.

Markdown lets raw HTML through, and authored pages come in pull requests like any record.
"""

from __future__ import annotations

import re
from functools import partial

import nh3

#: Drawings: shapes, words and links, and where they are. What they look like is the style sheet's affair, so that a
#: drawing follows the reader's colours. Nothing that refers, animates, or leads out of the drawing is among them.
_DRAWING = {
    "svg": {"viewBox"},
    "g": {"transform"},
    "path": {"d"},
    "rect": {"x", "y", "width", "height", "rx", "ry"},
    "circle": {"cx", "cy", "r"},
    "ellipse": {"cx", "cy", "rx", "ry"},
    "line": {"x1", "y1", "x2", "y2"},
    "polyline": {"points"},
    "polygon": {"points"},
    "text": {"x", "y", "text-anchor"},
    "tspan": {"x", "y", "dx", "dy"},
}
_TAGS = nh3.ALLOWED_TAGS | {"input", "label", "section", "nav"} | _DRAWING.keys()
_ATTRIBUTES = {tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()}
_ATTRIBUTES["*"] = {"class", "id", "title", "lang", "dir", "role", "aria-label", "aria-labelledby", "aria-hidden"}
_ATTRIBUTES["input"] = {"type", "checked", "disabled", "name"}
_ATTRIBUTES["label"] = {"for"}
_ATTRIBUTES["details"] = {"open"}
_ATTRIBUTES |= _DRAWING
_ATTRIBUTES["th"] = _ATTRIBUTES.get("th", set()) | {"scope"}
#: Before every id of authored text on a record's page, so that a heading "Findings" does not meet the page's own.
PREFIX = "text-"
#: How the ids begin that scripts and style sheets of the theme look for.
_RESERVED = ("ev-", "__")
#: Places of citations, notes and works on a page: the same in its text and around it, so that each finds the other.
_CITATION = re.compile(r"#?ev-(?:cite|ref|note|noteref)-[a-z0-9-]+\Z")
# Browsers pass over white space and control characters in an address, and read a backslash as a slash.
_UNREAD = re.compile(r"[\x00-\x20\x7f]")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_TITLE = re.compile(r"<(/?)h1\b")


def sanitise(html: str, prefix: str = "") -> str:
    """Give HTML without script, style, frames, event handlers or links that are not http, https or mailto.

    Of a drawing (SVG) stay shapes, words and links; its looks come from classes. Images are those of the site:
    one from elsewhere would tell that place of every reader. With a `prefix` for its ids the text is part of a
    record's page, which has its title already: then a level 1 heading is one of level 2.
    """
    safe = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=partial(_attribute, prefix),
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    return _TITLE.sub(r"<\1h2", safe) if prefix else safe


def _attribute(prefix: str, _tag: str, attribute: str, value: str) -> str | None:
    """Give the value that an attribute is to have, or None where it is to go."""
    if attribute == "src":
        return None if _ELSEWHERE.match(_UNREAD.sub("", value).replace("\\", "/")) else value
    if attribute in {"id", "href"} and _CITATION.match(value):
        return value
    if attribute in {"id", "for", "aria-labelledby"}:
        return None if not prefix and value.startswith(_RESERVED) else prefix + value
    if attribute == "href" and value.startswith("#"):
        return f"#{prefix}{value[1:]}"
    return value
