"""Does this fit my workplace? What fit goes by, and what of a record is held against a reader's profile.

The order is worked out in the browser (`assets/fit-order.js`), by a published list of criteria, one after the other:
nothing is summed up. Here is what it needs: the criteria, and of each finding, case and option a short text with its
terms (and those above them), its places and its newest year.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from markupsafe import Markup

from evibase.artifact import Outline, Page
from evibase.graph.standing import years_of
from evibase.pages.parts import Parts
from evibase.pages.rendering import markup, render
from evibase.pages.view import View, places_named
from evibase.pages.words import say
from evibase.records.case_study import CaseStudy
from evibase.records.finding import Finding
from evibase.records.model import Ref
from evibase.records.places import ANYWHERE, EUROPEAN_UNION, MEMBERS, countries, named_parts, place_name
from evibase.records.policy_option import PolicyOption

#: The criterion that is no vocabulary: the place. It comes after the first vocabulary.
WHERE = "where"
PATH = "explore/fit.md"
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Criterion(NamedTuple):
    """One criterion: a facet (or the place), its name in the singular, and the term that stands for all of it."""

    id: str
    name: str
    general: str = ""


def criteria(view: View) -> tuple[Criterion, ...]:
    """Give the criteria in their order: the vocabularies that say `fit`, by that number, with the place second."""
    return view.kept("fit criteria", partial(_criteria, view))[""]


def _criteria(view: View, _: str) -> tuple[Criterion, ...]:
    vocabularies = view.graph.base.vocabularies.values()
    ranked = sorted((v.fit, v.id) for v in vocabularies if v.fit and v.on == "finding")
    named = [view.graph.base.vocabularies[name] for _, name in ranked]
    found = [Criterion(v.id, v.singular[:1].lower() + v.singular[1:], v.general or "") for v in named]
    return (*found[:1], Criterion(WHERE, say("country")), *found[1:])


def fit_of(view: View, ref: Ref) -> str:
    """Give what of a record is held against a profile, such as `f|social-care|GB-SCT|||informal|2004`.

    A letter for its kind (finding, case, option), then criterion by criterion its terms with those above them, then
    its newest year. An option has what the findings that support it have. Nothing for what has no fit.
    """
    return view.kept("fit", partial(_fit_of, view))[ref]


def _fit_of(view: View, ref: Ref) -> str:
    record = view.record(ref)
    if isinstance(record, Finding):
        return _text(view, "f", [record], _newest(view, [record]))
    if isinstance(record, CaseStudy):
        years = [year for item in record.sources for year in years_of(view.graph, item.source)]
        return _text(view, "c", [record], max(years, default=None))
    if isinstance(record, PolicyOption):
        return fit_of_findings(view, "o", _supports(record))
    return ""


def fit_of_findings(view: View, kind: str, ids: Iterable[str]) -> str:
    """Give what is held against a profile of findings together: those of an option (`o`) or a key message (`m`)."""
    named = view.graph.findings_named(ids)
    found = [view.findings[name] for name in named if name in view.findings]
    return _text(view, kind, found, _newest(view, found))


def option_terms(view: View, ref: Ref) -> Mapping[Ref, None]:
    """Give the terms and places that an option has from the findings that support it, with the terms above them.

    Places are `Ref("where", code)`. Nothing for what is no option.
    """
    return view.kept("terms of options", partial(_option_terms, view))[ref]


def _option_terms(view: View, ref: Ref) -> Mapping[Ref, None]:
    record = view.record(ref)
    named = view.graph.findings_named(_supports(record)) if isinstance(record, PolicyOption) else ()
    found = [view.findings[name] for name in named if name in view.findings]
    terms = (Ref(each.id, term) for each in criteria(view) for term in _held(view, each.id, found))
    return MappingProxyType(dict.fromkeys(terms))


def _supports(option: PolicyOption) -> Iterator[str]:
    return (item.finding for item in option.basis if item.role == "supports")


def _newest(view: View, findings: Iterable[Finding]) -> int | None:
    spans = (view.standings[finding.id].years for finding in findings)
    return max((span[1] for span in spans if span), default=None)


def _text(view: View, kind: str, records: Iterable[Finding | CaseStudy], year: int | None) -> str:
    whole = list(records)
    cells = [" ".join(dict.fromkeys(_held(view, criterion.id, whole))) for criterion in criteria(view)]
    return "|".join((kind, *cells, str(year or "")))


def _held(view: View, facet: str, records: Iterable[Finding | CaseStudy]) -> Iterator[str]:
    for record in records:
        if facet == WHERE:
            yield from record.where
            continue
        if isinstance(record, Finding):
            terms = record.facets.get(facet, ())
        else:
            terms = record.sectors if facet == "sectors" else ()
        for term in terms:
            yield term
            yield from above(view, Ref(facet, term))


def above(view: View, ref: Ref) -> tuple[str, ...]:
    """Give the terms above a term, from the nearest on."""
    return view.above.get(ref, ())[1:]


def fit_bar(parts: Parts, explore: str = "", *, paged: bool = False) -> Markup:
    """Give the bar above lists that can be ordered by fit. `explore` leads to the same list in the explorer.

    A list that goes on over several pages is not put into another order: that of one page would mislead.
    """
    return markup(
        "fit_bar.html",
        criteria=_JSON(criteria(parts.view)),
        form=parts.to_page(PATH),
        explore=explore,
        paged=paged,
    )


class Choice(NamedTuple):
    """What a reader can choose for a criterion: a term or place, what stands above it, and its former names."""

    id: str
    label: str
    above: str = ""
    aliases: str = ""


class Field(NamedTuple):
    """A criterion in the form: what there is to choose, and further places."""

    id: str
    label: str
    help: str
    choices: tuple[Choice, ...]
    more: tuple[Choice, ...] = ()


def keys(view: View) -> Iterator[str]:  # noqa: ARG001 - every page kind has the same signature
    """Give the page."""
    yield "fit"


def outline(view: View, key: str) -> Outline:  # noqa: ARG001 - every page kind has the same signature
    """Give what is to be known of the page."""
    return Outline(PATH, section=True)


def page(view: View, key: str) -> Page:  # noqa: ARG001 - every page kind has the same signature
    """Give the page where a reader says what the workplace is like, and where the order is explained."""
    parts = Parts(view, view.page_url(PATH))
    name = say("Does this fit my workplace?")
    body = render(
        "fit.html",
        crumbs=parts.crumbs((say("Explore"), "explore/index.md"), (name, "")),
        bar=fit_bar(parts),
        fields=[_field(view, criterion) for criterion in criteria(view)],
        criteria=criteria(view),
        action=parts.to_page("explore/index.md"),
        explore=f"{parts.to_page('explore/index.md')}?sort=fit",
        themes=parts.to_page("themes/index.md") if "themes" in view.graph.base.vocabularies else "",
    )
    about = say("Say what your workplace is like, and findings, cases and options are ordered by fit, with the reason.")
    contents = (("choose", say("My workplace")), ("rule", say("How the order comes about")))
    return Page(PATH, name, about, body, contents=contents, section=True)


def _field(view: View, criterion: Criterion) -> Field:
    if criterion.id == WHERE:
        # Who works in Wales looks for it, though all evidence may be from Scotland.
        codes = dict.fromkeys((*places_named(view), *named_parts(places_named(view))))
        here = sorted(codes.keys() - {EUROPEAN_UNION, ANYWHERE}, key=place_name)
        others = sorted(countries() - codes.keys(), key=place_name)
        return Field(WHERE, say("Country"), say("Or a part of it."), _places(here), _places(others))
    vocabulary = view.graph.base.vocabularies[criterion.id]
    choices = tuple(
        Choice(term.id, term.label, " ".join(above(view, Ref(vocabulary.id, term.id))), " ".join(term.aliases))
        for term in vocabulary.terms
    )
    return Field(vocabulary.id, vocabulary.singular, vocabulary.definition, choices)


def _places(codes: Iterable[str]) -> tuple[Choice, ...]:
    return tuple(Choice(code, place_name(code), "EU" if code.partition("-")[0] in MEMBERS else "") for code in codes)
