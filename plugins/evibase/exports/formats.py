"""The exports, as a list that can be read aloud. A new format is one new file and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from evibase.artifact import File
from evibase.exports import bibtex, citation_file, csl, raw_record, record_json, ris
from evibase.graph.graph import Graph


@dataclass(frozen=True, slots=True)
class Export:
    """A format for machines: its name and the files that it yields."""

    name: str
    files: Callable[[Graph], Iterator[File]]


EXPORTS = (
    Export("raw records", raw_record.files),
    Export("JSON", record_json.files),
    Export("BibTeX", bibtex.files),
    Export("RIS", ris.files),
    Export("CSL-JSON", csl.files),
    Export("citation file", citation_file.files),
)
