"""Finding: one claim, the evidence for and against it, and what follows for practice."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from evibase.records.dates import IsoDate
from evibase.records.model import Fields, Link, Record, Ref, Text, at, declared, people_links, to
from evibase.records.places import Place

Stance = Literal["supports", "contradicts", "qualifies"]
Level = Literal["high", "moderate", "low", "very-low"]
Concern = Literal["none", "minor", "moderate", "serious"]

#: Long enough to say something, short enough to be read at a glance.
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=40, max_length=300)]

#: The four components of GRADE-CERQual (Lewin et al., 2018, Implementation Science 13, supplement 1).
COMPONENTS = ("methods", "coherence", "adequacy", "relevance")


@declared
class Evidence(Fields):
    """What one source says about the claim, and where it says it."""

    source: Text = Field(description="the key of a reference in references.bib.")
    locator: Text = Field(description='the place in the source, such as `p. 12` or `sec. "Time", para. 2`.')
    stance: Stance = Field(description="supports, contradicts or qualifies.")
    design: Text = Field(description="how the evidence was gathered: a term of the study designs.")
    condition: Text | None = Field(
        default=None, description="under which condition the claim holds; needed with qualifies."
    )
    note: Text | None = Field(
        default=None, description="what the source says against the claim; needed with contradicts."
    )
    sample: Text | None = Field(default=None, description="who or what was studied, and how many.")
    directness: Literal["direct", "indirect"] | None = Field(
        default=None, description="indirect when the evidence is from another setting or read second-hand."
    )
    via: Text | None = Field(default=None, description="the key of the document through which the source was read.")
    quote: Text | None = Field(default=None, description="a short quotation, within what the source's licence allows.")


@declared
class Implication(Fields):
    """What somebody could do because of the claim."""

    audience: Text = Field(alias="for", description="who is asked to act: a term of the audiences.")
    text: Text = Field(description="what to do, in one or two sentences.")
    option: Text | None = Field(default=None, description="the id of a policy option that spells it out.")


@declared
class Confidence(Fields):
    """How much confidence the claim deserves, after GRADE-CERQual: components are judged, never summed."""

    level: Level = Field(description="high, moderate, low or very-low.")
    because: Text = Field(description="the reason, in one or two sentences.")
    methods: Concern | None = Field(default=None, description="concern about methodological limitations.")
    coherence: Concern | None = Field(default=None, description="concern about how well data and claim fit.")
    adequacy: Concern | None = Field(default=None, description="concern about how rich and how much the data are.")
    relevance: Concern | None = Field(default=None, description="concern about how far the settings apply.")


@declared
class Review(Fields):
    """Who reviewed the confidence, and when."""

    by: tuple[Text, ...] = Field(min_length=2, description="two or more people of content/people.yml.")
    on: IsoDate = Field(description="the date of the review, such as 2026-05-31.")


@declared
class Figure(Fields):
    """One number, drawn as a bar and given in a table."""

    label: Text = Field(description="what is counted.")
    # Bounded, because "1e999999" is a number too and would be written out in full.
    value: Decimal = Field(allow_inf_nan=False, max_digits=18, description="the number.")
    unit: Text | None = Field(default=None, description="%, people, months ...")
    n: Annotated[int, Field(gt=0)] | None = Field(default=None, description="the base: how many were asked or counted.")
    group: Text | None = Field(default=None, description="whom the number is about, where there are several groups.")
    source: Text = Field(description="the key of the source that gives the number.")


@declared
class Relation(Fields):
    """How this claim stands to another one."""

    finding: Text = Field(description="the id of the other finding.")
    type: Literal["supports", "contradicts", "qualifies", "extends", "see-also"] = Field(
        description="supports, contradicts, qualifies, extends or see-also."
    )
    note: Text = Field(description="the reason, in one sentence.")


@declared
class Finding(Record):
    """One claim with its evidence. The seven required keys are the five-minute form."""

    claim: Sentence = Field(description="one full sentence of 40 to 300 characters that can be true or false.")
    where: tuple[Place, ...] = Field(
        min_length=1, description="places: ISO 3166 codes such as GB or GB-SCT, EU, or INT."
    )
    evidence: tuple[Evidence, ...] = Field(
        min_length=1, description="at least one source with locator, stance and design."
    )
    implications: tuple[Implication, ...] = Field(
        min_length=1, description="at least one thing that somebody could do."
    )
    by: tuple[Text, ...] = Field(min_length=1, description="who wrote this: handles of content/people.yml.")
    title: Text | None = Field(default=None, max_length=80, description="a short name.")
    plain: Text | None = Field(default=None, description="the finding in plain language, at most 100 words.")
    context: Text | None = Field(default=None, description="the setting in which it was found.")
    mechanism: Text | None = Field(default=None, description="why it comes about.")
    conditions: tuple[Text, ...] = Field(default=(), description="what has to be in place.")
    barriers: tuple[Text, ...] = Field(default=(), description="what stands in the way.")
    cost: Text | None = Field(default=None, description="what it costs, as far as a source says.")
    figures: tuple[Figure, ...] = Field(
        default=(), description="numbers that are drawn as a chart and given as a table."
    )
    confidence: Confidence | None = Field(
        default=None, description="proposed until two reviewers are named under reviewed."
    )
    reviewed: Review | None = Field(default=None, description="who reviewed the confidence, and when.")
    relations: tuple[Relation, ...] = Field(default=(), description="how it stands to other findings.")
    cases: tuple[Text, ...] = Field(default=(), description="case studies that show it.")
    would_change: Text | None = Field(default=None, description="what evidence would overturn it.")
    review_by: IsoDate | None = Field(default=None, description="when it should be looked at again.")
    status: Literal["proposed", "reviewed", "superseded", "withdrawn"] = Field(
        default="proposed", description="where it stands."
    )
    withdrawn_because: Text | None = Field(
        default=None, description="why it was withdrawn; shown on the page that stays."
    )
    superseded_by: Text | None = Field(default=None, description="the finding that takes its place.")
    aliases: tuple[Text, ...] = Field(default=(), description="former ids; each stays as a redirect.")

    def links(self) -> Iterator[Link]:
        """Give the links to terms, sources, audiences, options, findings, cases and people."""
        yield from Record.links(self)
        ref = self.ref
        for index, item in enumerate(self.evidence):
            yield from _evidence_links(ref, index, item)
        for index, todo in enumerate(self.implications):
            yield from _implication_links(ref, index, todo)
        for index, relation in enumerate(self.relations):
            loc = at("relations", index, "finding")
            yield Link(ref, to("findings", relation.finding), "relation", loc, relation.type, relation.note)
        for index, case in enumerate(self.cases):
            yield Link(ref, to("case-studies", case), "case", at("cases", index))
        for index, figure in enumerate(self.figures):
            loc = at("figures", index, "source")
            yield Link(ref, to("sources", figure.source), "figure", loc, note=figure.label)
        yield from people_links(ref, self.by)
        for index, person in enumerate(self.reviewed.by if self.reviewed else ()):
            yield Link(ref, to("people", person), "reviewer", at("reviewed", "by", index))
        if self.superseded_by:
            yield Link(ref, to("findings", self.superseded_by), "superseded", at("superseded_by"))


def _evidence_links(origin: Ref, index: int, item: Evidence) -> Iterator[Link]:
    loc = at("evidence", index, "source")
    yield Link(origin, to("sources", item.source), "evidence", loc, item.stance, item.locator)
    yield Link(origin, to("designs", item.design), "design", at("evidence", index, "design"))
    if item.via:
        loc = at("evidence", index, "via")
        yield Link(origin, to("sources", item.via), "via", loc, item.stance, item.locator)


def _implication_links(origin: Ref, index: int, todo: Implication) -> Iterator[Link]:
    # An audience has thousands of these, and says of none what it asks for.
    yield Link(origin, to("audiences", todo.audience), "implication", at("implications", index, "for"))
    if todo.option:
        loc = at("implications", index, "option")
        yield Link(origin, to("policy-options", todo.option), "implication", loc, note=todo.text)
