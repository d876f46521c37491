"""The citation file: how to cite the base as a whole, as its maintainers wrote it."""

from __future__ import annotations

from collections.abc import Iterator

from evibase.artifact import File
from evibase.graph.graph import Graph
from evibase.records.edition import Edition


def files(graph: Graph) -> Iterator[File]:
    """Give `CITATION.cff`, where the base has one."""
    for edition in graph.base.of(Edition).values():
        yield File(edition.path, edition.origin.text.encode())
