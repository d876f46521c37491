"""Raw records: each finding as its author wrote it, to read, check or take along."""

from __future__ import annotations

from collections.abc import Iterator

from evibase.artifact import File
from evibase.graph.graph import Graph
from evibase.records.finding import Finding


def files(graph: Graph) -> Iterator[File]:
    """Give `findings/<id>.yml` for each finding, with line feeds as line ends."""
    for name, finding in graph.base.of(Finding).items():
        yield File(f"findings/{name}.yml", finding.origin.text.encode())
