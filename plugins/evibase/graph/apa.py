"""APA 7: a reference as an entry of a reference list.

Pure, one entry at a time. Source: Publication Manual of the American Psychological Association, 7th edition
(2020), chapters 9 and 10; numbers in parentheses below are its sections. Titles are printed as they are
written: APA's sentence case needs to know which words are names, which only their author does. A thesis is
given as published, because a bibliography does not say whether it is.
"""

# ruff: noqa: RUF001, RUF002 - dashes, quotation marks and letters of other scripts are what this is about

from __future__ import annotations

import re
from types import MappingProxyType
from urllib.parse import quote

from evibase.graph.apa_names import author_list, is_part, joined, leading_names, upright
from evibase.graph.citation_labels import Label
from evibase.graph.styled_text import Run, to_html, to_text
from evibase.records.bibtex_dates import MONTHS, Date
from evibase.records.reference import OTHERS, Name, Reference

__all__ = ["Run", "reference_entry", "to_html", "to_text"]

#: What stands in brackets after the title of a work outside the usual books and articles (9.21).
DESCRIPTIONS = MappingProxyType({
    "dataset": "Data set", "software": "Computer software", "motion_picture": "Film", "song": "Audio recording",
    "graphic": "Image", "map": "Map", "manuscript": "Unpublished manuscript", "speech": "Paper presentation",
    "paper-conference": "Paper presentation",
})  # fmt: skip

# Works that come out on a day rather than in a year (10.1, 10.5, 10.16).
_DATED = frozenset({
    "article-magazine", "article-newspaper", "webpage", "document", "speech", "manuscript", "motion_picture",
    "broadcast", "graphic", "song",
})  # fmt: skip
_CHANGING = frozenset({"webpage", "document", "dataset", "entry-encyclopedia"})
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)?(?:\s*ed(?:ition|n)?\.?)?", re.IGNORECASE)
_EDITION_WORDS = MappingProxyType({
    word: str(number)
    for number, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), 1
    )
})  # fmt: skip
_TEENS = frozenset({11, 12, 13})


def reference_entry(reference: Reference, label: Label | None = None) -> tuple[Run, ...]:
    """Give a reference as an entry of a reference list, in runs of upright and italic text.

    `label` brings the letter of a year that several works share. Elements are author, date, title, source (9.4);
    without an author the title comes first (9.12). What is not known is left out, never made up.
    """
    lead = _lead(reference)
    title = _title(reference)
    date = [Run(f"({_date(reference, label.letter if label else '')})")]
    elements = [lead, date, title] if lead else [title, date]
    elements += [_source(reference)]
    if reference.original.text:
        link = _link(reference)
        closing = [Run(f"(Original work published {reference.original.text})")]
        sentences = [_sentence(element) for element in elements if element]
        return _spaced([*sentences, link, closing] if link else [*sentences, closing])
    return _spaced([*(_sentence(element) for element in elements if element), _link(reference)])


