"""From the fields of an entry to a `Reference`: what each field of BibTeX and biblatex means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from evibase.problems import Problem, Severity
from evibase.records.bibtex_dates import IN_PRESS, NO_DATE, Date, read_date, read_status, with_month
from evibase.records.bibtex_reading import LONGEST_SHOWN, Reading
from evibase.records.bibtex_roles import contributors, role_of
from evibase.records.bibtex_syntax import RawEntry, Source, swallowed
from evibase.records.bibtex_types import GENRES, SITES
from evibase.records.bibtex_whole import (
    archive_of,
    container_of,
    csl_type,
    joined_title,
    numbers_of,
    own_title,
    pages_of,
)
from evibase.records.identifiers import bare, doi_of_url, is_safe_url, read_doi
from evibase.records.latex import decode_latex, unknown_commands
from evibase.records.names import read_names
from evibase.records.reference import Field, Name, Reference

# For the machine: never shown, so a backslash in them is nobody's business.
_VERBATIM = frozenset({
    "url", "doi", "file", "eprint", "crossref", "xdata", "ids", "keywords", "options", "howpublished", "related",
    "bdsk-url-1", "bdsk-url-2", "bdsk-file-1", "local-url", "groups", "owner", "timestamp", "comment",
})  # fmt: skip
# What people write where there is nothing to say: that it is on the web is what the address says.
_SAYS_NOTHING = re.compile(
    r"(?:on-?line|web(?:site| ?page)?|internet|url|www|electronic(?:ally)?|(?:available|accessed|retrieved)\b.*)[.:]?",
    re.IGNORECASE,
)
_URL_COMMAND = re.compile(r"\\url\s*\{([^{}]*)\}")


def read_reference(entry: RawEntry, fields: Mapping[str, Field], source: Source) -> tuple[Reference, list[Problem]]:
    """Give the reference that an entry means, its fields being whole (macros, parents), and what is wrong in it.

    Reports `unknown-entry-type`, `invalid-name`, `invalid-date`, `invalid-doi`, `unsafe-url`, `missing-comma` (a
    field swallowed by the one before) and `unknown-latex`. Of what is wrong the reference keeps what can be kept;
    of a `broken` entry nothing more is reported than why it is broken.
    """
    reading = Reading(entry, fields, source)
    for at in fields.values():
        _check_text(reading, at)
    line, column = source.at(entry.key_start)
    issued = _issued(reading)
    url = _url(reading)
    pages, article_number = pages_of(reading)
    archive, archive_id = archive_of(reading)
    kind = csl_type(reading, archive)
    issue, number, series_number = numbers_of(reading, kind)
    reference = Reference(
        key=entry.key,
        entry_type=entry.kind,
        csl_type=kind,
        title=own_title(reading),
        short_title=reading.text("shorttitle"),
        authors=_names(reading, "author"),
        editors=_names(reading, "editor"),
        translators=_names(reading, "translator"),
        container_authors=_names(reading, "bookauthor"),
        contributors=contributors(reading.fields, lambda name: _names(reading, name)),
        short_author=reading.text("shortauthor", "shorteditor"),
        author_role=role_of(reading.text("authortype")),
        editor_role=role_of(reading.text("editortype")),
        title_addon="" if entry.kind in SITES else _addon(reading),
        main_title=joined_title(reading, "maintitle", "mainsubtitle"),
        original_title=reading.text("origtitle"),
        container_title="" if kind == "article" else container_of(reading, kind),
        container_title_short=reading.text("shortjournal", "journalabbrev", "shortjournaltitle"),
        series=reading.text("series"),
        publisher=reading.text("publisher"),
        original_publisher=reading.text("origpublisher"),
        institution=reading.text("institution", "school", "organization"),
        place=reading.text("location", "address"),
        edition=reading.text("edition"),
        volume=reading.text("volume"),
        volumes=reading.text("volumes"),
        part=reading.text("part"),
        chapter=reading.text("chapter"),
        issue=issue,
        number=number,
        series_number=series_number,
        article_number=article_number,
        pages=pages,
        page_total=reading.text("pagetotal", "numpages"),
        version=reading.text("version"),
        genre=_genre(reading),
        medium=_medium(reading),
        event=reading.text("eventtitle"),
        event_place=reading.text("venue"),
        event_date=_date(reading, "eventdate"),
        archive=archive,
        archive_id=archive_id,
        pmid=reading.text("pmid"),
        pmcid=reading.text("pmcid"),
        year=issued.text,
        issued=issued,
        original=_date(reading, "origdate" if "origdate" in fields else "origyear"),
        accessed=_date(reading, "urldate" if "urldate" in fields else "lastchecked"),
        doi=_doi(reading) or doi_of_url(url),
        url=url,
        isbn=reading.text("isbn"),
        issn=reading.text("issn"),
        note=reading.text("note"),
        abstract=reading.text("abstract"),
        language=reading.text("langid", "language", "hyphenation"),
        keywords=tuple(word for part in reading.text("keywords").split(",") if (word := part.strip())),
        raw=entry.raw,
        path=source.path,
        line=line,
        column=column,
        fields=tuple(fields.values()),
        broken=entry.broken,
    )
    return reference, [] if entry.broken else reading.problems


def _check_text(reading: Reading, at: Field) -> None:
    neighbour = swallowed(at.name, at.value)
    if neighbour:
        reading.report(at, "missing-comma", *neighbour)
    for command in unknown_commands(at.value)[:3] if at.name not in _VERBATIM else ():
        reading.report(
            at, "unknown-latex", f"The LaTeX command {command[:LONGEST_SHOWN]} is not known; it is shown as written.",
            "Write the character itself (UTF-8), or take the command out.", Severity.WARNING,
        )  # fmt: skip


def _addon(reading: Reading) -> str:
    text = reading.text("titleaddon")
    return text[1:-1] if text.startswith("[") and text.endswith("]") else text


def _names(reading: Reading, name: str) -> tuple[Name, ...]:
    at = reading.fields.get(name)
    if at is None:
        return ()
    names, faults = read_names(at.value)
    for fault in faults[:3]:
        what, _, remedy = fault.rpartition(": ")
        reading.report(at, "invalid-name", f"{what}.", f"{remedy[:1].upper()}{remedy[1:]}")
    return names


def _genre(reading: Reading) -> str:
    written = reading.text("type")
    if reading.entry.kind == "periodical" and not written:
        return "Special issue" if "issuetitle" in reading.fields else ""
    known = GENRES.get(written.casefold(), written)
    return known or (GENRES.get(reading.entry.kind, "") if reading.entry.kind.endswith("thesis") else "")


def _medium(reading: Reading) -> str:
    at = reading.fields.get("howpublished")
    if at is None or is_safe_url(bare(at.value)):
        return ""
    text = decode_latex(_URL_COMMAND.sub("", at.value)).strip(" ,.;:")
    return "" if _SAYS_NOTHING.fullmatch(text) else text


def _date(reading: Reading, name: str) -> Date:
    at = reading.fields.get(name)
    if at is None:
        return NO_DATE
    # In a date a `~` says "about"; in LaTeX it would be a space.
    date = read_date(decode_latex(at.value) if "\\" in at.value else at.value.strip("{} \n"))
    if date is None:
        _invalid_date(reading, at)
    return date or NO_DATE


def _issued(reading: Reading) -> Date:
    fields = reading.fields
    date = _date(reading, "date" if "date" in fields else "year")
    month, day = fields.get("month"), reading.text("day")
    if month and not date.month:
        dated = with_month(date, decode_latex(month.value), day)
        if dated is None:
            _invalid_date(reading, month)
        date = dated or date
    state = read_status(reading.text("pubstate")) or read_status(reading.text("note"))
    # "In press" stands for a year; what is not accepted yet has the year in which it was written (APA 7, 10.8).
    return replace(date, status=state) if state and (date.year is None or state != IN_PRESS) else date


def _invalid_date(reading: Reading, at: Field) -> None:
    shown = decode_latex(at.value)[:LONGEST_SHOWN]
    remedy = {
        "month": "Write a month as jan to dec, or as a number from 1 to 12.",
        "year": 'Write four digits, or "in press"; leave it out where there is no date.',
    }.get(at.name, "Write 2018, 2018-03, 2018-03-05 or 2018-03/2018-05.")
    if re.fullmatch(r"\d{4}[a-z]", shown):
        remedy = f"Write {shown[:-1]}: the letter is added where it is needed."
    noun = at.name if at.name in {"month", "year"} else "date"
    reading.report(at, "invalid-date", f'"{shown}" is no {noun}.', remedy)


def _doi(reading: Reading) -> str:
    at = reading.fields.get("doi")
    if at is None or not at.value.strip():
        return ""
    doi = read_doi(at.value)
    if not doi:
        shown = at.value.strip()[:LONGEST_SHOWN]
        reading.report(
            at, "invalid-doi", f'"{shown}" is no DOI, and is left out.', "Write it as 10.1234/abc.", Severity.WARNING
        )
    return doi


def _url(reading: Reading) -> str:
    at = reading.fields.get("url")
    if at is None:
        # BibTeX had no field for it for long.
        how = reading.fields.get("howpublished") or reading.fields.get("note")
        command = _URL_COMMAND.search(how.value) if how else None
        found = bare(command[1] if command else how.value) if how else ""
        return found if is_safe_url(found) else ""
    url = bare(at.value)
    if not url or is_safe_url(url):
        return url
    shown = url[:LONGEST_SHOWN]
    www = url.startswith("www.")
    remedy = f"Write https://{shown}" if www else "Only complete addresses with http:// or https:// are linked."
    reading.report(at, "unsafe-url", f'"{shown}" is no address that a page may link to.', remedy)
    return ""
