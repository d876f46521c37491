"""The explorer: every record in one list, readable without JavaScript, searched and filtered with it."""

from __future__ import annotations

from collections.abc import Iterator

from evibase.artifact import Outline, Page
from evibase.pages import gap_map, gap_map_axes
from evibase.pages.fit import fit_bar
from evibase.pages.issue_links import new_issue
from evibase.pages.paging import number_of, numbered, page_path, paging
from evibase.pages.parts import Parts
from evibase.pages.rendering import render
from evibase.pages.rows import rows
from evibase.pages.view import View
from evibase.pages.words import count, say

_FIRST = "explore/index.md"


def keys(view: View) -> Iterator[str]:
    """Give the explorer, and the numbers of the further pages of its list."""
    yield from numbered("explore", view.how_many(""))


def outline(view: View, key: str) -> Outline:  # noqa: ARG001 - every page kind has the same signature
    """Give what is to be known of one page of the explorer."""
    _, nth = number_of(key)
    return Outline(page_path(_FIRST, nth), headed=False, section=nth == 1)


def page(view: View, key: str) -> Page:
    """Give one page of the explorer."""
    _, nth = number_of(key)
    path = page_path(_FIRST, nth)
    parts = Parts(view, view.page_url(path))
    number = view.how_many("")
    body = render(
        "explore.html",
        number=count(number, "record", "records"),
        map=parts.to_page(gap_map.FIRST) if gap_map_axes.pairs_of(view) else "",
        index=f"{parts.root}search/index.json",
        ask=new_issue(view.settings.repo_url, "question", say("Question")) or parts.to_written("contribute/index.md"),
        fit_bar=fit_bar(parts),
        action=parts.to_page(_FIRST),
        browse=[
            (v.label, parts.to_page(f"{facet}/index.md"))
            for facet, v in view.graph.base.vocabularies.items()
            if v.on == "finding"
        ],
        rows=rows(parts, view.part("", nth)),
        pages=paging(parts, _FIRST, nth, number),
    )
    title = say("Explore") if nth == 1 else say("Explore, page {number}").format(number=nth)
    return Page(path, title, say("Search and filter everything in this base."), body, section=nth == 1)