def _spaced(parts: list[list[Run]]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for part in parts:
        if part:
            runs += ([Run(" ")] if runs else []) + part
    return tuple(runs)


def _sentence(element: list[Run]) -> list[Run]:
    """End an element with a full stop, unless it ends with a mark of its own."""
    text = to_text(element)
    if text.endswith((".", "?", "!", ".”", "?”", "!”")):
        return element
    last = element[-1]
    # A stop after italics is italic in print, but never a part of the title.
    return [*element, Run(".")] if last.italic else [*element[:-1], Run(f"{last.text}.", url=last.url)]


def _lead(reference: Reference) -> list[Run]:
    names = leading_names(reference)
    text = author_list(names)
    if not reference.authors and text:
        text = f"{text} ({'Eds.' if len(names) > 1 else 'Ed.'})"
    return [Run(text)] if text else []


def _date(reference: Reference, letter: str) -> str:
    issued = reference.issued
    if not reference.year:
        return f"n.d.{letter}"
    spoken = reference.csl_type == "paper-conference" and not is_part(reference)
    if issued.status or not (spoken or reference.csl_type in _DATED):
        return f"{reference.year}{letter}"
    exact = _day(issued) or issued.season
    return f"{reference.year}{letter}, {exact}" if exact else f"{reference.year}{letter}"


def _day(date: Date) -> str:
    """Give month and day: `March 5`, `March 5–7`, `April 30–May 2`."""
    if not date.month:
        return ""
    start = MONTHS[date.month - 1] + (f" {date.day}" if date.day else "")
    if not date.end_month or date.end_year not in {None, date.year}:
        return start
    if date.end_month == date.month:
        return f"{start}–{date.end_day}" if date.end_day and date.end_day != date.day else start
    return f"{start}–{MONTHS[date.end_month - 1]}" + (f" {date.end_day}" if date.end_day else "")


def _title(reference: Reference) -> list[Run]:
    title = reference.title
    described = title.startswith("[") and title.endswith("]")
    runs = [Run(title, italic=not described and not is_part(reference))] if title else []
    details = _people_behind(reference)
    if not is_part(reference):
        details += _edition_and_volume(reference)
    if details:
        runs.append(Run(f" ({'; '.join(details)})" if runs else f"({'; '.join(details)})"))
    bracket = _bracket(reference)
    if bracket and not described:
        runs.append(Run(f" [{bracket}]" if runs else f"[{bracket}]"))
    return runs


def _people_behind(reference: Reference) -> list[str]:
    """Give editors beside an author, and translators, as they stand after the title (10.2, examples 23 and 28)."""
    found = []
    if reference.authors and reference.editors and not is_part(reference):
        found.append(_with_role(reference.editors, "Ed.", "Eds."))
    if reference.translators:
        found.append(_with_role(reference.translators, "Trans.", "Trans."))
    return found


def _with_role(names: tuple[Name, ...], one: str, many: str) -> str:
    role = one if len(names) == 1 else many
    return f"{_upright_list(names)}, {role}"


def _upright_list(names: tuple[Name, ...]) -> str:
    shown = [upright(name) for name in names if name != OTHERS]
    return ", ".join([*shown, "et al."]) if OTHERS in names else joined(shown, " & ", ", & ")


def _edition_and_volume(reference: Reference) -> list[str]:
    parts = [edition_text(reference.edition)] if reference.edition else []
    if reference.csl_type in {"book", "motion_picture"} and reference.volume:
        parts.append(f"Vol. {reference.volume}")
    if reference.version:
        parts.append(f"Version {reference.version}")
    if reference.csl_type == "report" and reference.number:
        kind = reference.genre or "Report"
        parts.append(f"{kind} No. {reference.number}" if reference.number[:1].isdecimal() else reference.number)
    return [", ".join(parts)] if parts else []


def edition_text(edition: str) -> str:
    """Give an edition as APA has it: `2` and `Second` as `2nd ed.`, `Revised` as `Rev. ed.`, others with `ed.`."""
    plain = edition.strip()
    number = _ORDINAL.fullmatch(_EDITION_WORDS.get(plain.casefold().removesuffix(" edition"), plain))
    if number:
        count = int(number[1][:9])
        ending = "th" if count % 100 in _TEENS else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
        return f"{count}{ending} ed."
    if plain.casefold().rstrip(".") in {"rev", "revised", "rev. ed", "revised edition"}:
        return "Rev. ed."
    return plain if re.search(r"\bed(?:ition|n)?\b", plain, re.IGNORECASE) else f"{plain} ed."


def _bracket(reference: Reference) -> str:
    kind = reference.csl_type
    if kind == "thesis":
        return ", ".join(part for part in (reference.genre or "Thesis", reference.institution) if part)
    if kind == "report":
        return "" if reference.number else reference.genre
    if is_part(reference) or kind == "book":
        return ""
    return reference.medium or reference.genre or DESCRIPTIONS.get(kind, "")


def _source(reference: Reference) -> list[Run]:
    kind = reference.csl_type
    if kind in {"article-journal", "article-magazine", "article-newspaper", "periodical", "review"}:
        return _periodical(reference)
    if is_part(reference):
        return _chapter(reference)
    site = reference.container_title if kind in {"webpage", "document", "motion_picture"} else ""
    issuer = reference.publisher if kind == "thesis" else reference.issuer
    if kind in {"speech", "paper-conference"}:
        issuer = ", ".join(part for part in (reference.event, reference.event_place) if part) or issuer
    # A body that publishes its own work is named once, as the author (9.29).
    authors = {name.surname.casefold() for name in leading_names(reference)}
    parts = [part for part in dict.fromkeys((site, issuer)) if part and part.casefold() not in authors]
    return [Run(". ".join(parts))] if parts else []


def _periodical(reference: Reference) -> list[Run]:
    """Give `*Journal*, *12*(3), 45–67` (9.25 to 9.27)."""
    runs = [Run(reference.container_title, italic=True)] if reference.container_title else []
    if reference.volume or reference.issue:
        runs += [Run(", ")] if runs else []
        runs += [Run(reference.volume, italic=True)] if reference.volume else []
        runs += [Run(f"({reference.issue})")] if reference.issue else []
    pages = f"Article {reference.article_number}" if reference.article_number else reference.pages
    return [*runs, Run(f", {pages}" if runs else pages)] if pages else runs


def _chapter(reference: Reference) -> list[Run]:
    """Give `In A. Editor & B. Editor (Eds.), *Book* (2nd ed., pp. 3–5). Publisher` (9.28)."""
    runs: list[Run] = []
    if reference.container_title:
        people = reference.editors or reference.container_authors
        who = _upright_list(people)
        role = "" if not reference.editors else " (Eds.)" if len(people) > 1 else " (Ed.)"
        runs = [Run(f"In {who}{role}, " if who else "In "), Run(reference.container_title, italic=True)]
    details = [edition_text(reference.edition)] if reference.edition else []
    details += [f"Vol. {reference.volume}"] if reference.volume else []
    if reference.pages:
        several = not reference.pages.replace(" ", "").isalnum()
        details.append(f"{'pp.' if several else 'p.'} {reference.pages}")
    if details:
        runs.append(Run(f" ({', '.join(details)})" if runs else f"({', '.join(details)})"))
    if reference.issuer:
        runs.append(Run(f". {reference.issuer}" if runs else reference.issuer))
    return runs


def _link(reference: Reference) -> list[Run]:
    """Give the DOI as an address, or else the address; with a date where a page may change and has none (9.16)."""
    if reference.doi:
        return [Run(f"https://doi.org/{reference.doi}", url=f"https://doi.org/{quote(reference.doi, safe='/:;().-_')}")]
    if not reference.url:
        return []
    link = Run(reference.url, url=reference.url)
    accessed = reference.accessed
    if not reference.year and accessed.year and reference.csl_type in _CHANGING:
        day = _day(accessed)
        return [Run(f"Retrieved {f'{day}, ' if day else ''}{accessed.year}, from "), link]
    return [link]
