"""The exports, as a list that can be read aloud. A new format is one new file and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from evibase.artifact import File
from evibase.exports import bibtex, citation_file, csl, raw_record, record_json, ris
from evibase.graph.graph import Graph


@dataclass(frozen=True, slots=True)
class Export:
    """A format for machines: its name, which files there are, and one of them."""

    name: str
    keys: Callable[[Graph], Iterator[str]]
    file: Callable[[Graph, str], File]

    def files(self, graph: Graph) -> Iterator[File]:
        """Give all files of the format."""
        return (self.file(graph, key) for key in self.keys(graph))


EXPORTS = (
    Export("raw records", raw_record.keys, raw_record.file),
    Export("JSON", record_json.keys, record_json.file),
    Export("BibTeX", bibtex.keys, bibtex.file),
    Export("RIS", ris.keys, ris.file),
    Export("CSL-JSON", csl.keys, csl.file),
    Export("citation file", citation_file.keys, citation_file.file),
)
