"""People: who writes, reviews and edits. Only real people or bodies."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from evibase.records.model import Record, Text, declared


@declared
class Person(Record):
    """One handle of content/people.yml."""

    name: Text = Field(description="the full name.")
    role: Literal["contributor", "reviewer", "editor"] = Field(description="contributor, reviewer or editor.")
    orcid: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$")] | None = Field(
        default=None, description="the ORCID iD, such as 0000-0002-1825-0097."
    )
    interests: tuple[Text, ...] = Field(default=(), description="what a reviewer declares.")
