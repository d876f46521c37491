"""Term page: what somebody has written about a term of a vocabulary, such as a theme or a sector."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from evibase.records.model import Fields, Link, Record, Ref, Text, declared


@declared
class Message(Fields):
    """One key message and the findings that carry it."""

    text: Text = Field(description="one sentence.")
    findings: tuple[Text, ...] = Field(default=(), description="at least one finding that carries it.")


@declared
class TermPage(Record):
    """An authored page on a term; its body is the synthesis."""

    question: Text | None = Field(default=None, description="the question that the page answers.")
    scope: Text | None = Field(default=None, description="what belongs here and what does not.")
    messages: tuple[Message, ...] = Field(default=(), description="what is to be remembered, each with its findings.")

    def links(self) -> Iterator[Link]:
        """Give the links from messages to findings."""
        for index, message in enumerate(self.messages):
            for number, finding in enumerate(message.findings):
                loc = ("messages", index, "findings", number)
                yield Link(self.ref, Ref("findings", finding), "message", loc, note=message.text)
