"""From the fields of an entry to a `Reference`: what each field of BibTeX and biblatex means."""

# ruff: noqa: RUF001 - dashes, quotation marks and letters of other scripts are what this is about

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from evibase.problems import Problem, Severity
from evibase.records.bibtex_dates import IN_PRESS, NO_DATE, Date, read_date, read_status, with_month
from evibase.records.bibtex_roles import contributors, role_of
from evibase.records.bibtex_syntax import RawEntry, Source, swallowed
from evibase.records.bibtex_types import ARCHIVES, ARTICLE_SUBTYPES, CSL_TYPES, GENRES, PREPRINTS, SITES
from evibase.records.identifiers import bare, doi_of_url, is_safe_url, read_doi
from evibase.records.latex import decode_latex, unknown_commands
from evibase.records.names import read_names
from evibase.records.reference import Field, Name, Reference
from evibase.records.validation import nearest

# For the machine: never shown, so a backslash in them is nobody's business.
_VERBATIM = frozenset({
    "url", "doi", "file", "eprint", "crossref", "xdata", "ids", "keywords", "options", "howpublished", "related",
    "bdsk-url-1", "bdsk-url-2", "bdsk-file-1", "local-url", "groups", "owner", "timestamp", "comment",
})  # fmt: skip
_PAGE_RANGE = re.compile(r"(?<=[\w.])\s*(?:-{1,3}|–|—)\s*(?=\w)")
# Where a journal has numbers instead of pages: `e0123`, `n71`, `104857`; S12 and A1 are pages.
_ARTICLE_NUMBER = re.compile(r"[eE]\d+|[a-z]{1,4}\d+|\d{6,}|(?:[Aa]rticle|[Aa]rt\.)\s*(?P<number>\S+)")
# How arXiv stands in a journal's place, where search engines have put it.
_ARXIV = re.compile(r"arxiv(?: preprint)?(?:,? arxiv:\s*(?P<id>[\w./-]+))?(?: \[[\w.-]+\])?", re.IGNORECASE)
# What people write where there is nothing to say: that it is on the web is what the address says.
_SAYS_NOTHING = re.compile(
    r"(?:on-?line|web(?:site| ?page)?|internet|url|www|electronic(?:ally)?|(?:available|accessed|retrieved)\b.*)[.:]?",
    re.IGNORECASE,
)
_URL_COMMAND = re.compile(r"\\url\s*\{([^{}]*)\}")
_LONGEST_SHOWN = 40


@dataclass(slots=True)
class _Reading:
    """One entry while it is read, and what was found wrong with it."""

    entry: RawEntry
    fields: Mapping[str, Field]
    source: Source
    problems: list[Problem] = field(default_factory=list)

    def text(self, *names: str) -> str:
        """Give the first of these fields that is there, decoded."""
        for name in names:
            found = self.fields.get(name)
            if found:
                return decode_latex(found.value)
        return ""

    def report(self, at: Field, code: str, message: str, remedy: str, severity: Severity = Severity.ERROR) -> None:
        self.problems.append(Problem(self.source.path, at.line, at.column, code, message, remedy, severity))


