"""The home page: one box to ask in, the themes, what is contested, what is new, and other ways in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from evibase.artifact import AUTHORED, Outline, Page
from evibase.graph.weakest_link import STRENGTH
from evibase.pages import brief_desk, fit, gap_map, gap_map_axes
from evibase.pages.authored import front_matter
from evibase.pages.cite import base_box
from evibase.pages.dated import Change, changes, kind_of
from evibase.pages.parts import Anchor, Parts, confidence, link_to, linked
from evibase.pages.policy_option import COMPARING
from evibase.pages.rendering import render
from evibase.pages.view import View
from evibase.pages.words import STANCE, count, say
from evibase.records.authored import Authored
from evibase.records.model import Ref
from evibase.records.policy_option import PolicyOption
from evibase.records.term_page import TermPage

#: The facet whose terms stand on the home page. A base without it shows its first vocabulary.
_FIRST = "themes"
_MOST_CARDS = 3
_MOST_NEW = 5
_MOST_HINTS = 3
_MOST_PLACES = 6


class Tile(NamedTuple):
    """One theme on the home page."""

    link: Anchor
    text: str
    numbers: str


class Workplaces(NamedTuple):
    """The way in by sector, or by what else counts most for fit: what it is called, and links."""

    name: str
    links: Markup


class New(NamedTuple):
    """One of the newest changes: the record, what became of it, and what it is."""

    link: Anchor
    word: str
    kind: str


class Way(NamedTuple):
    """A page that leads into the base, and what it is good for."""

    link: Anchor
    text: str


def keys(view: View) -> Iterator[str]:  # noqa: ARG001 - every page kind has the same signature
    """Give the one home page."""
    yield "home"


def outline(view: View, key: str) -> Outline:  # noqa: ARG001 - every page kind has the same signature
    """Give what is to be known of the home page."""
    authored = view.authored("index.md")
    edit, markdown = ("content/index.md", authored.body) if authored else ("", None)
    described = bool(_front_matter(authored)[1])
    return Outline("index.md", edit, headed=False, markdown=markdown, section=True, described=described)


def page(view: View, key: str) -> Page:  # noqa: ARG001 - every page kind has the same signature
    """Give the home page."""
    parts = Parts(view, view.page_url("index.md"))
    authored = view.authored("index.md")
    facet = _FIRST if _FIRST in view.graph.base.vocabularies else next(iter(view.graph.base.vocabularies), "")
    contested = view.kept("contested", partial(_contested, view))[""]
    title, description = _front_matter(authored)
    body = render(
        "home.html",
        title=title or view.settings.site_name,
        authored=AUTHORED if authored and authored.body else "",
        explore=parts.to_page("explore/index.md"),
        levels=[confidence(level, reviewed=True) for level in reversed(STRENGTH)],
        stances=[(name, say(word)) for name, word in STANCE.items()],
        numbers=_numbers(parts, len(contested)),
        tiles=[_tile(parts, ref) for ref in view.terms if ref.section == facet],
        hint=_hint(view, facet),
        places=_workplaces(parts),
        facet=view.graph.base.vocabularies[facet].label if facet else "",
        contested=parts.cards(contested[:_MOST_CARDS]),
        cite=base_box(view),
        news=[_new(parts, change) for change in changes(view)[:_MOST_NEW]],
        all_changes=parts.to_page("changes/index.md"),
        ways=_ways(parts),
        methods=parts.to_written("about/methods.md"),
        all_contested=_all_contested(parts),
    )
    return Page(
        "index.md", title or view.settings.site_name, description, body, "content/index.md" if authored else "",
        markdown=authored.body if authored else None, section=True,
    )  # fmt: skip


def _contested(view: View, _: str) -> tuple[str, ...]:
    return tuple(view.strongest_first(name for name in view.findings if view.standings[name].contested))


def _hint(view: View, facet: str) -> str:
    """Give a few words that somebody could search for: how else the first themes are called."""
    terms = (view.terms[ref] for ref in view.terms if ref.section == facet)
    return ", ".join([(*term.alt, term.label.lower())[0] for term in terms][:_MOST_HINTS])


def _numbers(parts: Parts, contested: int) -> list[tuple[str, str, str]]:
    """Give what the base holds: a number, a noun, and the page that lists them, where there are any."""
    view = parts.view
    options = len(view.graph.base.of(PolicyOption))
    counted = (
        (len(view.findings), "finding", "findings", parts.to_page("findings/index.md")),
        (contested, "contested", "contested", _all_contested(parts)),
        (options, "policy option", "policy options", parts.to_page("policy-options/index.md")),
        (len(view.graph.base.reference_of), "source", "sources", parts.to_page("bibliography/index.md")),
    )
    return [
        (*count(number, one, many).split(" ", 1), href if number else "")  # type: ignore[misc]  # two and one
        for number, one, many, href in counted
    ]


def _all_contested(parts: Parts) -> str:
    return f"{parts.to_page('explore/index.md')}?contested=yes"


def _tile(parts: Parts, ref: Ref) -> Tile:
    """Give a theme with the question that it answers, or else with what it is."""
    view = parts.view
    written = view.record(ref)
    question = written.question if isinstance(written, TermPage) else ""
    return Tile(parts.anchor(ref), question or view.terms[ref].definition, parts.how_many(ref))


def _workplaces(parts: Parts) -> Workplaces | None:
    """Give the terms of what counts most for fit, such as the sector, of which most is known; without the general one.

    A reader's first question is often whether there is anything about a place like theirs.
    """
    view = parts.view
    vocabulary = view.graph.base.vocabularies.get(fit.criteria(view)[0].id)
    if vocabulary is None:
        return None
    refs = [Ref(vocabulary.id, term.id) for term in vocabulary.terms if term.id != vocabulary.general]
    known = sorted((ref for ref in refs if view.carrying(ref)), key=lambda ref: -len(view.carrying(ref)))
    everything = link_to(
        say("all {facet}").format(facet=vocabulary.label.lower()), parts.to_page(f"{vocabulary.id}/index.md")
    )
    name = say("By {facet}").format(facet=vocabulary.singular.lower())
    return Workplaces(name, linked([*map(parts.anchor, known[:_MOST_PLACES]), everything])) if known else None


def _new(parts: Parts, change: Change) -> New:
    return New(parts.anchor(change.ref), change.word, kind_of(parts.view, change.ref))


def _ways(parts: Parts) -> list[Way]:
    """Give the other ways into the base, each with what it is good for; those that the base has."""
    view = parts.view
    pages = (
        (say("Evidence map"), parts.to_page(gap_map.FIRST) if gap_map_axes.pairs_of(view) else "",
         say("where there is evidence, and where it is missing")),
        (say("Does this fit my workplace?"), parts.to_page(fit.PATH),
         say("what was found in places like yours comes first")),
        (say("Policy options side by side"),
         parts.to_page(f"{COMPARING}.md") if view.graph.base.of(PolicyOption) else "",
         say("each as sure as what it rests on")),
        (say("Briefs"), parts.to_page(brief_desk.PATH), say("two pages for a meeting: ready, or made by you")),
        (say("Models"), parts.to_written("models/index.md"), say("ways of looking at learning at work, drawn")),
        (say("Follow"), parts.to_page("follow/index.md"), say("hear of new findings without coming back to look")),
    )  # fmt: skip
    return [Way(link_to(name, href), text) for name, href, text in pages if href]


def _front_matter(authored: object) -> tuple[str, str]:
    """Give title and description of an authored page, whose front matter is otherwise the host's affair."""
    if not isinstance(authored, Authored):
        return "", ""
    data = front_matter(authored)
    return str(data.get("title", "")), str(data.get("description", ""))
