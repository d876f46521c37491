"""Policy option: something that somebody could decide, with the findings for and against it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from evibase.records.model import Fields, Link, Record, Ref, Text, declared, people_links, term_links


@declared
class Basis(Fields):
    """A finding that the option rests on, or that speaks against it, or that sets a condition."""

    finding: Text = Field(description="the id of a finding.")
    role: Literal["supports", "against", "condition"] = Field(description="supports, against or condition.")
    note: Text | None = Field(default=None, description="how it bears on the option.")


@declared
class PolicyOption(Record):
    """A decision that could be taken; the body tells more."""

    title: Text = Field(description="what to do, as an instruction.")
    summary: Text = Field(description="the option in one sentence.")
    themes: tuple[Text, ...] = Field(min_length=1, description="terms of the themes.")
    problem: Text = Field(description="what it would solve.")
    level: Literal["team", "organisation", "sector", "national", "international"] = Field(
        description="team, organisation, sector, national or international."
    )
    instrument: Text = Field(description="by what means: a term of the instruments.")
    actors: tuple[Text, ...] = Field(min_length=1, description="who would act: terms of the audiences.")
    basis: tuple[Basis, ...] = Field(min_length=1, description="the findings that it rests on.")
    cases: tuple[Text, ...] = Field(default=(), description="case studies that tried it.")
    cost: Text | None = Field(default=None, description="what it costs, as far as a source says.")
    by: tuple[Text, ...] = Field(min_length=1, description="who wrote this: handles of content/people.yml.")
    aliases: tuple[Text, ...] = Field(default=(), description="former ids; each stays as a redirect.")

    def links(self) -> Iterator[Link]:
        """Give the links to terms, findings, cases and people."""
        yield from Record.links(self)
        yield from term_links(self.ref, "themes", self.themes)
        yield from term_links(self.ref, "actors", self.actors, "audiences")
        yield Link(self.ref, Ref("instruments", self.instrument), "facet", ("instrument",))
        for index, item in enumerate(self.basis):
            loc = ("basis", index, "finding")
            yield Link(self.ref, Ref("findings", item.finding), "basis", loc, item.role, item.note or "")
        for index, case in enumerate(self.cases):
            yield Link(self.ref, Ref("case-studies", case), "case", ("cases", index))
        yield from people_links(self.ref, self.by)
