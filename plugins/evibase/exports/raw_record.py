"""Raw records: each finding as its author wrote it, to read, check or take along."""

from __future__ import annotations

from collections.abc import Iterator

from evibase.artifact import File
from evibase.graph.graph import Graph
from evibase.records.finding import Finding


def keys(graph: Graph) -> Iterator[str]:
    """Give the id of every finding."""
    yield from graph.base.of(Finding)


def file(graph: Graph, name: str) -> File:
    """Give `findings/<id>.yml`, with line feeds as line ends."""
    return File(f"findings/{name}.yml", graph.base.of(Finding)[name].origin.text.encode())
