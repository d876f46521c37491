"""The page kinds, as a list that can be read aloud. A new kind is one new file and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from evibase.artifact import File, Outline, Page
from evibase.pages import (
    bibliography,
    brief_desk,
    brief_pdf,
    case_study,
    changes,
    explore,
    feed,
    finding,
    fit,
    follow,
    gap_map,
    gap_map_csv,
    gap_map_svg,
    home,
    kit,
    options_compared,
    policy_option,
    question,
    redirect,
    section,
    source,
    term,
    theme_brief,
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
    PageKind("gap map", gap_map.keys, gap_map.outline, gap_map.page),
    PageKind("fit", fit.keys, fit.outline, fit.page),
    PageKind("term", term.keys, term.outline, term.page),
    PageKind("finding", finding.keys, finding.outline, finding.page),
    PageKind("policy option", policy_option.keys, policy_option.outline, policy_option.page),
    PageKind("options compared", options_compared.keys, options_compared.outline, options_compared.page),
    PageKind("case study", case_study.keys, case_study.outline, case_study.page),
    PageKind("question", question.keys, question.outline, question.page),
    PageKind("source", source.keys, source.outline, source.page),
    PageKind("brief", brief_desk.keys, brief_desk.outline, brief_desk.page),
    PageKind("theme brief", theme_brief.keys, theme_brief.outline, theme_brief.page),
    PageKind("team kit", kit.keys, kit.outline, kit.page),
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
    FileKind("gap map as CSV", gap_map_csv.keys, gap_map_csv.file),
    FileKind("gap map as SVG", gap_map_svg.keys, gap_map_svg.file),
    FileKind("compared option", options_compared.file_keys, options_compared.file),
    FileKind("brief as PDF", brief_pdf.keys, brief_pdf.file),
    FileKind("feed", feed.keys, feed.file),
    FileKind("changes data", changes.data_keys, changes.data_file),
)


def all_pages(view: View) -> Iterator[Page]:
    """Give every page of the site that records make."""
    for kind in PAGES:
        yield from (kind.made(view, key) for key in kind.keys(view))
