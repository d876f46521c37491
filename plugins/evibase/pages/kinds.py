"""The page kinds, as a list that can be read aloud. A new kind is one new file and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from evibase.artifact import File, Page
from evibase.pages import (
    bibliography,
    case_study,
    explore,
    finding,
    home,
    policy_option,
    question,
    section,
    source,
    term,
)
from evibase.pages.finish import finished
from evibase.pages.redirect import redirects
from evibase.pages.view import View


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of page: which there are, cheaply, and one of them, rendered."""

    name: str
    keys: Callable[[View], Iterator[str]]
    page: Callable[[View, str], Page]


PAGES = (
    PageKind("home", home.keys, home.page),
    PageKind("section", section.keys, section.page),
    PageKind("explore", explore.keys, explore.page),
    PageKind("term", term.keys, term.page),
    PageKind("finding", finding.keys, finding.page),
    PageKind("policy option", policy_option.keys, policy_option.page),
    PageKind("case study", case_study.keys, case_study.page),
    PageKind("question", question.keys, question.page),
    PageKind("source", source.keys, source.page),
    PageKind("bibliography", bibliography.keys, bibliography.page),
)


def all_pages(view: View) -> Iterator[Page]:
    """Give every page of the site that records make."""
    for kind in PAGES:
        yield from (finished(view, kind.page(view, key)) for key in kind.keys(view))


def all_files(view: View) -> Iterator[File]:
    """Give the files that pages need beside them: redirects from former addresses."""
    yield from redirects(view)
