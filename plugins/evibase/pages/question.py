"""The page of an open question: what is not known, of what kind the gap is, and what bears on it."""

from __future__ import annotations

from collections.abc import Iterator

from evibase.artifact import AUTHORED, Outline, Page
from evibase.pages.cite import cite_box
from evibase.pages.parts import Parts
from evibase.pages.rendering import render
from evibase.pages.view import View
from evibase.pages.words import GAP, STATUS, say
from evibase.records.model import Ref
from evibase.records.question import Question


def keys(view: View) -> Iterator[str]:
    """Give the id of every open question."""
    yield from view.graph.base.of(Question)


def outline(view: View, name: str) -> Outline:
    """Give what is to be known of the page of an open question."""
    question = view.graph.base.of(Question)[name]
    return Outline(f"questions/{name}.md", question.path, markdown=question.body)


def page(view: View, name: str) -> Page:
    """Give the page of an open question."""
    question = view.graph.base.of(Question)[name]
    path = f"questions/{name}.md"
    parts = Parts(view, view.page_url(path))
    shown = view.strongest_first(view.graph.findings_named(question.findings))
    body = render(
        "question.html",
        crumbs=parts.crumbs((say("Open questions"), "questions/index.md"), (question.title, "")),
        question=question,
        kind=say(GAP[question.kind]),
        status=say(STATUS[question.status]),
        themes=parts.links("themes", question.themes),
        sectors=parts.links("sectors", question.sectors),
        origin=[(parts.anchor(Ref("sources", item.source)), item.locator) for item in question.origin_of],
        authors=", ".join(view.people(question.by)),
        authored=AUTHORED if question.body else "",
        cards=parts.cards(shown),
        contribute=parts.to_written("contribute/index.md"),
        cite=cite_box(view, question.ref, question.title, question.by),
    )
    contents = [("known", say("What bears on it"))]
    if question.body:
        contents.insert(0, ("why", say("Why it matters")))
    contents.append(("about", say("About this question")))
    contents.append(("cite", say("Cite this")))
    description = f"{say('Open question')}: {say(GAP[question.kind])}."
    return Page(
        path, question.title, description, body, question.path, tuple(contents), markdown=question.body or "",
        cites=tuple((item.source, "origin") for item in question.origin_of),
    )  # fmt: skip
