"""A reference as an item of CSL-JSON, which other programs (pandoc, Zotero, citeproc) read."""

# ruff: noqa: RUF001 - dashes are what this is about

from __future__ import annotations

from typing import Any

from evibase.records.bibtex_dates import Date
from evibase.records.reference import Name, Reference


def csl_json(reference: Reference) -> dict[str, Any]:
    """Give the reference as an item of CSL-JSON (schema 1.0.2), ready for `json.dumps`; empty fields left out.

    Nothing is lost: what CSL has no variable for is in `custom`, as the schema has it.
    """
    issued = reference.issued
    # In CSL the title of a work in several volumes comes first, and that of the volume beside it.
    volume_title = reference.title if reference.main_title and reference.csl_type == "book" else ""
    item: dict[str, Any] = {
        "id": reference.key,
        "type": reference.csl_type,
        "title": reference.main_title if volume_title else reference.title,
        "volume-title": volume_title,
        "title-short": reference.short_title,
        "original-title": reference.original_title,
        "author": _names(reference.authors),
        "editor": _names(reference.editors),
        "translator": _names(reference.translators),
        "container-author": _names(reference.container_authors),
        **{role: _names(names) for role, names in reference.contributors},
        "container-title": reference.container_title,
        "container-title-short": reference.container_title_short,
        "collection-title": reference.series,
        "collection-number": reference.series_number,
        "publisher": reference.issuer,
        "publisher-place": reference.place,
        "original-publisher": reference.original_publisher,
        "edition": reference.edition,
        "volume": reference.volume,
        "number-of-volumes": reference.volumes,
        "part-number": reference.part,
        "chapter-number": reference.chapter,
        "issue": reference.issue,
        "number": reference.number or reference.article_number,
        "page": reference.pages.replace("–", "-"),
        "number-of-pages": reference.page_total,
        "version": reference.version,
        "genre": reference.genre,
        "medium": reference.medium,
        "event-title": reference.event,
        "event-place": reference.event_place,
        "event-date": _date(reference.event_date),
        "archive": reference.archive,
        "archive_location": reference.archive_id,
        "issued": _date(issued),
        "status": issued.status,
        "original-date": _date(reference.original),
        "accessed": _date(reference.accessed),
        "DOI": reference.doi,
        "URL": reference.url,
        "ISBN": reference.isbn,
        "ISSN": reference.issn,
        "PMID": reference.pmid,
        "PMCID": reference.pmcid,
        "note": reference.note,
        "abstract": reference.abstract,
        "language": reference.language,
        "keyword": ", ".join(reference.keywords),
        "custom": _custom(reference),
    }
    return {name: value for name, value in item.items() if value}


def _custom(reference: Reference) -> dict[str, str]:
    """Give what CSL has no variable for, in the place that its schema leaves for it."""
    separate = reference.publisher and reference.institution
    private = {
        "short-author": reference.short_author,
        "author-role": reference.author_role,
        "editor-role": reference.editor_role,
        "title-addon": reference.title_addon,
        "main-title": reference.main_title if reference.csl_type != "book" else "",
        "institution": reference.institution if separate else "",
        "open-ended": "true" if reference.issued.open_ended else "",
        "reprint-of": reference.reprint_of.key if reference.reprint_of else "",
    }
    return {name: value for name, value in private.items() if value}


def _names(names: tuple[Name, ...]) -> list[dict[str, str]]:
    return [_name(name) for name in names]


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
    start = [part for part in (_year(date.year), date.month, date.day) if part is not None]
    end_year = date.end_year or (date.year if date.end_month or date.end_day else None)
    end = [part for part in (_year(end_year), date.end_month, date.end_day) if part is not None]
    found: dict[str, Any] = {"date-parts": [start, end] if end else [start]}
    if date.season:
        found["season"] = date.season
    if date.circa:
        found["circa"] = True
    return found


def _year(year: int | None) -> int | None:
    # CSL has no year 0.
    return year - 1 if year is not None and year < 0 else year
