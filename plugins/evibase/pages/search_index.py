"""The index that the header's search and the explorer read: every record with its words and its facets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from evibase.artifact import File
from evibase.pages.parts import Parts, in_one_line
from evibase.pages.rows import row
from evibase.pages.view import View
from evibase.pages.words import LEVEL, say
from evibase.records.case_study import CaseStudy
from evibase.records.finding import Finding
from evibase.records.model import Ref
from evibase.records.policy_option import PolicyOption
from evibase.records.question import Question

_KINDS = {
    "findings": "Finding",
    "policy-options": "Policy option",
    "case-studies": "Case study",
    "questions": "Open question",
    "sources": "Source",
    "terms": "Topic",
}


def search_index(view: View) -> File:
    """Give the index as JSON: facets with the labels of their terms, and records with addresses, words and facets."""
    parts = Parts(view, "")
    records = [_term(parts, ref) if ref in view.terms else _record(parts, ref) for ref in view.everything]
    index = {"version": 1, "facets": _facets(view), "records": records}
    return File("search/index.json", json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode())


def _facets(view: View) -> dict[str, Any]:
    """Give the facets in the order in which the explorer shows them."""
    vocabularies = view.graph.base.vocabularies
    carried = {facet: v for facet, v in vocabularies.items() if v.on == "finding"}
    first = sorted(carried, key=lambda facet: (carried[facet].required != "yes", facet != "themes", facet))
    facets: dict[str, Any] = {"kind": {"label": say("Kind"), "terms": {k: say(word) for k, word in _KINDS.items()}}}
    for facet in first:
        facets[facet] = {"label": carried[facet].label, "terms": {term.id: term.label for term in carried[facet].terms}}
    facets["confidence"] = {
        "label": say("How sure"),
        "terms": {level or "none": say(word) for level, word in LEVEL.items()},
    }
    facets["contested"] = {"label": say("Agreement"), "terms": {"yes": say("Contested"), "no": say("Not contested")}}
    return facets


def _record(parts: Parts, ref: Ref) -> dict[str, Any]:
    view = parts.view
    shown = row(parts, ref)
    assert shown is not None  # noqa: S101 - every record of a section has a row
    record = view.record(ref)
    facets: dict[str, list[str]] = {"kind": [ref.section]}
    words: list[str] = [shown.summary, ref.id]
    if isinstance(record, Finding):
        stands = view.standings[record.id]
        facets |= {facet: list(terms) for facet, terms in record.facets.items()}
        facets |= {"confidence": [stands.level or "none"], "contested": ["yes" if stands.contested else "no"]}
        words = list(_finding_words(view, record))
    elif isinstance(record, (CaseStudy, PolicyOption, Question)):
        facets["themes"] = list(record.themes)
        facets["sectors"] = list(getattr(record, "sectors", ()))
    elif ref.section == "sources":
        reference = view.reference(ref.id)
        words += [reference.title, *(name.family for name in reference.authors)] if reference else []
    return {
        "u": shown.link.href or "./",
        "k": ref.section,
        "t": shown.link.text,
        "x": " ".join(word for word in words if word),
        "s": in_one_line(view, view.standings[ref.id]) if ref.section == "findings" else shown.summary or shown.meta,
        "f": {facet: terms for facet, terms in facets.items() if terms},
        "a": _synonyms(view, facets),
    }


def _finding_words(view: View, finding: Finding) -> Iterator[str]:
    yield from (finding.title or "", finding.plain or "", finding.context or "", finding.id.replace("-", " "))
    yield from (todo.text for todo in finding.implications)
    yield from (view.name(Ref("sources", item.source)) for item in finding.evidence)


def _synonyms(view: View, facets: dict[str, list[str]]) -> str:
    terms = [
        view.terms[Ref(facet, name)]
        for facet, names in facets.items()
        for name in names
        if Ref(facet, name) in view.terms
    ]
    return " ".join(word for term in terms for word in (term.label, *term.alt))


def _term(parts: Parts, ref: Ref) -> dict[str, Any]:
    term = parts.view.terms[ref]
    shown = row(parts, ref)
    href = shown.link.href if shown else ""
    return {
        "u": href,
        "k": "terms",
        "t": term.label,
        "x": "",
        "s": term.definition,
        "f": {"kind": ["terms"]},
        "a": " ".join(term.alt),
    }
