"""Vocabulary: one facet and its terms, after SKOS (W3C, 2009): preferred and alternative labels, broader, match."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from evibase.records.model import Fields, Link, Record, Ref, Text, declared

#: An id of a term.
Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,78}[a-z0-9]$")]


@declared
class Term(Fields):
    """One term of a vocabulary: a SKOS concept."""

    id: Id = Field(description="an id of small letters, digits and hyphens.")
    label: Text = Field(description="the words that readers see.")
    definition: Text = Field(description="what the term means, in one sentence.")
    alt: tuple[Text, ...] = Field(default=(), description="other words for it; search finds them.")
    broader: Text | None = Field(default=None, description="the id of a wider term of the same vocabulary.")
    notation: tuple[Text, ...] = Field(default=(), description="codes of a classification, quoted.")
    match: tuple[Text, ...] = Field(default=(), description="addresses of the same concept elsewhere.")
    aliases: tuple[Id, ...] = Field(default=(), description="former ids; each stays as a redirect.")


@declared
class Vocabulary(Record):
    """A facet. `on` says what carries it; `required` and `most` bound how many terms a finding may carry."""

    label: Text = Field(description="the facet's name, in the plural.")
    singular: Text = Field(description="the facet's name, in the singular.")
    definition: Text = Field(description="what the facet tells.")
    on: Literal["finding", "evidence", "implication", "option"] = Field(description="what carries it.")
    required: Literal["yes", "no"] = Field(default="no", description="whether each finding must carry it.")
    most: Annotated[int, Field(gt=0)] | None = Field(default=None, description="how many terms a finding may carry.")
    fit: Annotated[int, Field(gt=0)] | None = Field(
        default=None,
        description="the place of the facet among what decides how well a finding fits a reader's workplace.",
    )
    general: Text | None = Field(default=None, description="the id of the term that stands for all of the facet.")
    terms: tuple[Term, ...] = Field(min_length=1, description="the terms.")

    def links(self) -> Iterator[Link]:
        """Give the links from terms to wider terms, and to the one that stands for all."""
        if self.general:
            yield Link(self.ref, Ref(self.id, self.general), "general", ("general",))
        for index, term in enumerate(self.terms):
            if term.broader:
                yield Link(Ref(self.id, term.id), Ref(self.id, term.broader), "broader", ("terms", index, "broader"))
