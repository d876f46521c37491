"""Open question: what is not known, and why not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from evibase.records.model import Link, Passage, Record, Ref, Text, declared, people_links, term_links


@declared
class Question(Record):
    """A gap in the evidence. The kinds follow the gap taxonomy of evidence maps."""

    title: Text = Field(description="the question.")
    kind: Literal["absolute", "synthesis", "context", "outdated", "contested"] = Field(
        description="absolute, synthesis, context, outdated or contested."
    )
    themes: tuple[Text, ...] = Field(min_length=1, description="terms of the themes.")
    sectors: tuple[Text, ...] = Field(default=(), description="terms of the sectors, where it is about some.")
    status: Literal["open", "in-progress", "answered"] = Field(
        default="open", description="open, in-progress or answered."
    )
    origin_of: tuple[Passage, ...] = Field(default=(), alias="origin", description="where the question was raised.")
    findings: tuple[Text, ...] = Field(default=(), description="findings that bear on it.")
    by: tuple[Text, ...] = Field(min_length=1, description="who asked: handles of content/people.yml.")
    aliases: tuple[Text, ...] = Field(default=(), description="former ids; each stays as a redirect.")

    def links(self) -> Iterator[Link]:
        """Give the links to terms, sources, findings and people."""
        yield from Record.links(self)
        yield from term_links(self.ref, "themes", self.themes)
        yield from term_links(self.ref, "sectors", self.sectors)
        for index, item in enumerate(self.origin_of):
            yield Link(
                self.ref, Ref("sources", item.source), "question", ("origin", index, "source"), note=item.locator
            )
        for index, finding in enumerate(self.findings):
            yield Link(self.ref, Ref("findings", finding), "question", ("findings", index))
        yield from people_links(self.ref, self.by)
