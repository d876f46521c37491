"""The page of a theme's brief: the twin of the PDF, to read on a screen or to print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from evibase.artifact import Outline, Page
from evibase.pages import brief_pdf
from evibase.pages.brief import FACET, Brief, Passage, Point, brief_of, briefed, points_of
from evibase.pages.parts import Anchor, Parts, link_to
from evibase.pages.rendering import render
from evibase.pages.view import View
from evibase.pages.words import count, say
from evibase.records.model import Ref


class Shown(NamedTuple):
    """A point with its links: to the record, and to each source."""

    point: Point
    record: str
    kind: str
    passages: tuple[tuple[Anchor, str], ...]
    more: str
    place: str
    below: tuple[Shown, ...]


class ShownSection(NamedTuple):
    """A section of a brief with its links."""

    anchor: str
    title: str
    points: tuple[Shown, ...]
    rest: str


#: What the record is called that a sentence stands in.
_KINDS = {"findings": "Finding", "policy-options": "Option", "questions": "Question"}


def keys(view: View) -> Iterator[str]:
    """Give the id of every theme that has a brief."""
    yield from (ref.id for ref in briefed(view))


def path_of(name: str) -> str:
    """Give the path of the page of a theme's brief."""
    return f"{FACET}/{name}/brief.md"


def outline(view: View, name: str) -> Outline:  # noqa: ARG001 - every page kind has the same signature
    """Give what is to be known of the page of a brief."""
    return Outline(path_of(name))


def page(view: View, name: str) -> Page:
    """Give the page of a theme's brief."""
    ref = Ref(FACET, name)
    path = path_of(name)
    parts = Parts(view, view.page_url(path))
    brief = brief_of(view, ref)
    numbered = {id(point): f"point-{number}" for number, point in enumerate(points_of(brief), 1)}
    sections = [
        ShownSection(each.anchor, each.title, tuple(_shown(parts, point, numbered) for point in each.points), each.rest)
        for each in brief.sections
    ]
    body = render(
        "theme_brief.html",
        crumbs=parts.crumbs(
            (view.graph.base.vocabularies[FACET].label, f"{FACET}/index.md"), (brief.name, f"{FACET}/{name}.md"),
            (say("Brief"), ""),
        ),
        brief=brief,
        sections=sections,
        theme=parts.anchor(ref).href,
        methods=parts.to_written("about/methods.md"),
        assets=f"{parts.root}assets/evibase/",
        own=parts.to_page("brief/index.md"),
        pdf=parts.root + brief_pdf.path_of(name) if view.settings.pdf else "",
    )  # fmt: skip
    return Page(
        path,
        say("Brief: {name}").format(name=brief.name),
        brief.question,
        body,
        contents=(*((each.anchor, each.title) for each in brief.sections), ("how-sure", say("How sure this is"))),
        cites=tuple(_cites(brief, numbered)),
    )


def _shown(parts: Parts, point: Point, numbered: dict[int, str]) -> Shown:
    return Shown(
        point,
        parts.anchor(point.ref).href,
        say(_KINDS[point.ref.section]),
        tuple(_passage(parts, passage) for passage in point.passages),
        count(point.more, "more place", "more places") if point.more else "",
        numbered[id(point)],
        tuple(_shown(parts, below, numbered) for below in point.below),
    )


def _passage(parts: Parts, passage: Passage) -> tuple[Anchor, str]:
    return link_to(passage.label, parts.anchor(Ref("sources", passage.key)).href), passage.locator


def _cites(brief: Brief, numbered: dict[int, str]) -> Iterator[tuple[str, str]]:
    for point in points_of(brief):
        yield from ((passage.key, numbered[id(point)]) for passage in point.passages)
