"""APA 7: where a work is found: the periodical, the book that it is a part of, the publisher, the site.

Source: Publication Manual, 7th edition (2020), sections 9.23 to 9.37, and the examples of chapter 10.
"""

# ruff: noqa: RUF002 - dashes, quotation marks and letters of other scripts are what this is about

from __future__ import annotations

import re

from evibase.graph.apa_names import PERIODICALS, is_part, is_spoken, leading_names
from evibase.graph.apa_title import (
    edition_text,
    emphasised,
    has_volume_title,
    is_published_thesis,
    name_list,
    pages_text,
    volume_title,
    with_role,
)
from evibase.graph.styled_text import Run
from evibase.records.reference import Reference

# Structures of firms that are no part of a publisher's name (9.29).
_FIRM = re.compile(r",?\s+(?:Inc|Ltd|LLC|L\.L\.C|PLC|plc|Pty Ltd|GmbH|Co\. Ltd|Limited|& Co)\.?$")
_SITES = frozenset({"webpage", "document", "motion_picture", "interview", "graphic", "map", "song", "dataset"})


def source_element(reference: Reference) -> list[Run]:  # noqa: PLR0911 - one for each kind of work
    """Give the source of a work, without its address: `*Research in Education*, *9*(3), 270–286`."""
    kind = reference.csl_type
    if kind in PERIODICALS:
        return periodical(reference)
    if is_spoken(reference):
        return _event(reference)
    if is_part(reference):
        return _larger_work(reference)
    if kind == "article":
        return _named(reference, reference.publisher or reference.archive or reference.institution)
    if kind == "thesis":
        if not is_published_thesis(reference):
            return _named(reference, reference.institution or reference.publisher)
        return _named(reference, (reference.publisher if reference.institution else "") or reference.archive)
    site = reference.container_title if kind in _SITES else ""
    archive = reference.archive if kind in {"report", "document"} else ""
    return _named(reference, site or reference.issuer or archive)


def publisher_text(publisher: str) -> str:
    """Give a publisher without the structure of its firm: `Wiley` for `Wiley, Inc.`."""
    return _FIRM.sub("", publisher)


def _named(reference: Reference, publisher: str) -> list[Run]:
    """Give the publisher, unless it is the author: a body that publishes its own work is named once (9.29)."""
    name = publisher_text(publisher)
    authors = {_plain(author.surname) for author in leading_names(reference)} | {_plain(reference.short_author)}
    return [Run(name)] if name and _plain(name) not in authors else []


def _plain(name: str) -> str:
    return name.casefold().removeprefix("the ")


def periodical(reference: Reference) -> list[Run]:
    """Give `*Journal*, *12*(3), 45–67` (9.25 to 9.27)."""
    runs = [Run(reference.container_title, italic=True)] if reference.container_title else []
    if reference.volume or reference.issue:
        runs += [Run(", ")] if runs else []
        runs += [Run(reference.volume, italic=True)] if reference.volume else []
        runs += [Run(f"({reference.issue})")] if reference.issue else []
    pages = f"Article {reference.article_number}" if reference.article_number else reference.pages
    return [*runs, Run(f", {pages}" if runs else pages)] if pages else runs


def _larger_work(reference: Reference) -> list[Run]:
    """Give `In A. Editor & B. Editor (Eds.), *Book* (2nd ed., pp. 3–5). Publisher` (9.28)."""
    runs: list[Run] = []
    if reference.container_title:
        preposition = "On" if reference.entry_type == "music" else "In"
        title = volume_title(reference, reference.container_title)
        runs = [Run(f"{preposition} {_in_charge(reference)}"), *emphasised(title, reference, "booktitle", italic=True)]
    place = chapter_place(reference)
    if place:
        runs.append(Run(f" ({place})" if runs else f"({place})"))
    publisher = _named(reference, reference.issuer)
    if publisher:
        runs += [Run(". "), *publisher] if runs else publisher
    return runs


def _in_charge(reference: Reference) -> str:
    """Give who edited the larger work, or else wrote it, with a comma: `G. Y. Iwamasa & P. A. Hays (Eds.), `."""
    people = reference.editors or reference.container_authors
    if not people:
        return ""
    role = ""
    if reference.editors:
        role = with_role(reference.editor_role, people) or ("Eds." if len(people) > 1 else "Ed.")
    return f"{name_list(people)} ({role}), " if role else f"{name_list(people)}, "


def chapter_place(reference: Reference) -> str:
    """Give edition, volume and pages of a part of a book: `2nd ed., Vol. 1, pp. 3–5`."""
    if reference.csl_type in {"motion_picture", "song"}:
        return ""
    details = [edition] if (edition := edition_text(reference.edition)) else []
    if reference.volume and not has_volume_title(reference, reference.container_title):
        details.append(f"Vol. {reference.volume}")
    if reference.chapter and not reference.pages:
        details.append(f"Chapter {reference.chapter}")
    if reference.pages:
        details.append(pages_text(reference.pages))
    elif reference.article_number:
        details.append(f"Article {reference.article_number}")
    return ", ".join(details)


def _event(reference: Reference) -> list[Run]:
    """Give the conference and its place (10.5), after the symposium, if the work was a part of one."""
    where = ", ".join(part for part in (reference.event, reference.event_place or reference.place) if part)
    runs: list[Run] = []
    if reference.container_title:
        chairs = dict(reference.contributors).get("chair", ()) or reference.editors
        role = with_role("Chair", chairs)
        who = f"{name_list(chairs)} ({role}), " if chairs else ""
        runs = [
            Run(f"In {who}"),
            Run(reference.container_title, italic=True),
            Run(f" [{reference.genre or 'Symposium'}]"),
        ]
    if not where:
        publisher = _named(reference, reference.issuer)
        return [*runs, Run(". "), *publisher] if runs and publisher else runs or publisher
    return [*runs, Run(f". {where}" if runs else where)]
