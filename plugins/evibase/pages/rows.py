"""Rows: options, cases, questions, sources and terms in lists, each in the same form."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from markupsafe import Markup

from evibase.graph.weakest_link import weakest_link
from evibase.graph.wording import wording
from evibase.pages.authored import Told, told
from evibase.pages.balance import in_shapes
from evibase.pages.fit import fit_of
from evibase.pages.parts import Anchor, Confidence, Parts, confidence, in_one_line, link_to
from evibase.pages.rendering import markup
from evibase.pages.term_options import options_of
from evibase.pages.view import View
from evibase.pages.words import GAP, OUTCOME, STATUS, TESTED, count, say
from evibase.records.authored import Authored
from evibase.records.case_study import CaseStudy
from evibase.records.finding import Finding
from evibase.records.model import Record, Ref
from evibase.records.places import place_names
from evibase.records.policy_option import PolicyOption
from evibase.records.question import Question


@dataclass(frozen=True)
class Row:
    """One record in a list: its kind, its name and address, a sentence about it, and what is to be known at once.

    `level` is that of its heading; `balance` shows in shapes how a claim stands, `where` says where it holds,
    and `meta` says both in words; `pick` is the id of an option, which can be put beside others; `fit` is what is
    held against a reader's profile.
    """

    icon: str
    kind: str
    link: Anchor
    summary: str = ""
    meta: str = ""
    confidence: Confidence | None = None
    level: int = 3
    balance: Markup | None = None
    where: str = ""
    pick: str = ""
    fit: str = ""

    @cached_property
    def shown(self) -> Markup:
        """Give the row as HTML."""
        return markup("row.html", row=self, level=self.level)


def rows(parts: Parts, refs: Iterable[Ref], level: int = 3) -> list[Row]:
    """Give the rows of records that have a page, in the order given."""
    found = [shown for ref in refs if (shown := row(parts, ref)) is not None]
    return found if level == Row.level else [replace(shown, level=level) for shown in found]


def row(parts: Parts, ref: Ref) -> Row | None:
    """Give the row of a record; None for what has no page, such as a person."""
    # Where pages are not as deep as that of a finding, they are lists, and a record stands in one or two of these.
    once = parts.root != parts.view.usual_root
    return parts.view.kept(f"rows {parts.root}", partial(_row, parts), once=once)[ref]


def _row(parts: Parts, ref: Ref) -> Row | None:
    if ref in parts.view.terms:
        return _term(parts, ref)
    if ref.section == "sources":
        return _source(parts, ref)
    record = parts.view.record(ref)
    builder = _BUILDERS.get(type(record))
    return builder(parts, record) if builder else None


def _term(parts: Parts, ref: Ref) -> Row:
    view = parts.view
    anchor = parts.anchor(ref)
    vocabulary = view.graph.base.vocabularies[ref.section]
    if vocabulary.on == "option":
        number = count(len(options_of(view, ref)), "policy option", "policy options")
    else:
        number = count(len(view.carrying(ref)), "finding", "findings")
    return Row("theme", vocabulary.singular, anchor, view.terms[ref].definition, number)


def _source(parts: Parts, ref: Ref) -> Row | None:
    reference = parts.view.reference(ref.id)
    if reference is None:
        return None
    anchor = parts.anchor(ref)
    meta = count(parts.view.times_cited(ref.id), "finding cites it", "findings cite it")
    return Row("source", say("Source"), anchor, reference.title, meta)


def _finding(parts: Parts, record: Finding) -> Row:
    anchor = parts.anchor(record.ref)
    shown = parts.facts(record.id)
    return Row("finding", say("Finding"), anchor, "", in_one_line(shown), balance=in_shapes(shown), where=shown.where)


def _option(parts: Parts, record: PolicyOption) -> Row:
    view = parts.view
    anchor = parts.anchor(record.ref)
    weakest = weakest_link(view.graph, record, view.standings)
    level = weakest.level if weakest else None
    shown = confidence(level, reviewed=bool(weakest and view.standings[weakest.finding].reviewed))
    means = view.name(Ref("instruments", record.instrument)).lower()
    worded = wording(weakest)
    # Read on from the level: "Not yet assessed whether it helps", "Low (may help)"
    helps = f"({say(worded.short)})" if worded.level or not weakest else say("whether it helps")
    meta = f"{helps}; {say('level')}: {record.level}; {means}"
    return Row(
        "option",
        say("Policy option"),
        anchor,
        record.summary,
        meta,
        shown,
        pick=record.id,
        fit=fit_of(view, record.ref),
    )


def _case(parts: Parts, record: CaseStudy) -> Row:
    anchor = parts.anchor(record.ref)
    where = place_names(record.where)
    meta = f"{say(OUTCOME[record.outcome])}; {say(TESTED[record.tested]).lower()}; {where}"
    return Row("case", say("Case study"), anchor, record.summary, meta, fit=fit_of(parts.view, record.ref))


def _question(parts: Parts, record: Question) -> Row:
    anchor = parts.anchor(record.ref)
    meta = f"{say(GAP[record.kind])}; {say(STATUS[record.status]).lower()}"
    return Row("question", say("Open question"), anchor, "", meta)


def _page(parts: Parts, record: Authored) -> Row:
    shown = told_of(parts.view, record.ref)
    return Row("info", say("Page"), link_to(shown.title, parts.root + parts.view.url(record.ref)), shown.description)


def told_of(view: View, ref: Ref) -> Told:
    """Give what a search tells of an authored page."""
    return view.kept("pages told", partial(_told, view))[ref]


def _told(view: View, ref: Ref) -> Told:
    return told(view.graph.base.of(Authored)[ref.id])


_BUILDERS: dict[type[Record | None], Callable[[Parts, Any], Row]] = {
    Finding: _finding,
    PolicyOption: _option,
    CaseStudy: _case,
    Question: _question,
    Authored: _page,
}
