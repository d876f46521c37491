"""The page where policy options stand side by side.

Without JavaScript it is a table of all options, in pages. With it, two to four that the address names are put beside
each other (`?options=one,another`): the script reads a small JSON file of each, which this module makes, too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from evibase.artifact import File, Outline, Page
from evibase.graph.weakest_link import weakest_link
from evibase.graph.wording import WORDINGS, wording
from evibase.pages.cited import plain
from evibase.pages.paging import Paging, number_of, numbered, page_path, paging, part_of
from evibase.pages.parts import Anchor, Confidence, Parts, confidence
from evibase.pages.policy_option import COMPARING, warnings_of
from evibase.pages.rendering import render
from evibase.pages.view import View
from evibase.pages.words import LEVEL, OUTCOME, ROLE, TESTED, say
from evibase.pages.works import works_of
from evibase.records.case_study import CaseStudy
from evibase.records.model import Ref
from evibase.records.places import place_names
from evibase.records.policy_option import PolicyOption

_FIRST = f"{COMPARING}.md"
#: How many options may stand side by side. The script and the page say the same.
FEWEST, MOST = 2, 4
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


class Support(NamedTuple):
    """A finding in the basis of an option: its role, how sure it is, and whether it is contested."""

    role: str
    ref: Ref
    claim: str
    confidence: Confidence
    contested: bool
    note: str


class Compared(NamedTuple):
    """What is compared of an option. `weakest` is the finding that limits it."""

    option: PolicyOption
    actors: str
    means: str
    wording: str
    warnings: tuple[str, ...]
    weakest: Support | None
    basis: tuple[Support, ...]
    cases: tuple[CaseStudy, ...]


def compared(view: View, name: str) -> Compared:
    """Give what is compared of an option."""
    return view.kept("options compared", partial(_compared, view))[name]


def _compared(view: View, name: str) -> Compared:
    option = view.graph.base.of(PolicyOption)[name]
    link = weakest_link(view.graph, option, view.standings)
    basis = tuple(_basis(view, option))
    found = view.graph.base.of(CaseStudy)
    refs = (view.graph.resolve(Ref("case-studies", case)) for case in option.cases)
    return Compared(
        option=option,
        actors=", ".join(view.name(Ref("audiences", actor)) for actor in option.actors),
        means=view.name(Ref("instruments", option.instrument)),
        wording=say(wording(link).sentence),
        warnings=tuple(warnings_of(link)),
        weakest=next((item for item in basis if link and item.ref.id == link.finding), None),
        basis=basis,
        cases=tuple(found[ref.id] for ref in refs if ref and ref.id in found),
    )


def _basis(view: View, option: PolicyOption) -> Iterator[Support]:
    order = list(ROLE)
    for item in sorted(option.basis, key=lambda basis: order.index(basis.role)):
        ref = view.graph.resolve(Ref("findings", item.finding))
        if ref:
            stands = view.standings[ref.id]
            sure = confidence(stands.level, reviewed=stands.reviewed)
            yield Support(item.role, ref, view.name(ref), sure, stands.contested, item.note or "")


class Line(NamedTuple):
    """An option in the table of all options."""

    link: Anchor
    name: str
    it: Compared
    sure: Confidence
    cases: tuple[Anchor, ...]


def keys(view: View) -> Iterator[str]:
    """Give the page, and the numbers of the further pages of its table."""
    yield from numbered("compare", len(view.listed["policy-options"]))


def outline(view: View, key: str) -> Outline:  # noqa: ARG001 - every page kind has the same signature
    """Give what is to be known of one page."""
    # No contents beside the table: it takes the width of the page.
    return Outline(page_path(_FIRST, number_of(key)[1]), headed=False)


def page(view: View, key: str) -> Page:
    """Give one page of the table of options; the first is where the script puts options side by side."""
    _, nth = number_of(key)
    path = page_path(_FIRST, nth)
    parts = Parts(view, view.page_url(path))
    listed = view.listed["policy-options"]
    name = say("Compare policy options")
    trail = [(say("Policy options"), "policy-options/index.md"), (name, _FIRST)]
    pages: Paging = paging(parts, _FIRST, nth, len(listed))
    body = render(
        "options_compared.html",
        crumbs=parts.crumbs(*trail, *([(str(nth), "")] if nth > 1 else [])),
        first=nth == 1,
        root=parts.root,
        lines=[_line(parts, ref) for ref in part_of(listed, nth)],
        pages=pages,
        wordings=[
            (say(LEVEL[row.level]) if number else say("No finding supports it"), say(row.term), say(row.sentence))
            for number, row in enumerate(WORDINGS)
        ],
    )
    title = name if nth == 1 else say("{name}, page {number}").format(name=name, number=nth)
    return Page(
        path,
        title,
        say("Two to four policy options side by side: problem, actor, level, basis, weakest link, cost and cases."),
        body,
    )


def _line(parts: Parts, ref: Ref) -> Line:
    it = compared(parts.view, ref.id)
    sure = it.weakest.confidence if it.weakest else confidence(None, reviewed=False)
    return Line(parts.anchor(ref), ref.id, it, sure, tuple(parts.anchor(case.ref) for case in it.cases))


def file_keys(view: View) -> Iterator[str]:
    """Give the id of every policy option."""
    yield from view.graph.base.of(PolicyOption)


def file(view: View, name: str) -> File:
    """Give what is compared of an option as JSON. Addresses are those from the site's root."""
    it = compared(view, name)
    option = it.option
    made = {
        "id": name,
        "title": option.title,
        "address": view.url(option.ref),
        "summary": option.summary,
        "problem": option.problem,
        "actors": it.actors,
        "level": option.level.capitalize(),
        "means": it.means,
        "wording": it.wording,
        "warnings": it.warnings,
        "weakest": _support(view, it.weakest) if it.weakest else None,
        "basis": [_support(view, item) for item in it.basis],
        "cost": option.cost or "",
        "cases": [
            {
                "title": case.title,
                "address": view.url(case.ref),
                "about": f"{say(OUTCOME[case.outcome])}; {say(TESTED[case.tested]).lower()}; {place_names(case.where)}",
            }
            for case in it.cases
        ],
    }
    return File(f"policy-options/{name}.json", _JSON(_without_citations(view, made)).encode())


def _without_citations(view: View, value: object) -> object:
    """Give a value with the citations in its texts as plain words: the script shows text, not links."""
    if isinstance(value, str):
        return plain(works_of(view), value) if "@" in value else value
    if isinstance(value, dict):
        return {name: _without_citations(view, each) for name, each in value.items()}
    return [_without_citations(view, each) for each in value] if isinstance(value, (list, tuple)) else value


def _support(view: View, item: Support) -> dict[str, object]:
    return {
        "role": item.role,
        "words": say(ROLE[item.role]),
        "claim": item.claim,
        "address": view.url(item.ref),
        "level": item.confidence.name,
        "sure": item.confidence.word + (f" ({say('proposed')})" if item.confidence.proposed else ""),
        "contested": item.contested,
        "note": item.note,
    }
