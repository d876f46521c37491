"""Case study: one place where something was tried, and what happened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from evibase.records.model import Link, Passage, Record, Ref, Text, declared, people_links, term_links
from evibase.records.places import Place


@declared
class CaseStudy(Record):
    """What was done where, and how it came out; the body tells more."""

    title: Text = Field(description="the case's name.")
    summary: Text = Field(description="the case in one sentence.")
    themes: tuple[Text, ...] = Field(min_length=1, description="terms of the themes.")
    sectors: tuple[Text, ...] = Field(min_length=1, description="terms of the sectors.")
    where: tuple[Place, ...] = Field(
        min_length=1, description="places: ISO 3166 codes such as GB or GB-SCT, EU, or INT."
    )
    problem: Text = Field(description="what was to be solved.")
    done: Text = Field(description="what was done.")
    result: Text = Field(description="what happened.")
    outcome: Literal["worked", "promising", "mixed", "too-early", "did-not-work"] = Field(
        description="worked, promising, mixed, too-early or did-not-work."
    )
    tested: Literal["untested", "local", "independent"] = Field(description="untested, local or independent.")
    sources: tuple[Passage, ...] = Field(min_length=1, description="where it is reported.")
    findings: tuple[Text, ...] = Field(default=(), description="findings that it illustrates.")
    by: tuple[Text, ...] = Field(min_length=1, description="who wrote this: handles of content/people.yml.")
    aliases: tuple[Text, ...] = Field(default=(), description="former ids; each stays as a redirect.")

    def links(self) -> Iterator[Link]:
        """Give the links to terms, sources, findings and people."""
        yield from Record.links(self)
        yield from term_links(self.ref, "themes", self.themes)
        yield from term_links(self.ref, "sectors", self.sectors)
        for index, item in enumerate(self.sources):
            yield Link(self.ref, Ref("sources", item.source), "case", ("sources", index, "source"), note=item.locator)
        for index, finding in enumerate(self.findings):
            yield Link(self.ref, Ref("findings", finding), "case", ("findings", index))
        yield from people_links(self.ref, self.by)
