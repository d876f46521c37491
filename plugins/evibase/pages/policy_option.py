"""The page of a policy option: what could be decided, as sure as the weakest finding that it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from evibase.artifact import AUTHORED, Outline, Page
from evibase.graph.weakest_link import WeakestLink, weakest_link
from evibase.graph.wording import wording
from evibase.pages.balance import in_shapes
from evibase.pages.cite import cite_box
from evibase.pages.paging import number_of, numbered, page_path, paging, part_of
from evibase.pages.parts import Card, Parts
from evibase.pages.rendering import render
from evibase.pages.rows import rows
from evibase.pages.standing_links import standing_links
from evibase.pages.view import View
from evibase.pages.words import ROLE, count, say
from evibase.records.model import Link, Ref
from evibase.records.policy_option import PolicyOption

#: Where options are compared; no option has this id.
COMPARING = "policy-options/compare"


def keys(view: View) -> Iterator[str]:
    """Give the id of every policy option, and the numbers of the further pages of what asks for it."""
    asked = view.kept("how many ask for options", partial(_how_many, view))
    for name in view.graph.base.of(PolicyOption):
        yield from numbered(name, asked[name])


def _how_many(view: View, name: str) -> int:
    return len(_asked(view, name))


def _asked(view: View, name: str) -> tuple[Link, ...]:
    """Give the implications of findings that an option spells out."""
    return standing_links(view, Ref("policy-options", name), "implication")


def outline(view: View, key: str) -> Outline:
    """Give what is to be known of a page of a policy option."""
    name, nth = number_of(key)
    option = view.graph.base.of(PolicyOption)[name]
    return Outline(page_path(f"policy-options/{name}.md", nth), option.path, markdown=option.body if nth == 1 else None)


def page(view: View, key: str) -> Page:
    """Give a page of a policy option; further pages go on with what asks for it."""
    name, nth = number_of(key)
    option = view.graph.base.of(PolicyOption)[name]
    first = f"policy-options/{name}.md"
    path = page_path(first, nth)
    parts = Parts(view, view.page_url(path))
    weakest = weakest_link(view.graph, option, view.standings)
    lowest = parts.card(weakest.finding) if weakest else None
    cases = [Ref("case-studies", case) for case in option.cases]
    asked = _asked(view, name)
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
        "authored": AUTHORED if option.body and nth == 1 else "",
        "cases": rows(parts, cases),
        "asked": [(parts.anchor(link.origin), link.note) for link in part_of(asked, nth)],
        "pages": paging(parts, first, nth, len(asked)),
        "contribute": parts.to_written("contribute/index.md"),
        "authors": ", ".join(view.people(option.by)),
        "cite": cite_box(view, option.ref, option.title, option.by),
    }
    title = option.title if nth == 1 else say("{name}, page {number}").format(name=option.title, number=nth)
    return Page(
        path, title, option.summary, render("policy_option.html", **values), option.path,
        contents=tuple(_contents(values)), markdown=(option.body or "") if nth == 1 else None,
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
