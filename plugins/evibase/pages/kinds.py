"""The page kinds, as a list that can be read aloud. A new kind is one new file and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from evibase.artifact import File, Outline, Page
from evibase.pages import (
    bibliography,
    case_study,
    changes,
    explore,
    feed,
    finding,
    follow,
    home,
    policy_option,
    question,
    redirect,
    section,
    source,
    term,
)
from evibase.pages.finish import finished
from evibase.pages.view import View


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of page: which there are and what is to be known of each, cheaply, and one of them, rendered."""

    name: str
    keys: Callable[[View], Iterator[str]]
    outline: Callable[[View, str], Outline]
    page: Callable[[View, str], Page]

    def made(self, view: View, key: str) -> Page:
        """Give a page with its citations, and the list of what it cites."""
        return finished(view, self.page(view, key))


PAGES = (
    PageKind("home", home.keys, home.outline, home.page),
    PageKind("section", section.keys, section.outline, section.page),
    PageKind("explore", explore.keys, explore.outline, explore.page),
    PageKind("term", term.keys, term.outline, term.page),
    PageKind("finding", finding.keys, finding.outline, finding.page),
    PageKind("policy option", policy_option.keys, policy_option.outline, policy_option.page),
    PageKind("case study", case_study.keys, case_study.outline, case_study.page),
    PageKind("question", question.keys, question.outline, question.page),
    PageKind("source", source.keys, source.outline, source.page),
    PageKind("bibliography", bibliography.keys, bibliography.outline, bibliography.page),
    PageKind("changes", changes.keys, changes.outline, changes.page),
    PageKind("follow", follow.keys, follow.outline, follow.page),
)


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that pages need beside them: which there are, and one of them."""

    name: str
    keys: Callable[[View], Iterator[str]]
    file: Callable[[View, str], File]


FILES = (
    FileKind("redirect", redirect.keys, redirect.file),
    FileKind("feed", feed.keys, feed.file),
    FileKind("changes data", changes.data_keys, changes.data_file),
)


def all_pages(view: View) -> Iterator[Page]:
    """Give every page of the site that records make."""
    for kind in PAGES:
        yield from (kind.made(view, key) for key in kind.keys(view))
