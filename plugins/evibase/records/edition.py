"""Edition: the base as a whole, as others are to cite it, in `CITATION.cff`.

Source: Citation File Format 1.2.0 (https://doi.org/10.5281/zenodo.5171937). Only what a citation shows is read; the
format has more keys, and they are the business of those who read the file.
"""

from __future__ import annotations

from pydantic import ConfigDict, Field

from evibase.records.dates import IsoDate
from evibase.records.model import Fields, Record, Text
from evibase.records.source import WebAddress

_OPEN = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)


class Author(Fields):
    """A person with family and given names, or a body with a name."""

    model_config = _OPEN

    name: Text | None = Field(None, description="the name of a body.")
    family: Text | None = Field(None, alias="family-names", description="the family names of a person.")
    given: Text | None = Field(None, alias="given-names", description="the given names of a person.")


class Edition(Record):
    """What the base is called, who made it, and which version of which day this is."""

    model_config = _OPEN

    title: Text = Field(description="what the base is called.")
    authors: tuple[Author, ...] = Field(min_length=1, description="people or bodies.")
    version: Text | None = Field(None, description="the version, such as 1.2.0.")
    released: IsoDate | None = Field(None, alias="date-released", description="the day of this version.")
    doi: Text | None = Field(None, description="the DOI of the base, where it has one.")
    url: WebAddress | None = Field(None, description="the address of the base.")
