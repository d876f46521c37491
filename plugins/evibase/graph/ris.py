"""A reference as a record of RIS, which reference managers read.

Source: RIS Format Specifications (Research Information Systems, 2011), tags and types of references.
"""

# ruff: noqa: RUF001 - dashes are what this is about

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from evibase.records.bibtex_dates import Date
from evibase.records.reference import Name, Reference

#: The type in RIS of each type of CSL; all others are GEN.
TYPES = MappingProxyType({
    "article": "JOUR", "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS",
    "bill": "BILL", "book": "BOOK", "broadcast": "MPCT", "chapter": "CHAP", "classic": "CLSWK", "dataset": "DATA",
    "document": "GEN", "entry-dictionary": "DICT", "entry-encyclopedia": "ENCYC", "graphic": "ART",
    "hearing": "HEAR", "interview": "GEN", "legal_case": "CASE", "legislation": "STAT", "manuscript": "UNPB",
    "map": "MAP", "motion_picture": "VIDEO", "pamphlet": "PAMP", "paper-conference": "CPAPER", "patent": "PAT",
    "periodical": "JFULL", "personal_communication": "PCOMM", "performance": "GEN", "post": "BLOG",
    "post-weblog": "BLOG", "report": "RPRT", "review": "JOUR",
    "software": "COMP", "song": "MUSIC", "speech": "GEN", "standard": "STAND", "thesis": "THES", "webpage": "ELEC",
})  # fmt: skip
_RANGE = re.compile(r"\s*[-–—]+\s*")


def ris(reference: Reference) -> str:
    """Give the record, one field a line; empty fields are left out."""
    lines = [f"TY  - {TYPES.get(reference.csl_type, 'GEN')}"]
    lines += [f"{tag}  - {' '.join(value.split())}" for tag, value in _fields(reference) if value]
    return "\n".join([*lines, "ER  - "]) + "\n"


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "ID", reference.key
    for tag, names in (("AU", reference.authors), ("A2", reference.editors), ("A4", reference.translators)):
        yield from ((tag, name_text(name)) for name in names)
    yield "TI", reference.title
    yield "ST", reference.short_title
    yield "T2", reference.container_title or reference.main_title
    yield "T3", reference.series
    yield "PY", str(reference.issued.year or "")
    yield "DA", _day(reference.issued)
    yield "VL", reference.volume
    yield "IS", reference.issue or reference.number
    first, *rest = _RANGE.split(reference.pages or reference.article_number, maxsplit=1)
    yield "SP", first
    yield "EP", rest[0] if rest else ""
    yield "ET", reference.edition
    yield "PB", reference.issuer
    yield "CY", reference.place or reference.event_place
    yield "M3", reference.genre
    yield "SN", reference.isbn or reference.issn
    yield "DO", reference.doi
    yield "UR", reference.url
    yield "Y2", _day(reference.accessed)
    yield "LA", reference.language
    yield from (("KW", keyword) for keyword in reference.keywords)
    yield "AB", reference.abstract
    yield "N1", reference.note


def name_text(name: Name) -> str:
    """Give a name as catalogues have it: `van der Berg, Jan, Jr`; of a body, its name."""
    return name.literal or ", ".join(part for part in (name.surname, name.given, name.suffix) if part)


def _day(date: Date) -> str:
    """Give a date as RIS has it: `2018/03/05/`, with what is not known left empty."""
    if date.year is None:
        return ""
    month, day = (f"{part:02d}" if part else "" for part in (date.month, date.day))
    return f"{date.year:04d}/{month}/{day}/"
