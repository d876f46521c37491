"""Records as JSON: each finding as it is typed, with what is derived from it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from evibase.artifact import File
from evibase.graph.graph import Graph
from evibase.graph.standing import standings
from evibase.records.finding import Finding

# On one line: json leaves indented text to Python code, which takes four times as long.
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def keys(graph: Graph) -> Iterator[str]:
    """Give the id of every finding."""
    yield from graph.base.of(Finding)


def file(graph: Graph, name: str) -> File:
    """Give `findings/<id>.json`: `record` as written, `derived` as computed."""
    finding = graph.base.of(Finding)[name]
    record = finding.data()
    record |= {facet: list(terms) for facet, terms in finding.facets.items()}
    stands = standings(graph)[name]
    content = {"version": 1, "id": name, "record": record, "derived": stands._asdict()}
    return File(f"findings/{name}.json", f"{_encode(content)}\n".encode())
