"""Pages that people have written and that are no records, such as a glossary: what a search tells of them.

What stands in their front matter is the host's affair, but for three things that hosts agree on: `title`,
`description`, and `search: {exclude: true}` for a page that is not to be found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from evibase.graph.markdown_prose import BLANK, masked
from evibase.records.authored import Authored
from evibase.records.model import Record, Ref
from evibase.records.yaml_subset import Document, read_yaml

_HEADING = re.compile(r"^#{1,6}[ \t]+(.*?)[ \t#]*$", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\[\]\n]*)\](?:\([^()\n]*\)|\[[^\[\]\n]*\])")
_SIGNS = re.compile(rf"\{{[^}}\n]*\}}|<[^<>\n]*>|^[ \t]*(?:[-+*>]|\d+\.|!!!|:)[ \t]|[*_`#|{BLANK}]+", re.MULTILINE)
#: How much of a text a result may show.
_SHOWN = 400


class Told(NamedTuple):
    """What a search tells of a page, and its whole text. `found` says whether it wants to be found."""

    title: str
    description: str
    text: str
    found: bool


def front_matter(record: Record) -> dict[str, object]:
    """Give the front matter of an authored page; nothing where it cannot be read."""
    read = read_yaml(record.path, record.origin.yaml, record.origin.first_line)
    data = read.data if isinstance(read, Document) else None
    return dict(data) if isinstance(data, dict) else {}


def told(record: Record) -> Told:
    """Give what a search tells of an authored page: plain words, without the signs of Markdown."""
    front = front_matter(record)
    search = front.get("search")
    excluded = isinstance(search, dict) and str(search.get("exclude", "")).lower() == "true"
    heading = _HEADING.search(record.body)
    title = str(front.get("title") or "") or (plain(heading[1]) if heading else "") or record.id
    return Told(title, str(front.get("description") or ""), plain(record.body), not excluded)


def plain(markdown: str) -> str:
    """Give the words of a Markdown text in one line: of a link its text, of code and tags nothing."""
    prose = masked(_LINK.sub(r"\1", markdown))
    return " ".join(_SIGNS.sub(" ", prose).split())


def beginning(text: str) -> str:
    """Give as much of a text as a result shows."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rpartition(' ')[0]} …"


def found_by_themselves(pages: Iterable[Authored], lists: Iterable[str]) -> tuple[Ref, ...]:
    """Give the addresses of the pages that are found by themselves, sorted.

    Those that introduce a list are left out, and so is the home page: what they lead to is found.
    """
    introducing = {"index", *(f"{section}/index" for section in lists)}
    found = (page.ref for page in pages if page.id not in introducing and told(page).found)
    return tuple(sorted(found))
