"""Source: what the BibTeX entry cannot say. Zotero and JabRef drop fields that they do not know."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from evibase.records.model import Record, Text

#: A link that a reader may follow: http or https only.
WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"'\\/?#@\[\]]+([/?#][^\s<>\"'\\]*)?$")]


class Source(Record):
    """A sidecar of one reference, in a file named after its key."""

    project: Text | None = Field(None, description="the project it comes from; papers of one project are one line.")
    sample: Text | None = Field(None, description="who or what was studied, and how many.")
    data_years: Text | None = Field(None, description="when the data were gathered, such as 2003-2008.")
    archived: WebAddress | None = Field(None, description="the address of an archived copy, beginning with https://.")
    aliases: tuple[Text, ...] = Field((), description="former keys; each stays as a redirect.")
    note: Text | None = Field(None, description="what a reader should know about it, such as how it was dated.")
