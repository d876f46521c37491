"""The shell: the host's own page around a record, cut once, so that thousands of pages cost one.

A prototype page with a marker in each place that differs from page to page goes through the host and its
theme. What comes out is cut at the markers; every other page is its own values joined into the pieces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from evibase.pages.rendering import escaped

# A noncharacter, which no file of a project may hold: so no title in the navigation is taken for a slot.
_MARK = "\uffff"
#: A marker for each slot. They are plain words, so that nothing on the way escapes or changes them.
TITLE = f"{_MARK}evibaseslottitle"
DESCRIPTION = f"{_MARK}evibaseslotdescription"
CANONICAL = f"{_MARK}evibaseslotcanonical"
#: Material makes the address of the raw file by putting `raw` in the place of `edit`.
EDIT, RAW = f"{_MARK}evibaseslot-edit", f"{_MARK}evibaseslot-raw"
#: The theme adds a heading of its own to a body that has none, so the marker for it has one.
BODY = f"<h1>{_MARK}evibaseslotbody</h1>"
ITEM_ID, ITEM_TITLE = f"{_MARK}evibaseslotitemid", f"{_MARK}evibaseslotitemtitle"
_ITEMS = f"{_MARK}evibaseslotitems"

_SLOT = re.compile(
    "|".join(re.escape(m) for m in (TITLE, DESCRIPTION, CANONICAL, EDIT, RAW, BODY)) + rf"|{_ITEMS}(\d+)"
)


@dataclass(frozen=True, slots=True)
class Filling:
    """What goes into the slots of one page. All but `body` is plain text and is escaped here."""

    title: str
    description: str
    body: str
    canonical: str = ""
    edit: str = ""
    contents: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Shell:
    """A page cut at its slots: pieces and the names of the slots between them, and the items of its contents.

    The pieces are bytes already: a third of each page is not encoded again.
    """

    pieces: tuple[bytes, ...]
    slots: tuple[str, ...]
    items: tuple[str, ...]

    @property
    def editable(self) -> bool:
        """Say whether the page leads to where it can be edited."""
        return EDIT in self.slots or RAW in self.slots

    def fill(self, filling: Filling) -> bytes:
        """Give a whole page, in UTF-8."""
        part = "blob" if "/blob/" in filling.edit else "edit"
        values = {
            TITLE: escaped(filling.title),
            DESCRIPTION: escaped(filling.description),
            CANONICAL: escaped(filling.canonical),
            EDIT: escaped(filling.edit),
            RAW: escaped(filling.edit.replace(part, "raw")),
            BODY: filling.body,
        }
        for number, item in enumerate(self.items):
            values[f"{_ITEMS}{number}"] = "".join([_listed(item, *heading) for heading in filling.contents])
        out = [self.pieces[0]]
        for slot, piece in zip(self.slots, self.pieces[1:], strict=True):
            out += (values[slot].encode(), piece)
        return b"".join(out)


@lru_cache(maxsize=512)
def _listed(item: str, anchor: str, title: str) -> str:
    """Give one item of a table of contents. The same few headings stand on most pages."""
    return item.replace(ITEM_ID, escaped(anchor)).replace(ITEM_TITLE, escaped(title))


def cut(page: str, *, titled: bool = True) -> Shell:
    """Cut a prototype page, as it came out of the host, into a shell.

    `titled` says whether the page has a title of its own; the home page has that of the site.
    Raises ValueError when the theme shows no body or no title: it has been overridden in a way that leaves
    records without a place.
    """
    page, items = _take_items(page)
    pieces, slots, end = [], [], 0
    for match in _SLOT.finditer(page):
        pieces.append(page[end : match.start()])
        slots.append(match[0])
        end = match.end()
    if BODY not in slots or (titled and TITLE not in slots):
        raise ValueError("the theme's page template shows no title or no content")
    return Shell(tuple(piece.encode() for piece in (*pieces, page[end:])), tuple(slots), items)


def _take_items(page: str) -> tuple[str, tuple[str, ...]]:
    """Take each list item of the table of contents out of the page, to be repeated for each heading."""
    items: list[str] = []
    while (at := page.find(ITEM_ID)) >= 0:
        start, end = page.rfind("<li", 0, at), page.find("</li>", at) + len("</li>")
        # The white space between two items belongs to each of them.
        lead = len(page[:start]) - len(page[:start].rstrip())
        items.append(page[start - lead : end])
        page = f"{page[: start - lead]}{_ITEMS}{len(items) - 1}{page[end:]}"
    return page, tuple(items)
