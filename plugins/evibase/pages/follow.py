"""How to follow the base: what feeds are, for people who do not know them, and where they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from evibase.artifact import Outline, Page
from evibase.pages.feed import FOLLOWED, followed, paths
from evibase.pages.parts import Anchor, Parts, link_to
from evibase.pages.rendering import render
from evibase.pages.view import View
from evibase.pages.words import say
from evibase.records.model import Ref

_PATH = "follow/index.md"


class Followed(NamedTuple):
    """Something that can be followed: its page, and its two feeds."""

    link: Anchor
    feeds: tuple[Anchor, Anchor]


class Group(NamedTuple):
    """The terms of one vocabulary that can be followed."""

    name: str
    items: tuple[Followed, ...]


def keys(view: View) -> Iterator[str]:  # noqa: ARG001 - every page kind has the same signature
    """Give the one page."""
    yield "follow"


def outline(view: View, key: str) -> Outline:  # noqa: ARG001 - every page kind has the same signature
    """Give what is to be known of it."""
    return Outline(_PATH, headed=False, section=True)


def page(view: View, key: str) -> Page:  # noqa: ARG001 - every page kind has the same signature
    """Give the page."""
    parts = Parts(view, view.page_url(_PATH))
    groups = [
        Group(
            view.graph.base.vocabularies[facet].label,
            tuple(_followed(parts, ref) for ref in followed(view) if ref.section == facet),
        )
        for facet in FOLLOWED
        if facet in view.graph.base.vocabularies
    ]
    whole = Followed(link_to(say("The whole base"), parts.to_page("index.md")), feeds(parts, None))
    body = render(
        "follow.html",
        crumbs=parts.crumbs((say("Follow"), "")),
        whole=whole,
        groups=groups,
        changes=parts.to_page("changes/index.md"),
    )
    return Page(_PATH, say("Follow"), say("Hear of new findings without coming back to look."), body, section=True)


def _followed(parts: Parts, ref: Ref) -> Followed:
    return Followed(parts.anchor(ref), feeds(parts, ref))


def feeds(parts: Parts, ref: Ref | None) -> tuple[Anchor, Anchor]:
    """Give the links to the two feeds of a term, or of the whole base."""
    atom, json = paths(ref)
    return link_to("Atom", parts.root + atom), link_to("JSON Feed", parts.root + json)
