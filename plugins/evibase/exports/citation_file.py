"""The citation file: how to cite the base as a whole, as its maintainers wrote it."""

from __future__ import annotations

from collections.abc import Iterator

from evibase.artifact import File
from evibase.graph.graph import Graph
from evibase.records.edition import Edition


def keys(graph: Graph) -> Iterator[str]:
    """Give the id of the one edition that the base is, where it says so."""
    yield from graph.base.of(Edition)


def file(graph: Graph, name: str) -> File:
    """Give `CITATION.cff`."""
    edition = graph.base.of(Edition)[name]
    return File(edition.path, edition.origin.text.encode())
