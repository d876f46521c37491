"""What the search index holds of one record: what a result shows, its facets, and its words.

`entry` looks at nothing but the record, how it stands and what its links are called, so that a host may keep what
it gives for as long as these stay the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from sys import intern
from types import MappingProxyType
from typing import NamedTuple

from evibase.graph.standing import Standing, year_of
from evibase.graph.weakest_link import STRENGTH
from evibase.pages.authored import beginning
from evibase.pages.fit import WHERE, fit_of, option_terms
from evibase.pages.parts import Parts, facts, in_one_line
from evibase.pages.rows import row, told_of
from evibase.pages.search_words import DIGITS, words
from evibase.pages.view import View, places_named
from evibase.pages.words import LEVEL, say
from evibase.records.authored import Authored
from evibase.records.case_study import CaseStudy
from evibase.records.finding import Figure, Finding
from evibase.records.model import Ref
from evibase.records.places import place_name, with_countries
from evibase.records.policy_option import PolicyOption
from evibase.records.reference import OTHERS, Name
from evibase.records.vocabulary import Vocabulary

KINDS = {
    "findings": "Finding",
    "policy-options": "Policy option",
    "case-studies": "Case study",
    "questions": "Open question",
    "sources": "Source",
    "terms": "Topic",
    "pages": "Page",
}
#: The kind of pages that are no records.
PAGES = "pages"
_NUMBER_OF = {kind: str(number) for number, kind in enumerate(KINDS)}
_SURE = {level: str(number) for number, level in enumerate(LEVEL)}
#: The facet of records' kinds: it comes first.
_SECTION = "kind"
#: Titles of up to so many words count more: the record "Employers" comes before those that name employers among others.
_SHORT = 4
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Entry(NamedTuple):
    """One record in the index.

    `grade` is a digit: what comes first among results that fit as well. `shown` is, in UTF-8, a JSON array of address,
    kind, title, facts in a line, further text, the facts of a finding as numbers, and the keys of what it cites (of a
    source: what RIS wants to know). `columns` are its facets, as text.
    `names` are the words of a short title (and a term's own address: `=themes/time`), `titles` those of a longer one,
    `texts` all others, and `terms` the addresses of its terms and of those above them.
    """

    ref: Ref
    grade: str
    shown: bytes
    columns: str
    names: tuple[str, ...]
    titles: tuple[str, ...]
    texts: tuple[str, ...]
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """The vocabularies that are facets, in order; the numbers of their terms; and each term with those above it."""

    vocabularies: tuple[str, ...]
    numbers: Mapping[Ref, int]
    above: Mapping[Ref, Mapping[Ref, None]]


def facets_of(view: View) -> Facets:
    """Give the facets of a base: what findings carry, then what evidence, implications and options carry."""
    return view.kept("search facets", partial(_facets_of, view))[""]


def _facets_of(view: View, _: str) -> Facets:
    vocabularies = view.graph.base.vocabularies
    order = ("finding", "evidence", "implication", "option")
    carried = sorted(
        vocabularies, key=lambda name: (order.index(vocabularies[name].on), _least_wanted(vocabularies[name]), name)
    )
    numbers = {Ref(facet, t.id): n for facet in carried for n, t in enumerate(vocabularies[facet].terms)}
    above = {ref: dict.fromkeys(Ref(ref.section, name) for name in view.above[ref]) for ref in numbers}
    return Facets(tuple(carried), MappingProxyType(numbers), MappingProxyType(above))


def _least_wanted(vocabulary: Vocabulary) -> tuple[bool, bool]:
    return vocabulary.required != "yes", vocabulary.id != "themes"


def facet_list(view: View) -> list[dict[str, object]]:
    """Give the facets as the manifest holds them, with labels and terms: each an id, its label and other words."""
    found = facets_of(view)
    vocabularies = view.graph.base.vocabularies
    # What speaks of a part of a country is found under that country, too.
    places = with_countries(places_named(view))
    listed: list[tuple[str, str, list[tuple[str, ...]]]] = [
        (_SECTION, say("Kind"), [(section, say(word)) for section, word in KINDS.items()]),
        *(
            (facet, vocabularies[facet].label, [(t.id, t.label, *t.alt) for t in vocabularies[facet].terms])
            for facet in found.vocabularies
        ),
        ("confidence", say("How sure"), [(level or "none", say(word)) for level, word in LEVEL.items()]),
        ("contested", say("Agreement"), [("yes", say("Contested")), ("no", say("Not contested"))]),
        ("where", say("Country"), sorted(((code, place_name(code)) for code in places), key=lambda place: place[1])),
        ("year", say("Newest evidence"), []),
        ("lines", say("Independent lines"), []),
        ("fit", "", []),
    ]
    return [{"id": facet, "label": label, "terms": terms} for facet, label, terms in listed]


def entry(view: View, ref: Ref) -> Entry:
    """Give the entry of a record or a term.

    It depends on that record, how it stands, and the names of its links; of an option, on the findings that support it.
    """
    record = view.record(ref)
    stands = view.standings[ref.id] if isinstance(record, Finding) else None
    if isinstance(record, Finding) and stands:
        title, text, line = record.claim, " ".join(_finding_texts(view, record)), in_one_line(facts(view, stands))
    elif ref in view.terms:
        term = view.terms[ref]
        title, text, line = term.label, "; ".join(term.alt), term.definition
    else:
        shown = row(Parts(view, ""), ref)
        assert shown is not None  # noqa: S101 - every record of a section has a row
        title, text, line = shown.link.text, " ".join(_further_texts(view, ref)), shown.summary or shown.meta
    facets = facets_of(view)
    carried = facets.above.get(ref) or _carried(facets, view, ref)
    named = words(f"{title} {line}" if ref.section == "sources" else title)
    own = (f"={ref}",) if ref in facets.above else ()
    aside = words(f"{text} {_mark(stands)}" if stands else f"{text} {line} {_named_by(ref)}") - named
    short = len(named) <= _SHORT
    kind = "terms" if ref in view.terms else ref.section or PAGES
    if kind == PAGES:
        text = beginning(text)
    counted: Iterable[Ref] = () if kind == "terms" else carried
    shown_as = [view.url(ref) or "./", kind, title, line, text, _numbers(stands), _cited(view, ref)]
    return Entry(
        ref=ref,
        grade=_grade(kind, stands),
        shown=_JSON(shown_as).encode(),
        columns="\t".join((_NUMBER_OF[kind], *_terms(facets, counted), *_others(view, ref, stands))),
        names=own + (tuple(named) if short else ()),
        titles=() if short else tuple(named),
        texts=tuple(aside),
        terms=tuple([f"={term}" for term in carried if term != ref]),
    )


def with_shared_words(each: Entry) -> Entry:
    """Give the same entry with words that are the same objects in all entries, for who keeps many of them."""
    titles, texts, terms = (tuple(map(intern, held)) for held in (each.titles, each.texts, each.terms))
    return each._replace(titles=titles, texts=texts, terms=terms)


def _named_by(ref: Ref) -> str:
    """Give the words of an id. Numbers are left out: a base may count its records, and nobody looks for a count."""
    return " ".join(part for part in ref.id.split("-") if not part.isdecimal())


def _mark(stands: Standing) -> str:
    """Give the word that marks a contested finding, and what people say for it: "where do sources disagree?"."""
    return say("contested disagree disputed") if stands.contested else ""


def _finding_texts(view: View, finding: Finding) -> Iterator[str]:
    """Give what is searched of a finding besides its claim. Figures come with their unit: "stress 87%" is typed so."""
    yield from filter(None, (finding.title, finding.plain, finding.context))
    yield from (todo.text for todo in finding.implications)
    yield from dict.fromkeys(view.name(Ref("sources", item.source)) for item in finding.evidence)
    if finding.figures:
        yield "; ".join(map(_figure, finding.figures))


def _figure(figure: Figure) -> str:
    unit = figure.unit or ""
    value = f"{figure.value:f}{'' if unit == '%' else ' '}{unit}".strip()
    return f"{figure.label}{f' ({figure.group})' if figure.group else ''}: {value}"


def _further_texts(view: View, ref: Ref) -> Iterator[str]:
    record = view.record(ref)
    if isinstance(record, Authored):
        yield told_of(view, ref).text
    if isinstance(record, (CaseStudy, PolicyOption)):
        yield record.problem
    if isinstance(record, CaseStudy):
        yield from (record.done, record.result)
    reference = view.reference(ref.id) if ref.section == "sources" else None
    if reference:
        yield ", ".join(name.surname for name in reference.authors)


def _carried(facets: Facets, view: View, ref: Ref) -> Mapping[Ref, None]:
    """Give the terms of facets that a record links to, and those above them, each once.

    An option has those, too, that the findings which support it have of what fit goes by: somebody who looks for their
    sector looks for what can be done there.
    """
    found: dict[Ref, None] = {}
    for link in view.graph.outgoing.get(ref, ()):
        if terms := facets.above.get(link.target):
            found.update(terms)
    if ref.section == "policy-options":
        found.update((term, None) for term in option_terms(view, ref) if term in facets.above)
    return found


def _grade(kind: str, stands: Standing | None) -> str:
    """Give what comes first: topics, findings from the surest to those not assessed, the other kinds, then pages."""
    if stands:
        return DIGITS[1 + 3 * (len(STRENGTH) - 1 - STRENGTH.index(stands.level)) + 3 - min(max(stands.lines, 1), 3)]
    return DIGITS[0 if kind == "terms" else 17 + tuple(KINDS).index(kind)]


def _numbers(stands: Standing | None) -> list[object]:
    if stands is None:
        return []
    level = stands.level or "none"
    review, contested = int(stands.reviewed), int(stands.contested)
    return [level, review, stands.lines, stands.supports, stands.qualifies, stands.contradicts, contested]


def _cited(view: View, ref: Ref) -> list[str] | dict[str, object]:
    """Give the keys of the sources that a record cites, each once; of a source, its own key and fields."""
    reference = view.reference(ref.id) if ref.section == "sources" else None
    if reference is None:
        links = view.graph.outgoing.get(ref, ())
        return list(dict.fromkeys(link.target.id for link in links if link.target.section == "sources"))
    fields = {
        "key": reference.key, "type": reference.csl_type, "title": reference.title, "year": reference.year,
        "authors": _people(reference.authors), "editors": _people(reference.editors),
        "container": reference.container_title, "volume": reference.volume, "issue": reference.issue,
        "pages": reference.pages, "publisher": reference.issuer, "place": reference.place, "doi": reference.doi,
        "url": reference.url, "isbn": reference.isbn,
    }  # fmt: skip
    return {name: value for name, value in fields.items() if value}


def _people(names: Iterable[Name]) -> list[str]:
    """Give names as `Family, Given, Suffix`; a body as it is."""
    return [
        name.literal or ", ".join(filter(None, (name.surname, name.given, name.suffix)))
        for name in names
        if name is not OTHERS
    ]


def _terms(facets: Facets, carried: Iterable[Ref]) -> Iterable[str]:
    """Give the numbers of a record's terms, facet by facet, with commas between them."""
    terms = dict.fromkeys(facets.vocabularies, "")
    for term in carried:
        former = terms[term.section]
        terms[term.section] = f"{former},{facets.numbers[term]}" if former else str(facets.numbers[term])
    return terms.values()


def _where(view: View, ref: Ref) -> Iterable[str]:
    """Give the places of a record; of an option, those of the findings that support it."""
    if ref.section == "policy-options":
        return [term.id for term in option_terms(view, ref) if term.section == WHERE]
    places: tuple[str, ...] = getattr(view.record(ref), "where", ())
    return places


def _others(view: View, ref: Ref, stands: Standing | None) -> tuple[str, ...]:
    """Give a record's other facets: confidence, agreement, places, the newest year, lines of evidence, fit."""
    places = ",".join(_where(view, ref))
    if stands:
        sure, agreed = _SURE[stands.level], "0" if stands.contested else "1"
        return sure, agreed, places, str(stands.years[1]) if stands.years else "", str(stands.lines), ""
    reference = view.reference(ref.id) if ref.section == "sources" else None
    year = year_of(reference) if reference else None
    # A finding's fit follows from its other facets; what has none of its own is told in full.
    return "", "", places, str(year or ""), "", fit_of(view, ref)
