"""Section indexes: every finding, option, case, question, source and term, in lists that page."""

from __future__ import annotations

from collections.abc import Iterator

from evibase.artifact import AUTHORED, Outline, Page
from evibase.pages.fit import fit_bar, fit_of
from evibase.pages.paging import number_of, numbered, page_path, paging
from evibase.pages.parts import Parts
from evibase.pages.policy_option import COMPARING
from evibase.pages.rendering import render
from evibase.pages.rows import rows
from evibase.pages.view import PER_PAGE, SECTIONS, View
from evibase.pages.words import count, say

#: What a section is called, and what it is, where nobody has written an index page for it.
_ABOUT = {
    "findings": (
        "Findings",
        "Every claim in this base, the surest first. Each says how sure we are, who says so, and where it holds.",
    ),
    "policy-options": (
        "Policy options",
        "What could be decided, each as sure as the weakest finding that it rests on.",
    ),
    "case-studies": ("Case studies", "Places where something was tried, and what happened."),
    "questions": ("Open questions", "What is not known yet, and of what kind the gap is."),
    "sources": ("Sources", "Every work that a finding, an option, a case or a page leans on."),
}

#: Sections whose records can be ordered by how well they fit.
_FITTED = frozenset({"findings", "policy-options", "case-studies"})


def keys(view: View) -> Iterator[str]:
    """Give each section, and the numbers of its further pages: `findings`, `findings 2`."""
    for section in (*SECTIONS, *view.graph.base.vocabularies):
        yield from numbered(section, view.how_many(section))


def outline(view: View, key: str) -> Outline:
    """Give what is to be known of one page of a section."""
    section, nth = number_of(key)
    path = page_path(f"{section}/index.md", nth)
    authored = view.authored(path)
    edit, markdown = (f"content/{path}", authored.body) if authored else ("", None)
    return Outline(path, edit, headed=False, markdown=markdown, section=nth == 1)


def page(view: View, key: str) -> Page:
    """Give one page of a section."""
    section, nth = number_of(key)
    first = f"{section}/index.md"
    path = page_path(first, nth)
    parts = Parts(view, view.page_url(path))
    shown, number = view.part(section, nth), view.how_many(section)
    authored = view.authored(path)
    name, about = _name(view, section)
    kind = "terms" if section in view.graph.base.vocabularies else section
    explore = f"{parts.to_page('explore/index.md')}?kind={kind}"
    body = render(
        "section.html",
        crumbs=parts.crumbs((name, "") if nth == 1 else (name, first), *([] if nth == 1 else [(str(nth), "")])),
        name=name,
        about=about,
        authored=AUTHORED if authored and authored.body else "",
        number=count(number, "entry", "entries"),
        cards=parts.cards([ref.id for ref in shown]) if section == "findings" else [],
        rows=[] if section == "findings" else rows(parts, shown, level=2),
        fits=[fit_of(view, ref) for ref in shown] if section == "findings" else [],
        fit_bar=fit_bar(parts, explore, paged=number > PER_PAGE) if number and section in _FITTED else "",
        pages=paging(parts, first, nth, number),
        explore=explore,
        comparing=parts.to_page(f"{COMPARING}.md") if section == "policy-options" else "",
        contribute=parts.to_written("contribute/index.md"),
    )
    title = name if nth == 1 else say("{name}, page {number}").format(name=name, number=nth)
    return Page(
        path, title, about, body, f"content/{path}" if authored else "",
        markdown=authored.body if authored else None, section=nth == 1,
    )  # fmt: skip


def _name(view: View, section: str) -> tuple[str, str]:
    vocabulary = view.graph.base.vocabularies.get(section)
    if vocabulary:
        return vocabulary.label, vocabulary.definition
    name, about = _ABOUT[section]
    return say(name), say(about)
