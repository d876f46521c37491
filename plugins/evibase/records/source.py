"""Source: what the BibTeX entry cannot say. Zotero and JabRef drop fields that they do not know."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from evibase.records.dates import IsoDate
from evibase.records.model import Fields, Record, Text, declared

#: A link that a reader may follow: http or https only.
WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"'\\/?#@\[\]]+([/?#][^\s<>\"'\\]*)?$")]


@declared
class Retraction(Fields):
    """That the publisher has taken a work back. `evibase bib retractions` writes it."""

    on: IsoDate | None = Field(default=None, description="the date of the notice, such as 2026-05-31.")
    notice: WebAddress | None = Field(default=None, description="the address of the notice.")
    reason: Text | None = Field(default=None, description="why, as the notice or Retraction Watch has it.")
    source: Text = Field(description="who says so, such as Crossref or Retraction Watch.")


@declared
class Source(Record):
    """A sidecar of one reference, in a file named after its key."""

    project: Text | None = Field(
        default=None, description="the project it comes from; papers of one project are one line."
    )
    sample: Text | None = Field(default=None, description="who or what was studied, and how many.")
    data_years: Text | None = Field(default=None, description="when the data were gathered, such as 2003-2008.")
    archived: WebAddress | None = Field(
        default=None, description="the address of an archived copy, beginning with https://."
    )
    aliases: tuple[Text, ...] = Field(default=(), description="former keys; each stays as a redirect.")
    open_access: WebAddress | None = Field(
        default=None, description="where it can be read free of charge, as an address."
    )
    retracted: Retraction | None = Field(default=None, description="that the publisher has taken it back.")
    note: Text | None = Field(default=None, description="what a reader should know about it, such as how it was dated.")
