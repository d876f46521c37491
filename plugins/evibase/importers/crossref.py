"""What Crossref says of a work, as an entry of BibTeX; and which works it says were retracted.

Source: the Crossref REST API (https://api.crossref.org, "works"). Values that are not what they should be count as
missing: the data come from thousands of publishers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from evibase.importers.entries import Work, plain
from evibase.importers.notices import Notice

_TYPES = MappingProxyType({
    "journal-article": "article", "proceedings-article": "inproceedings", "book-chapter": "incollection",
    "book-section": "incollection", "book-part": "incollection", "reference-entry": "incollection", "book": "book",
    "monograph": "book", "edited-book": "book", "reference-book": "book", "report": "techreport",
    "report-component": "techreport", "dissertation": "phdthesis", "dataset": "dataset", "posted-content": "online",
})  # fmt: skip
#: What an update says that takes a work back (Crossref, "Crossmark: types of update").
_TAKEN_BACK = frozenset({"retraction", "partial_retraction", "removal", "withdrawal"})


def work_of(message: Mapping[str, Any]) -> Work:
    """Give the work that one item describes."""
    kind = _TYPES.get(_text(message.get("type")), "misc")
    title = plain(_first(message.get("title")))
    subtitle = plain(_first(message.get("subtitle")))
    container = plain(_first(message.get("container-title")))
    names = {"phdthesis": "school", "techreport": "institution"}
    parts = {
        "author": _people(message.get("author")),
        "editor": _people(message.get("editor")),
        "title": f"{title}: {subtitle}" if subtitle and subtitle.casefold() not in title.casefold() else title,
        ("journal" if kind == "article" else "booktitle"): container if kind != "online" else "",
        "year": _year(message),
        "volume": _text(message.get("volume")),
        "number": _text(message.get("issue")),
        "pages": _text(message.get("page")).replace("-", "--"),
        "eid": "" if message.get("page") else _text(message.get("article-number")),
        names.get(kind, "publisher"): "" if kind == "article" else plain(_text(message.get("publisher"))),
        "edition": _text(message.get("edition-number")),
        "isbn": "" if kind == "article" else _first(message.get("ISBN")).rpartition("/")[2],
        "issn": _first(message.get("ISSN")) if kind == "article" else "",
        "doi": _text(message.get("DOI")).lower(),
        "abstract": plain(_text(message.get("abstract"))),
    }
    return Work(kind, parts)


def notices_of(items: object) -> Iterator[Notice]:
    """Give each notice by which an item takes another work back."""
    for item in items if isinstance(items, list) else ():
        updates = item.get("update-to") if isinstance(item, dict) else None
        for update in updates if isinstance(updates, list) else ():
            if isinstance(update, dict) and _text(update.get("type")).replace("-", "_") in _TAKEN_BACK:
                by = "Retraction Watch" if update.get("source") == "retraction-watch" else "Crossref"
                day = _day(update.get("updated"))
                yield Notice(_text(update.get("DOI")).lower(), day, _text(item.get("DOI")).lower(), "", by)


def _people(found: object) -> str:
    names = []
    for person in found if isinstance(found, list) else ():
        if not isinstance(person, dict):
            continue
        family, given, body = (plain(_text(person.get(part))) for part in ("family", "given", "name"))
        suffix = plain(_text(person.get("suffix")))
        if family:
            name = ", ".join(part for part in (family, suffix, given) if part)
            names.append(f"{{{name}}}" if " and " in name else name)
        elif body:
            names.append(f"{{{body}}}")
    return " and ".join(names)


def _year(message: Mapping[str, Any]) -> str:
    for name in ("issued", "published-print", "published-online", "published"):
        if year := _day(message.get(name))[:4]:
            return year
    return ""


def _day(date: object) -> str:
    """Give a date as `2018-03-05`, as far as it is known."""
    parts = date.get("date-parts") if isinstance(date, dict) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    numbers = [part for part in first if isinstance(part, int) and part > 0] if isinstance(first, list) else []
    return "-".join([f"{numbers[0]:04d}", *(f"{part:02d}" for part in numbers[1:3])]) if numbers else ""


def _first(found: object) -> str:
    return _text(found[0]) if isinstance(found, list) and found else ""


def _text(found: object) -> str:
    return str(found).strip() if isinstance(found, (str, int)) else ""
