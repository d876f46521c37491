"""The page of a policy option: what could be decided, as sure as the weakest finding that it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from evibase.artifact import AUTHORED, Outline, Page
from evibase.graph.weakest_link import WeakestLink, weakest_link
from evibase.graph.wording import wording
from evibase.pages.balance import in_shapes
from evibase.pages.cite import cite_box
from evibase.pages.parts import Card, Parts
from evibase.pages.rendering import render
from evibase.pages.rows import rows
from evibase.pages.view import View
from evibase.pages.words import ROLE, count, say
from evibase.records.model import Ref
from evibase.records.policy_option import PolicyOption

#: Where options are compared; no option has this id.
COMPARING = "policy-options/compare"


def keys(view: View) -> Iterator[str]:
    """Give the id of every policy option."""
    yield from view.graph.base.of(PolicyOption)


def outline(view: View, name: str) -> Outline:
    """Give what is to be known of the page of a policy option."""
    option = view.graph.base.of(PolicyOption)[name]
    return Outline(f"policy-options/{name}.md", option.path, markdown=option.body)


def page(view: View, name: str) -> Page:
    """Give the page of a policy option."""
    option = view.graph.base.of(PolicyOption)[name]
    path = f"policy-options/{name}.md"
    parts = Parts(view, view.page_url(path))
    weakest = weakest_link(view.graph, option, view.standings)
    lowest = parts.card(weakest.finding) if weakest else None
    cases = [Ref("case-studies", case) for case in option.cases]
    asked = view.graph.links_to(option.ref, "implication")
    values = {
        "crumbs": parts.crumbs((say("Policy options"), "policy-options/index.md"), (option.title, "")),
        "option": option,
        "name": name,
        "comparing": parts.to_page(f"{COMPARING}.md"),
        "themes": parts.links("themes", option.themes),
        "actors": parts.links("audiences", option.actors),
        "instrument": parts.anchor(Ref("instruments", option.instrument)),
        "weakest": lowest,
        "balance": in_shapes(lowest.facts) if lowest else "",
        "wording": say(wording(weakest).sentence),
        "how_worded": parts.to_page(f"{COMPARING}.md") + "#wording",
        "warnings": warnings_of(weakest),
        "basis": _basis(parts, option),
        "authored": AUTHORED if option.body else "",
        "cases": rows(parts, cases),
        "asked": [(parts.anchor(link.origin), link.note) for link in asked if link.origin.id in view.findings],
        "contribute": parts.to_written("contribute/index.md"),
        "authors": ", ".join(view.people(option.by)),
        "cite": cite_box(view, option.ref, option.title, option.by),
    }
    return Page(
        path, option.title, option.summary, render("policy_option.html", **values), option.path,
        contents=tuple(_contents(values)), markdown=option.body or "",
    )  # fmt: skip


def warnings_of(weakest: WeakestLink | None) -> list[str]:
    """Say what a reader should know before leaning on the option."""
    if weakest is None:
        return [say("No finding of this base supports it.")]
    kinds = (
        (weakest.contested, "finding that it rests on is contested.", "findings that it rests on are contested."),
        (
            weakest.unassessed,
            "finding that it rests on has not been assessed.",
            "findings that it rests on have not been assessed.",
        ),
        (
            weakest.superseded,
            "finding that it rests on no longer stands.",
            "findings that it rests on no longer stand.",
        ),
        (
            weakest.retracted,
            "finding that it rests on leans on retracted work.",
            "findings that it rests on lean on retracted work.",
        ),
    )
    return [count(len(found), one, many) for found, one, many in kinds if found]


def _basis(parts: Parts, option: PolicyOption) -> list[Card]:
    order = list(ROLE)
    cards = []
    for item in sorted(option.basis, key=lambda basis: order.index(basis.role)):
        ref = parts.view.graph.resolve(Ref("findings", item.finding))
        if ref:
            cards.append(parts.card(ref.id, why=say(ROLE[item.role]), kind=item.role, note=item.note or ""))
    return cards


def _contents(values: dict[str, object]) -> Iterator[tuple[str, str]]:
    yield "problem", say("The problem")
    yield "basis", say("What it rests on")
    for value, anchor, words in (
        ("authored", "more", say("More about it")),
        ("asked", "asked", say("Where it is asked for")),
    ):
        if values[value]:
            yield anchor, words
    yield "cases", say("Who has tried it")
    yield "cite", say("Cite this")
