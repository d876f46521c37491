"""A reference as an item of CSL-JSON, which other programs (pandoc, Zotero, citeproc) read."""

# ruff: noqa: RUF001 - dashes are what this is about

from __future__ import annotations

from typing import Any

from evibase.records.bibtex_dates import Date
from evibase.records.reference import Name, Reference


def csl_json(reference: Reference) -> dict[str, Any]:
    """Give the reference as an item of CSL-JSON (schema 1.0.2), ready for `json.dumps`; empty fields left out."""
    issued = reference.issued
    item: dict[str, Any] = {
        "id": reference.key,
        "type": reference.csl_type,
        "title": reference.title,
        "title-short": reference.short_title,
        "author": [_name(name) for name in reference.authors],
        "editor": [_name(name) for name in reference.editors],
        "translator": [_name(name) for name in reference.translators],
        "container-author": [_name(name) for name in reference.container_authors],
        "container-title": reference.container_title,
        "collection-title": reference.series,
        "publisher": reference.issuer,
        "publisher-place": reference.place,
        "edition": reference.edition,
        "volume": reference.volume,
        "issue": reference.issue,
        "number": reference.number or reference.article_number,
        "page": reference.pages.replace("–", "-"),
        "version": reference.version,
        "genre": reference.genre,
        "medium": reference.medium,
        "event-title": reference.event,
        "event-place": reference.event_place,
        "issued": _date(issued),
        "status": issued.status,
        "original-date": _date(reference.original),
        "accessed": _date(reference.accessed),
        "DOI": reference.doi,
        "URL": reference.url,
        "ISBN": reference.isbn,
        "ISSN": reference.issn,
        "note": reference.note,
        "abstract": reference.abstract,
        "language": reference.language,
        "keyword": ", ".join(reference.keywords),
    }
    return {name: value for name, value in item.items() if value}


def _name(name: Name) -> dict[str, str]:
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
        "literal": name.literal,
    }
    return {part: value for part, value in parts.items() if value}


def _date(date: Date) -> dict[str, Any]:
    if date.year is None:
        return {}
    start = [part for part in (date.year, date.month, date.day) if part is not None]
    end_year = date.end_year or (date.year if date.end_month or date.end_day else None)
    end = [part for part in (end_year, date.end_month, date.end_day) if part is not None]
    found: dict[str, Any] = {"date-parts": [start, end] if end else [start]}
    if date.season:
        found["season"] = date.season
    if date.circa:
        found["circa"] = True
    return found
