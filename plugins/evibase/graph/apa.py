"""APA 7: a reference as an entry of a reference list.

Pure, one entry at a time. Source: Publication Manual of the American Psychological Association, 7th edition
(2020), chapters 9 to 11; numbers in parentheses below are its sections. The elements are author, date, title and
source (9.4): title in `apa_title`, source in `apa_source`, laws and cases in `apa_legal`.
"""

# ruff: noqa: RUF001, RUF002 - dashes, quotation marks and letters of other scripts are what this is about

from __future__ import annotations

from urllib.parse import quote

from evibase.graph.apa_legal import LEGAL, legal_entry
from evibase.graph.apa_names import author_list, is_part, is_spoken, joined, leading_names, upright
from evibase.graph.apa_source import chapter_place, periodical, source_element
from evibase.graph.apa_title import edition_text, title_element, with_role
from evibase.graph.citation_labels import Label
from evibase.graph.styled_text import Run, curled, to_html, to_text
from evibase.records.bibtex_dates import IN_PRESS, MONTHS, Date
from evibase.records.reference import Reference

__all__ = ["Run", "edition_text", "reference_entry", "to_html", "to_text"]

# Works that come out on a day rather than in a year (10.1, 10.5, 10.16).
_DATED = frozenset({
    "article-magazine", "article-newspaper", "webpage", "post-weblog", "document", "speech", "motion_picture",
    "broadcast", "graphic", "song", "interview", "personal_communication", "performance",
    "entry-encyclopedia",
})  # fmt: skip
_CHANGING = frozenset({"webpage", "document", "dataset", "entry-encyclopedia", "book", "map"})
_PRESS_RELEASE = "press release"


def reference_entry(reference: Reference, label: Label | None = None) -> tuple[Run, ...]:
    """Give a reference as an entry of a reference list, in runs of upright and italic text.

    `label` brings the letter of a year that several works share. Without an author the title comes first (9.12). What
    is not known is left out, never made up.
    """
    if reference.csl_type in LEGAL:
        return _printed([_sentence(legal_entry(reference)), _link(reference)])
    lead = _lead(reference)
    title = title_element(reference)
    date = [Run(f"({_date(reference, label.letter if label else '')})")]
    elements = [lead, date, title] if lead else [title, date]
    elements += [source_element(reference), _advance(reference)]
    return _printed([*(_sentence(element) for element in elements if element), _link(reference), _origin(reference)])


def _printed(parts: list[list[Run]]) -> tuple[Run, ...]:
    """Put the parts together with spaces between them, and with the quotation marks of print."""
    runs: list[Run] = []
    for part in parts:
        if part:
            runs += ([Run(" ")] if runs else []) + part
    straight = [run for run in runs if not run.url and ("'" in run.text or '"' in run.text)]
    return tuple(run._replace(text=curled(run.text)) if run in straight else run for run in runs)


def _sentence(element: list[Run]) -> list[Run]:
    """End an element with a full stop, unless it ends with a mark of its own."""
    text = to_text(element)
    if text.endswith((".", "?", "!", ".”", "?”", "!”", "?)", "!)")) and not text.endswith((".)", "?)", "!)")):
        return element
    last = element[-1]
    # A stop after italics is italic in print, but never a part of the title.
    return [*element, Run(".")] if last.italic else [*element[:-1], Run(f"{last.text}.", url=last.url)]


def _lead(reference: Reference) -> list[Run]:
    names = leading_names(reference)
    text = author_list(names)
    if not text:
        return []
    if reference.authors:
        role = with_role(reference.author_role, names) if reference.author_role else ""
    elif names == reference.editors:
        role = with_role(reference.editor_role, names) if reference.editor_role else ("Eds." if names[1:] else "Ed.")
    else:
        role = ""
    return [Run(f"{text} ({role})" if role else text)]


def _date(reference: Reference, letter: str) -> str:
    issued, year = reference.issued, reference.year
    spoken = is_spoken(reference)
    if spoken and reference.event_date.year:
        issued, year = reference.event_date, reference.event_date.text
    if not year:
        return f"n.d.{letter}"
    if issued.status == IN_PRESS and issued.year is None:
        return f"{year}{letter}"
    released = reference.csl_type == "report" and reference.genre.casefold() == _PRESS_RELEASE
    if not (spoken or released or reference.csl_type in _DATED):
        return f"{year}{letter}"
    exact = day_text(issued) or issued.season
    return f"{year}{letter}, {exact}" if exact and not issued.open_ended else f"{year}{letter}"


def day_text(date: Date) -> str:
    """Give month and day: `March 5`, `March 5–7`, `April 30–May 2`."""
    if not date.month:
        return ""
    start = MONTHS[date.month - 1] + (f" {date.day}" if date.day else "")
    if not date.end_month or date.end_year not in {None, date.year}:
        return start
    if date.end_month == date.month:
        return f"{start}–{date.end_day}" if date.end_day and date.end_day != date.day else start
    return f"{start}–{MONTHS[date.end_month - 1]}" + (f" {date.end_day}" if date.end_day else "")


def _advance(reference: Reference) -> list[Run]:
    """Give the words for an article that is out before its issue, where a note says so (10.1, example 7)."""
    said = "advance online publication" in reference.note.casefold()
    return [Run("Advance online publication")] if said and not reference.volume else []


def _origin(reference: Reference) -> list[Run]:
    """Give where and when a work first came out (9.41): `(Original work published 1900)`, `(Reprinted from ...)`."""
    first = reference.reprint_of
    if first is None:
        original = reference.original.text
        return [Run(f"(Original work published {original})")] if original and original != reference.year else []
    if is_part(first) and first.editors:
        who = joined([upright(name) for name in first.editors], " & ", ", & ")
        role = "Eds." if len(first.editors) > 1 else "Ed."
        place = chapter_place(first)
        tail = ", ".join(part for part in (place, f"by {who}, {role}", first.year, first.issuer) if part)
        return [Run("(Reprinted from "), Run(first.container_title, italic=True), Run(f", {tail})")]
    runs = [Run(f"(Reprinted from “{first.title},” {first.year}, ")]
    # Parentheses inside parentheses are brackets (6.8).
    runs += [Run(run.text.replace("(", "[").replace(")", "]"), italic=run.italic) for run in periodical(first)]
    link = _link(first)
    return [*runs, *([Run(", "), *link] if link else []), Run(")")]


def _link(reference: Reference) -> list[Run]:
    """Give the DOI as an address, or else the address; with a date where a page may change and has none (9.16)."""
    if reference.doi:
        return [Run(f"https://doi.org/{reference.doi}", url=f"https://doi.org/{quote(reference.doi, safe='/:;().-_')}")]
    url = reference.url
    if not url and reference.archive == "arXiv" and reference.archive_id and reference.csl_type == "article":
        url = f"https://arxiv.org/abs/{reference.archive_id}"
    if not url:
        return []
    link = Run(url, url=url)
    accessed = reference.accessed
    if not reference.year and accessed.year and reference.csl_type in _CHANGING:
        day = day_text(accessed)
        return [Run(f"Retrieved {f'{day}, ' if day else ''}{accessed.year}, from "), link]
    return [link]
