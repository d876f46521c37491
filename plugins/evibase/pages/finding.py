"""The page of a finding: the claim, its three facts, what to do, and then the detail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from markupsafe import Markup

from evibase.artifact import Outline, Page
from evibase.graph.related import Related, related
from evibase.graph.retraction import retracted
from evibase.graph.standing import GONE, Standing, contradicting
from evibase.pages.balance import missing, rests_on
from evibase.pages.chart import charts
from evibase.pages.cite import cite_box
from evibase.pages.neighbourhood import neighbourhood
from evibase.pages.parts import Anchor, Parts, facts
from evibase.pages.rendering import markup, render
from evibase.pages.rows import Row, row
from evibase.pages.view import View
from evibase.pages.words import COMPONENT, CONCERN, STANCE, count, say
from evibase.records.finding import COMPONENTS, Evidence, Finding
from evibase.records.model import Ref
from evibase.records.places import place_names


class Item(NamedTuple):
    """One piece of evidence with its number in the record and its links."""

    number: int
    evidence: Evidence
    source: Anchor
    design: str
    via: Anchor | None
    retracted: bool = False


class Column(NamedTuple):
    """One column of the balance sheet."""

    stance: str
    head: Markup
    items: tuple[Item, ...] = ()
    none: str = ""
    rests: str = ""


def keys(view: View) -> Iterator[str]:
    """Give the id of every finding, withdrawn ones too: their pages stay as tombstones."""
    yield from view.graph.base.of(Finding)


def outline(view: View, name: str) -> Outline:
    """Give what is to be known of the page of a finding."""
    return Outline(f"findings/{name}.md", view.graph.base.of(Finding)[name].path)


def page(view: View, name: str) -> Page:
    """Give the page of a finding."""
    finding = view.graph.base.of(Finding)[name]
    path = f"findings/{name}.md"
    parts = Parts(view, view.page_url(path))
    stands = view.standings[name]
    title = finding.title or finding.claim
    gone = finding.status in GONE
    opposed, near, uses = contradicting(view.graph, finding), _near(view, finding), _uses(view, finding)
    values = {
        "crumbs": parts.crumbs((say("Findings"), "findings/index.md"), (finding.title or say("This finding"), "")),
        "finding": finding,
        "facts": facts(view, stands, every_stance=True),
        "notice": _notice(parts, finding) if gone else None,
        "retracted": parts.links("sources", stands.retracted),
        "disagreement": _disagreement(view, finding, stands),
        "implications": _implications(parts, finding),
        "concerns": _concerns(finding),
        "missing": "" if gone else missing(view, finding, stands),
        "methods": parts.to_written("about/methods.md"),
        "balance": _balance(parts, finding),
        "opposed": parts.cards(opposed),
        "charts": charts(parts, finding.figures),
        "details": _details(finding),
        "used_in": _used_in(parts, finding, uses),
        "related": parts.related(near),
        "neighbourhood": neighbourhood(parts, finding, uses, opposed, near),
        "facets": _facets(parts, finding),
        "places": place_names(finding.where),
        "authors": ", ".join(view.people(finding.by)),
        "reviewers": ", ".join(view.people(finding.reviewed.by)) if finding.reviewed else "",
        "cite": cite_box(view, finding.ref, finding.claim, finding.by),
    }
    return Page(
        path=path,
        title=title,
        description=finding.plain or finding.claim,
        body=render("finding.html", **values),
        edit=finding.path,
        contents=tuple(_contents(values)),
        cites=tuple(_cites(finding)),
    )


def _cites(finding: Finding) -> Iterator[tuple[str, str]]:
    for number, item in enumerate(finding.evidence, 1):
        yield item.source, f"evidence-{number}"
        if item.via:
            yield item.via, f"evidence-{number}"


def _contents(values: dict[str, object]) -> Iterator[tuple[str, str]]:
    yield "what-to-do", say("What to do")
    yield "how-sure", say("How sure we are")
    yield "evidence", say("The evidence")
    optional = (
        ("charts", "figures", say("The figures")),
        ("details", "detail", say("In more detail")),
        ("used_in", "used-in", say("Where it is used")),
        ("related", "related", say("Related findings")),
    )
    yield from ((anchor, words) for value, anchor, words in optional if values[value])
    yield "near", say("In one picture")
    yield "about", say("About this finding")
    yield "cite", say("Cite this")


class Notice(NamedTuple):
    """What is said at the top of a finding that no longer stands."""

    title: str
    text: str
    link: Anchor | None


def _notice(parts: Parts, finding: Finding) -> Notice:
    """Say on the page that stays what became of the finding."""
    withdrawn = finding.status == "withdrawn"
    successor = parts.anchor(Ref("findings", finding.superseded_by)) if finding.superseded_by else None
    text = say("This finding no longer stands.") if withdrawn else say("A newer finding takes its place:")
    title = say("Withdrawn") if withdrawn else say("Superseded")
    return Notice(title, finding.withdrawn_because or text, successor)


def _disagreement(view: View, finding: Finding, stands: Standing) -> str:
    if not stands.contested:
        return ""
    said = []
    if stands.contradicts:
        said.append(count(stands.contradicts, "piece of evidence contradicts", "pieces of evidence contradict"))
    others = len(contradicting(view.graph, finding))
    if others:
        said.append(count(others, "other finding contradicts", "other findings contradict"))
    return say(" and ").join(said) + say(" this claim.")


class Todo(NamedTuple):
    """What one audience could do, and the policy option that spells it out."""

    text: str
    option: Anchor | None


class Group(NamedTuple):
    """The implications for one audience."""

    audience: str
    items: tuple[Todo, ...]


def _implications(parts: Parts, finding: Finding) -> list[Group]:
    groups: dict[str, list[Todo]] = {}
    for todo in finding.implications:
        option = parts.anchor(Ref("policy-options", todo.option)) if todo.option else None
        groups.setdefault(todo.audience, []).append(Todo(todo.text, option))
    return [Group(parts.view.name(Ref("audiences", name)), tuple(items)) for name, items in groups.items()]


class Concern(NamedTuple):
    """One component of the judgement, in plain words."""

    level: str
    name: str
    word: str
    meaning: str


def _concerns(finding: Finding) -> list[Concern]:
    """Give the four components of the confidence judgement in plain words, where they are judged."""
    judged = finding.confidence
    if judged is None or any(getattr(judged, component) is None for component in COMPONENTS):
        return []
    found = []
    for component in COMPONENTS:
        level = getattr(judged, component)
        name, meaning = COMPONENT[component]
        found.append(Concern(level, say(name), say(CONCERN[level]), say(meaning)))
    return found


_NONE = {
    "supports": "No source of this base supports the claim directly.",
    "qualifies": "No source of this base sets a condition.",
    "contradicts": "No source of this base contradicts the claim.",
}


def _balance(parts: Parts, finding: Finding) -> list[Column]:
    """Give the three columns of the balance sheet."""
    sides: dict[str, list[Item]] = {stance: [] for stance in STANCE}
    for number, evidence in enumerate(finding.evidence, 1):
        sides[evidence.stance].append(_item(parts, number, evidence))
    return [_column(parts, stance, items) if items else _empty(stance) for stance, items in sides.items()]


def _column(parts: Parts, stance: str, items: list[Item]) -> Column:
    rests = rests_on(parts.view, [item.evidence for item in items])
    return Column(stance, _column_head(stance, len(items)), tuple(items), rests=rests)


@cache
def _empty(stance: str) -> Column:
    return Column(stance, _column_head(stance, 0), none=say(_NONE[stance]))


@cache
def _column_head(stance: str, number: int) -> Markup:
    return markup("balance_head.html", stance=stance, word=say(STANCE[stance]), number=number)


def _item(parts: Parts, number: int, evidence: Evidence) -> Item:
    return Item(
        number=number,
        evidence=evidence,
        source=parts.anchor(Ref("sources", evidence.source)),
        design=parts.view.name(Ref("designs", evidence.design)),
        via=parts.anchor(Ref("sources", evidence.via)) if evidence.via else None,
        retracted=evidence.source in retracted(parts.view.graph),
    )


class _Detail(NamedTuple):
    name: str
    text: str = ""
    items: tuple[str, ...] = ()


def _details(finding: Finding) -> list[_Detail]:
    found = (
        _Detail(say("Setting"), finding.context or ""),
        _Detail(say("Why it comes about"), finding.mechanism or ""),
        _Detail(say("What has to be in place"), items=finding.conditions),
        _Detail(say("What stands in the way"), items=finding.barriers),
        _Detail(say("What it costs"), finding.cost or ""),
    )
    return [detail for detail in found if detail.text or detail.items]


def _uses(view: View, finding: Finding) -> list[Ref]:
    """Give the options, cases, questions and pages with key messages that lean on the finding or that it points to."""
    graph = view.graph
    ours = [
        link.target
        for link in graph.outgoing.get(finding.ref, ())
        if link.target.section in {"policy-options", "case-studies"}
    ]
    theirs = [link.origin for link in graph.links_to(finding.ref) if link.origin.section != "findings"]
    return list(dict.fromkeys(ref for ref in map(graph.resolve, (*ours, *theirs)) if ref))


def _used_in(parts: Parts, finding: Finding, refs: list[Ref]) -> list[Row]:
    messages = {link.origin: link.note for link in parts.view.graph.links_to(finding.ref, "message")}
    found = [(ref, row(parts, ref)) for ref in refs]
    # Of a theme, what it says with the help of this finding tells more than what the theme is.
    return [replace(shown, summary=messages[ref]) if ref in messages else shown for ref, shown in found if shown]


def _near(view: View, finding: Finding) -> list[Related]:
    """Give the findings that stand and are related, without those that contradict this one."""
    opposed = set(contradicting(view.graph, finding))
    found = related(view.graph, finding)
    return [item for item in found if item.finding not in opposed and item.finding in view.findings]


def _facets(parts: Parts, finding: Finding) -> list[tuple[str, Markup]]:
    vocabularies = parts.view.graph.base.vocabularies
    return [(vocabularies[facet].label, parts.links(facet, terms)) for facet, terms in finding.facets.items() if terms]
