"""The kit of a theme: what a team needs to work with it for 45 minutes, each sheet on a page of its own when printed.

What it asks comes from the theme: contested findings become questions, options become rows of the plan. What is the
same for all themes stands in `content/kit.yml`; a base without that file has no kits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import cycle
from typing import NamedTuple

from evibase.artifact import Outline, Page
from evibase.graph.standing import contradicting
from evibase.graph.weakest_link import weakest_link
from evibase.graph.wording import wording
from evibase.pages.brief import FACET, has_brief
from evibase.pages.issue_links import new_issue
from evibase.pages.parts import Anchor, Card, Parts
from evibase.pages.rendering import render
from evibase.pages.term_options import options_of
from evibase.pages.view import View
from evibase.pages.words import say
from evibase.records.finding import Finding
from evibase.records.kit import Kit
from evibase.records.model import Passage, Ref
from evibase.records.policy_option import PolicyOption

#: How many findings of a sort are talked about, and how many options have a row: more is no session of one team.
MOST_CONTESTED, MOST_OPTIONS = 12, 12
_MOST_KNOWN, _MOST_OTHERS = 4, 4
#: The issue form that a team fills in when it has tried something, and the section of the guide for those without.
_FORM = "tried-it"


class Asked(NamedTuple):
    """A finding and what is asked of it. `others` are what speaks against it, in one sentence each."""

    card: Card
    question: str
    others: tuple[str, ...] = ()


class Row(NamedTuple):
    """A row of the plan: an option, who would act, and how sure it is."""

    option: Anchor
    actors: str
    wording: str


class Source(NamedTuple):
    """Where a sheet comes from."""

    anchor: Anchor
    locator: str


def keys(view: View) -> Iterator[str]:
    """Give the id of every theme that has a kit."""
    yield from (ref.id for ref in view.terms if has_kit(view, ref))


def has_kit(view: View, ref: Ref) -> bool:
    """Say whether a term has a kit."""
    return has_brief(view, ref) and _kit(view) is not None


def path_of(name: str) -> str:
    """Give the path of the page of a theme's kit."""
    return f"{FACET}/{name}/kit.md"


def outline(view: View, name: str) -> Outline:
    """Give what is to be known of the page of a kit."""
    kit = _kit(view)
    return Outline(path_of(name), kit.path if kit else "")


def page(view: View, name: str) -> Page:
    """Give the page of a theme's kit."""
    kit = _kit(view)
    assert kit is not None  # noqa: S101 - without one there are no keys
    ref = Ref(FACET, name)
    path = path_of(name)
    parts = Parts(view, view.page_url(path))
    label = view.name(ref)
    options = options_of(view, ref)
    asked = _asked(parts, kit, ref)
    body = render(
        "kit.html",
        crumbs=parts.crumbs(
            (view.graph.base.vocabularies[FACET].label, f"{FACET}/index.md"), (label, f"{FACET}/{name}.md"),
            (say("Team kit"), ""),
        ),
        name=label,
        kit=kit,
        assets=f"{parts.root}assets/evibase/",
        theme=parts.anchor(ref).href,
        brief=parts.to_page(f"{FACET}/{name}/brief.md"),
        contested=asked["contested"],
        known=asked["known"],
        others=(*asked["condition"], *asked["barrier"]),
        rows=[_row(parts, ref) for ref in options[:MOST_OPTIONS]],
        more=len(options) > MOST_OPTIONS,
        sources=[[_source(parts, item) for item in check.sources] for check in kit.checks],
        plan_sources=[_source(parts, item) for item in kit.plan.sources],
        contract_sources=[_source(parts, item) for item in kit.contract.sources],
        form=_form(view, label, options[:MOST_OPTIONS]),
        guide=parts.to_written("contribute/index.md"),
    )  # fmt: skip
    return Page(
        path,
        say("Team kit: {name}").format(name=label),
        kit.about,
        body,
        kit.path,
        tuple(_contents(kit)),
        cites=tuple(_cites(kit)),
    )


def _kit(view: View) -> Kit | None:
    return next(iter(view.graph.base.of(Kit).values()), None)


def _contents(kit: Kit) -> Iterator[tuple[str, str]]:
    yield "session", say("The session")
    yield "questions", say("Questions to talk about")
    yield from ((f"check-{number}", check.title) for number, check in enumerate(kit.checks, 1))
    yield "plan", kit.plan.title
    yield "contract", kit.contract.title
    yield "tell", say("Tell us what happened")


def _cites(kit: Kit) -> Iterator[tuple[str, str]]:
    for number, check in enumerate(kit.checks, 1):
        yield from ((item.source, f"check-{number}") for item in check.sources)
    yield from ((item.source, "plan") for item in kit.plan.sources)
    yield from ((item.source, "contract") for item in kit.contract.sources)


def _asked(parts: Parts, kit: Kit, ref: Ref) -> dict[str, tuple[Asked, ...]]:
    """Give the findings to talk about, by what is asked of them."""
    view = parts.view
    found = view.carrying(ref)
    contested = [name for name in found if view.standings[name].contested]
    known = [name for name in found if not view.standings[name].contested]
    names = {
        "contested": contested[:MOST_CONTESTED],
        "known": known[:_MOST_KNOWN],
        "condition": [name for name in found if view.findings[name].conditions][:_MOST_OTHERS],
        "barrier": [name for name in found if view.findings[name].barriers][:_MOST_OTHERS],
    }
    return {kind: tuple(_questions(parts, kit, kind, chosen)) for kind, chosen in names.items()}


def _questions(parts: Parts, kit: Kit, kind: str, names: Iterable[str]) -> Iterator[Asked]:
    """Put the questions of one sort to findings, one after the other, so that not all are asked the same."""
    asks = [ask.text for ask in kit.ask if ask.of == kind]
    for name, text in zip(names, cycle(asks), strict=False):
        finding = parts.view.findings[name]
        others = {"contested": _against(parts.view, finding), "condition": finding.conditions}
        yield Asked(parts.card(name), text, others.get(kind, finding.barriers if kind == "barrier" else ()))


def _against(view: View, finding: Finding) -> tuple[str, ...]:
    said = [item.note for item in finding.evidence if item.stance == "contradicts" and item.note]
    return (*said, *(view.findings[name].claim for name in contradicting(view.graph, finding)))


def _row(parts: Parts, ref: Ref) -> Row:
    view = parts.view
    option = view.graph.base.of(PolicyOption)[ref.id]
    actors = ", ".join(view.name(Ref("audiences", actor)) for actor in option.actors)
    return Row(parts.anchor(ref), actors, say(wording(weakest_link(view.graph, option, view.standings)).short))


def _source(parts: Parts, item: Passage) -> Source:
    return Source(parts.anchor(Ref("sources", item.source)), item.locator)


def _form(view: View, label: str, options: Iterable[Ref]) -> str:
    """Give the address of the issue form with the theme and its options filled in; nothing without a repository."""
    named = "".join(f"\n- {view.name(ref)}" for ref in options)
    tried = say("Theme: {theme}").format(theme=label)
    tried += f"\n\n{say('Options (delete what you did not try):')}{named}\n" if named else "\n"
    title = say("We tried: {theme}").format(theme=label)
    return new_issue(view.settings.repo_url, _FORM, title, {"tried": tried})