def read_reference(entry: RawEntry, fields: Mapping[str, Field], source: Source) -> tuple[Reference, list[Problem]]:
    """Give the reference that an entry means, its fields being whole (macros, parents), and what is wrong in it.

    Reports `unknown-entry-type`, `invalid-name`, `invalid-date`, `invalid-doi`, `unsafe-url`, `missing-comma` (a
    field swallowed by the one before) and `unknown-latex`. Of what is wrong the reference keeps what can be kept;
    of a `broken` entry nothing more is reported than why it is broken.
    """
    reading = _Reading(entry, fields, source)
    for at in fields.values():
        _check_text(reading, at)
    line, column = source.at(entry.key_start)
    issued = _issued(reading)
    url = _url(reading)
    pages, article_number = _pages(reading)
    archive, archive_id = _archive(reading)
    kind = _csl_type(reading, archive)
    issue, number, series_number = _numbers(reading, kind)
    reference = Reference(
        key=entry.key,
        entry_type=entry.kind,
        csl_type=kind,
        title=_own_title(reading),
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
        main_title=_title(reading, "maintitle", "mainsubtitle"),
        original_title=reading.text("origtitle"),
        container_title="" if kind == "article" else _container(reading, kind),
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


def _check_text(reading: _Reading, at: Field) -> None:
    neighbour = swallowed(at.name, at.value)
    if neighbour:
        reading.report(at, "missing-comma", *neighbour)
    for command in unknown_commands(at.value)[:3] if at.name not in _VERBATIM else ():
        reading.report(
            at, "unknown-latex", f"The LaTeX command {command[:_LONGEST_SHOWN]} is not known; it is shown as written.",
            "Write the character itself (UTF-8), or take the command out.", Severity.WARNING,
        )  # fmt: skip


@lru_cache(maxsize=64)
def _nearest_type(kind: str) -> str:
    return nearest(kind, CSL_TYPES) or "It is shown as @misc; @misc says so."


def _csl_type(reading: _Reading, archive: str) -> str:
    kind = reading.entry.kind
    if kind not in CSL_TYPES:
        reading.problems.append(
            reading.source.problem(
                reading.entry.start, "unknown-entry-type", f'The type "@{kind[:_LONGEST_SHOWN]}" is not known.',
                _nearest_type(kind[:_LONGEST_SHOWN]), Severity.WARNING,
            )
        )  # fmt: skip
    found, fields = CSL_TYPES.get(kind, "document"), reading.fields
    journal = reading.text("journaltitle", "journal")
    if archive in PREPRINTS and (
        kind in _MAY_BE_PREPRINTS or (found == "article-journal" and not _is_printed(journal))
    ):
        return "article"
    if found == "article-journal":
        return ARTICLE_SUBTYPES.get(reading.text("entrysubtype").casefold(), found)
    if found == "manuscript" and "eventtitle" in fields:
        return "speech"
    if kind in SITES and reading.text("type").casefold() in {"blog", "blog post", "weblog"}:
        return "post-weblog"
    if kind == "inbook" and not fields.keys() & {"booktitle", "maintitle"}:
        # In BibTeX, unlike in biblatex, an @inbook is a book of which a part is meant.
        return "book"
    return found


_MAY_BE_PREPRINTS = frozenset({"misc", "online", "electronic", "unpublished", "preprint"})


def _is_printed(journal: str) -> bool:
    return bool(journal) and not _ARXIV.fullmatch(journal)


def _archive(reading: _Reading) -> tuple[str, str]:
    """Give the archive that holds a work, and the number there: `arXiv`, `1706.03762`."""
    name, number = reading.text("eprinttype", "archiveprefix", "archive"), reading.text("eprint", "eprintid")
    # Some publishers put the address of the work there.
    number = "" if number.startswith("http") else number
    in_journal = _ARXIV.fullmatch(reading.text("journaltitle", "journal"))
    if in_journal and not name:
        return "arXiv", number or in_journal["id"] or ""
    return ARCHIVES.get(name.casefold(), name), number.removeprefix("arXiv:")


def _addon(reading: _Reading) -> str:
    text = reading.text("titleaddon")
    return text[1:-1] if text.startswith("[") and text.endswith("]") else text


def _names(reading: _Reading, name: str) -> tuple[Name, ...]:
    at = reading.fields.get(name)
    if at is None:
        return ()
    names, faults = read_names(at.value)
    for fault in faults[:3]:
        reading.report(at, "invalid-name", fault, "")
    return names


def _title(reading: _Reading, title: str, subtitle: str) -> str:
    main, sub = reading.text(title), reading.text(subtitle)
    joint = " " if main.endswith(("?", "!", ":", "–", "—")) else ": "
    return f"{main}{joint}{sub}" if main and sub else main or sub


def _own_title(reading: _Reading) -> str:
    if reading.entry.kind == "periodical" and "issuetitle" in reading.fields:
        return _title(reading, "issuetitle", "issuesubtitle")
    return _title(reading, "title", "subtitle")


def _container(reading: _Reading, kind: str) -> str:
    if kind == "book":
        # What is said for the chapters that name it as their parent.
        return ""
    if reading.entry.kind == "periodical":
        # Its title is that of the periodical; without a title the issue goes under that.
        return _title(reading, "title", "subtitle") if "issuetitle" in reading.fields else ""
    if "booktitle" in reading.fields:
        return _title(reading, "booktitle", "booksubtitle")
    if reading.entry.kind in SITES and "titleaddon" in reading.fields:
        # Where Zotero puts the name of a web site.
        return reading.text("titleaddon")
    return (
        _title(reading, "journaltitle", "journalsubtitle")
        or reading.text("journal")
        or (_title(reading, "maintitle", "mainsubtitle") if kind in _PARTS else "")
    )


#: Where a main title without the title of a volume is that of the whole.
_PARTS = frozenset({"chapter", "entry-encyclopedia", "motion_picture", "song"})


def _numbers(reading: _Reading, kind: str) -> tuple[str, str, str]:
    """Give issue, number and number in a series, for which BibTeX has one field."""
    number, issue = reading.text("number"), reading.text("issue")
    if kind in {"book", "chapter"} or (kind == "paper-conference" and "series" in reading.fields):
        return issue, "", number
    if CSL_TYPES.get(reading.entry.kind) in {"article-journal", "periodical", "review"}:
        # biblatex: `number` counts issues, `issue` names one ("Spring").
        return number or issue, "", ""
    return issue, number, ""


def _pages(reading: _Reading) -> tuple[str, str]:
    eid, pages = reading.text("eid"), reading.text("pages")
    article = _ARTICLE_NUMBER.fullmatch(pages)
    if article:
        return "", eid or article["number"] or pages
    return _PAGE_RANGE.sub("–", pages), eid


def _genre(reading: _Reading) -> str:
    written = reading.text("type")
    if reading.entry.kind == "periodical" and not written:
        return "Special issue" if "issuetitle" in reading.fields else ""
    known = GENRES.get(written.casefold(), written)
    return known or (GENRES.get(reading.entry.kind, "") if reading.entry.kind.endswith("thesis") else "")


def _medium(reading: _Reading) -> str:
    at = reading.fields.get("howpublished")
    if at is None or is_safe_url(bare(at.value)):
        return ""
    text = decode_latex(_URL_COMMAND.sub("", at.value)).strip(" ,.;:")
    return "" if _SAYS_NOTHING.fullmatch(text) else text


def _date(reading: _Reading, name: str) -> Date:
    at = reading.fields.get(name)
    if at is None:
        return NO_DATE
    # In a date a `~` says "about"; in LaTeX it would be a space.
    date = read_date(decode_latex(at.value) if "\\" in at.value else at.value.strip("{} \n"))
    if date is None:
        _invalid_date(reading, at)
    return date or NO_DATE


def _issued(reading: _Reading) -> Date:
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


def _invalid_date(reading: _Reading, at: Field) -> None:
    shown = decode_latex(at.value)[:_LONGEST_SHOWN]
    remedy = {
        "month": "Write a month as jan to dec, or as a number from 1 to 12.",
        "year": 'Write four digits, or "in press"; leave it out where there is no date.',
    }.get(at.name, "Write 2018, 2018-03, 2018-03-05 or 2018-03/2018-05.")
    if re.fullmatch(r"\d{4}[a-z]", shown):
        remedy = f"Write {shown[:-1]}: the letter is added where it is needed."
    noun = at.name if at.name in {"month", "year"} else "date"
    reading.report(at, "invalid-date", f'"{shown}" is no {noun}.', remedy)


def _doi(reading: _Reading) -> str:
    at = reading.fields.get("doi")
    if at is None or not at.value.strip():
        return ""
    doi = read_doi(at.value)
    if not doi:
        shown = at.value.strip()[:_LONGEST_SHOWN]
        reading.report(
            at, "invalid-doi", f'"{shown}" is no DOI, and is left out.', "Write it as 10.1234/abc.", Severity.WARNING
        )
    return doi


def _url(reading: _Reading) -> str:
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
    shown = url[:_LONGEST_SHOWN]
    www = url.startswith("www.")
    remedy = f"Write https://{shown}" if www else "Only complete addresses with http:// or https:// are linked."
    reading.report(at, "unsafe-url", f'"{shown}" is no address that a page may link to.', remedy)
    return ""
