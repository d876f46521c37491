"""A reference as an item of CSL-JSON, which other programs (pandoc, Zotero, citeproc) read."""

# ruff: noqa: RUF001 - dashes are what this is about

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from evibase.records.bibtex_dates import Date
from evibase.records.reference import Name, Reference

_ROLES = MappingProxyType({
    "Director": "director", "Producer": "producer", "Executive Producer": "executive-producer", "Host": "host",
    "Writer": "script-writer", "Compiler": "compiler", "Narrator": "narrator", "Chair": "chair",
    "Organizer": "organizer", "Interviewer": "interviewer", "Performer": "performer", "Composer": "composer",
    "Curator": "curator", "Guest": "guest", "Illustrator": "illustrator",
})  # fmt: skip


def csl_json(reference: Reference) -> dict[str, Any]:
    """Give the reference as an item of CSL-JSON (schema 1.0.2), ready for `json.dumps`; empty fields left out.

    Nothing is lost: what CSL has no variable for is in `custom`, as the schema has it.
    """
    issued = reference.issued
    # In CSL the title of a work in several volumes comes first, and that of the volume beside it.
    volume_title = reference.title if reference.main_title and reference.csl_type == "book" else ""
    # The university of a thesis is its publisher, and the database that has it an archive.
    thesis = reference.csl_type == "thesis"
    item: dict[str, Any] = {
        "id": reference.key,
        "type": reference.csl_type,
        "title": reference.main_title if volume_title else reference.title,
        "volume-title": volume_title,
        "title-short": reference.short_title,
        "original-title": reference.original_title,
        **_by_role(reference),
        "translator": _names(reference.translators),
        "container-author": _names(reference.container_authors),
        **{role: _names(names) for role, names in reference.contributors},
        "container-title": reference.container_title,
        "container-title-short": reference.container_title_short,
        "collection-title": reference.series,
        "collection-number": reference.series_number,
        "publisher": (reference.institution or reference.publisher) if thesis else reference.issuer,
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
        "archive": reference.archive or (reference.publisher if thesis and reference.institution else ""),
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


def _by_role(reference: Reference) -> dict[str, Any]:
    """Give authors and editors under what they did: who directed a film is its director."""
    found: dict[str, Any] = {}
    for role, usual, names in (
        (reference.author_role, "author", reference.authors), (reference.editor_role, "editor", reference.editors),
    ):  # fmt: skip
        variable = _ROLES.get(role, usual)
        found[variable] = [*found.get(variable, []), *_names(names)]
    return found


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
