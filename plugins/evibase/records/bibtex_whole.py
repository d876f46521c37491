"""What kind of work an entry is, and what it is a part of: its type, its titles, the whole, and the place in it."""

# ruff: noqa: RUF001 - dashes are what this is about

from __future__ import annotations

import re
from functools import lru_cache

from evibase.problems import Severity
from evibase.records.bibtex_reading import LONGEST_SHOWN, Reading
from evibase.records.bibtex_types import ARCHIVES, ARTICLE_SUBTYPES, CSL_TYPES, PREPRINTS, SITES
from evibase.records.validation import nearest

_PAGE_RANGE = re.compile(r"(?<=[\w.])\s*(?:-{1,3}|–|—)\s*(?=\w)")

# Where a journal has numbers instead of pages: `e0123`, `n71`, `104857`; S12 and A1 are pages.
_ARTICLE_NUMBER = re.compile(r"[eE]\d+|[a-z]{1,4}\d+|\d{6,}|(?:[Aa]rticle|[Aa]rt\.)\s*(?P<number>\S+)")

# How arXiv stands in a journal's place, where search engines have put it.
_ARXIV = re.compile(r"arxiv(?: preprint)?(?:,? arxiv:\s*(?P<id>[\w./-]+))?(?: \[[\w.-]+\])?", re.IGNORECASE)


@lru_cache(maxsize=64)
def _nearest_type(kind: str) -> str:
    return nearest(kind, CSL_TYPES) or "It is shown as @misc; @misc says so."


def csl_type(reading: Reading, archive: str) -> str:
    """Give the type in CSL; reports `unknown-entry-type`. An article that is only in an archive is a preprint."""
    kind = reading.entry.kind
    if kind not in CSL_TYPES:
        reading.problems.append(
            reading.source.problem(
                reading.entry.start, "unknown-entry-type", f'The type "@{kind[:LONGEST_SHOWN]}" is not known.',
                _nearest_type(kind[:LONGEST_SHOWN]), Severity.WARNING,
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


def archive_of(reading: Reading) -> tuple[str, str]:
    """Give the archive that holds a work, and the number there: `arXiv`, `1706.03762`."""
    name, number = reading.text("eprinttype", "archiveprefix", "archive"), reading.text("eprint", "eprintid")
    # Some publishers put the address of the work there.
    number = "" if number.startswith("http") else number
    in_journal = _ARXIV.fullmatch(reading.text("journaltitle", "journal"))
    if in_journal and not name:
        return "arXiv", number or in_journal["id"] or ""
    return ARCHIVES.get(name.casefold(), name), number.removeprefix("arXiv:")


def joined_title(reading: Reading, title: str, subtitle: str) -> str:
    """Give a title with its subtitle, from the two fields that hold them."""
    main, sub = reading.text(title), reading.text(subtitle)
    joint = " " if main.endswith(("?", "!", ":", "–", "—")) else ": "
    return f"{main}{joint}{sub}" if main and sub else main or sub


def own_title(reading: Reading) -> str:
    """Give the title of the work itself: of an issue of a periodical, that of the issue."""
    if reading.entry.kind == "periodical" and "issuetitle" in reading.fields:
        return joined_title(reading, "issuetitle", "issuesubtitle")
    return joined_title(reading, "title", "subtitle")


def container_of(reading: Reading, kind: str) -> str:
    """Give the title of what the work is a part of: a periodical, a book, a site, a series of broadcasts."""
    if kind == "book":
        # What is said for the chapters that name it as their parent.
        return ""
    if reading.entry.kind == "periodical":
        # Its title is that of the periodical; without a title the issue goes under that.
        return joined_title(reading, "title", "subtitle") if "issuetitle" in reading.fields else ""
    if "booktitle" in reading.fields:
        return joined_title(reading, "booktitle", "booksubtitle")
    if reading.entry.kind in SITES and "titleaddon" in reading.fields:
        # Where Zotero puts the name of a web site.
        return reading.text("titleaddon")
    return (
        joined_title(reading, "journaltitle", "journalsubtitle")
        or reading.text("journal")
        or (joined_title(reading, "maintitle", "mainsubtitle") if kind in _PARTS else "")
    )


#: Where a main title without the title of a volume is that of the whole.
_PARTS = frozenset({"chapter", "entry-encyclopedia", "motion_picture", "song"})


def numbers_of(reading: Reading, kind: str) -> tuple[str, str, str]:
    """Give issue, number and number in a series, for which BibTeX has one field."""
    number, issue = reading.text("number"), reading.text("issue")
    if kind in {"book", "chapter"} or (kind == "paper-conference" and "series" in reading.fields):
        return issue, "", number
    if CSL_TYPES.get(reading.entry.kind) in {"article-journal", "periodical", "review"}:
        # biblatex: `number` counts issues, `issue` names one ("Spring").
        return number or issue, "", ""
    return issue, number, ""


def pages_of(reading: Reading) -> tuple[str, str]:
    """Give pages, and the number that an article has instead of pages."""
    eid, pages = reading.text("eid"), reading.text("pages")
    article = _ARTICLE_NUMBER.fullmatch(pages)
    if article:
        return "", eid or article["number"] or pages
    return _PAGE_RANGE.sub("–", pages), eid
