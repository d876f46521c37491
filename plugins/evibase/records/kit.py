"""Kit: what a team needs to work with a theme for 45 minutes. What belongs to no theme is written once, here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from evibase.records.model import Fields, Link, Passage, Record, Ref, Text, declared

#: How long a session may take, in minutes.
_LONGEST = 480


@declared
class Step(Fields):
    """One step of the session."""

    minutes: Annotated[int, Field(gt=0, le=_LONGEST)] = Field(description="how long it takes.")
    title: Text = Field(description="what is done, in a few words.")
    text: Text = Field(description="how it is done.")


@declared
class Ask(Fields):
    """A question for discussion, asked of the findings of one sort."""

    of: Literal["contested", "known", "condition", "barrier"] = Field(
        description="contested, known, condition or barrier: which findings it is asked of."
    )
    text: Text = Field(description="the question.")


@declared
class Pair(Fields):
    """Two ends of one line in a self-check: people mark where they stand between them."""

    left: Text = Field(description="one end.")
    right: Text = Field(description="the other end.")


@declared
class SelfCheck(Fields):
    """A sheet on which a team marks where it stands: between two ends, or how far a statement holds."""

    title: Text = Field(description="what it is called.")
    about: Text = Field(description="what it is and how far to trust it.")
    ends: Pair | None = Field(default=None, description="what the two ends are called.")
    pairs: tuple[Pair, ...] = Field(default=(), description="lines with two ends.")
    statements: tuple[Text, ...] = Field(default=(), description="statements that hold more or less.")
    sources: tuple[Passage, ...] = Field(min_length=1, description="what it is made from.")


@declared
class Sheet(Fields):
    """A sheet with prompts and lines to write on."""

    title: Text = Field(description="what it is called.")
    about: Text = Field(description="how to use it.")
    prompts: tuple[Text, ...] = Field(min_length=1, description="what to write down.")
    sources: tuple[Passage, ...] = Field(default=(), description="what it is made from.")


@declared
class Kit(Record):
    """The general parts of the team kits; findings and options come from each theme."""

    about: Text = Field(description="what the kit is for, in one or two sentences.")
    minutes: Annotated[int, Field(gt=0, le=_LONGEST)] = Field(45, description="how long the session takes in all.")
    session: tuple[Step, ...] = Field(min_length=1, description="the steps of the session.")
    ask: tuple[Ask, ...] = Field(min_length=1, description="questions for discussion.")
    checks: tuple[SelfCheck, ...] = Field(default=(), description="self-checks.")
    plan: Sheet = Field(description="the sheet to plan, try and review.")
    contract: Sheet = Field(description="the learning contract.")

    def links(self) -> Iterator[Link]:
        """Give the links to sources."""
        for index, check in enumerate(self.checks):
            yield from _source_links(self.ref, check.sources, ("checks", index))
        yield from _source_links(self.ref, self.plan.sources, ("plan",))
        yield from _source_links(self.ref, self.contract.sources, ("contract",))


def _source_links(origin: Ref, passages: tuple[Passage, ...], loc: tuple[str | int, ...]) -> Iterator[Link]:
    for number, item in enumerate(passages):
        place = (*loc, "sources", number, "source")
        yield Link(origin, Ref("sources", item.source), "kit", place, note=item.locator)
