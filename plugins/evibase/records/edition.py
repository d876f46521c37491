"""Edition: the base as a whole, as others are to cite it, in `CITATION.cff`.

Source: Citation File Format 1.2.0 (https://doi.org/10.5281/zenodo.5171937). Only what a citation shows is read; the
format has more keys, and they are the business of those who read the file.
"""

from __future__ import annotations

from pydantic import Field

from evibase.records.dates import IsoDate
from evibase.records.model import Fields, Record, Text, declared_in_part
from evibase.records.source import WebAddress


@declared_in_part
class Author(Fields):
    """A person with family and given names, or a body with a name."""

    name: Text | None = Field(default=None, description="the name of a body.")
    family: Text | None = Field(default=None, alias="family-names", description="the family names of a person.")
    given: Text | None = Field(default=None, alias="given-names", description="the given names of a person.")


@declared_in_part
class Edition(Record):
    """What the base is called, who made it, and which version of which day this is."""

    title: Text = Field(description="what the base is called.")
    authors: tuple[Author, ...] = Field(min_length=1, description="people or bodies.")
    version: Text | None = Field(default=None, description="the version, such as 1.2.0.")
    released: IsoDate | None = Field(default=None, alias="date-released", description="the day of this version.")
    doi: Text | None = Field(default=None, description="the DOI of the base, where it has one.")
    url: WebAddress | None = Field(default=None, description="the address of the base.")
