"""The page of a case study: what was tried where, how it came out, and which findings it shows."""

from __future__ import annotations

from collections.abc import Iterator

from evibase.artifact import AUTHORED, Outline, Page
from evibase.pages.cite import cite_box
from evibase.pages.parts import Parts
from evibase.pages.rendering import render
from evibase.pages.rows import rows
from evibase.pages.view import View
from evibase.pages.words import OUTCOME, TESTED, say
from evibase.records.case_study import CaseStudy
from evibase.records.model import Ref
from evibase.records.places import place_names


def keys(view: View) -> Iterator[str]:
    """Give the id of every case study."""
    yield from view.graph.base.of(CaseStudy)


def outline(view: View, name: str) -> Outline:
    """Give what is to be known of the page of a case study."""
    case = view.graph.base.of(CaseStudy)[name]
    return Outline(f"case-studies/{name}.md", case.path, markdown=case.body)


def page(view: View, name: str) -> Page:
    """Give the page of a case study."""
    case = view.graph.base.of(CaseStudy)[name]
    path = f"case-studies/{name}.md"
    parts = Parts(view, view.page_url(path))
    citing = [link.origin.id for link in view.graph.links_to(case.ref, "case") if link.origin.section == "findings"]
    shown = view.strongest_first([*view.graph.findings_named(case.findings), *citing])
    options = dict.fromkeys(
        link.origin for link in view.graph.links_to(case.ref, "case") if link.origin.section == "policy-options"
    )
    body = render(
        "case_study.html",
        crumbs=parts.crumbs((say("Case studies"), "case-studies/index.md"), (case.title, "")),
        case=case,
        outcome=say(OUTCOME[case.outcome]),
        tested=say(TESTED[case.tested]),
        places=place_names(case.where),
        themes=parts.links("themes", case.themes),
        sectors=parts.links("sectors", case.sectors),
        sources=[(parts.anchor(Ref("sources", item.source)), item.locator) for item in case.sources],
        authors=", ".join(view.people(case.by)),
        authored=AUTHORED if case.body else "",
        cards=parts.cards(shown),
        options=rows(parts, options),
        cite=cite_box(view, case.ref, case.title, case.by),
    )
    return Page(
        path, case.title, case.summary, body, case.path,
        contents=tuple(_contents(bool(case.body), bool(shown), bool(options))), markdown=case.body or "",
        cites=tuple((item.source, "sources") for item in case.sources),
    )  # fmt: skip


def _contents(authored: bool, shown: bool, options: bool) -> Iterator[tuple[str, str]]:  # noqa: FBT001 - three plain facts
    yield "problem", say("The problem")
    yield "done", say("What was done")
    yield "result", say("What happened")
    if authored:
        yield "more", say("More about it")
    if shown:
        yield "findings", say("Findings that it shows")
    if options:
        yield "options", say("Options that it bears on")
    yield "sources", say("Where it is reported")
    yield "cite", say("Cite this")
