"""Independent lines of evidence: distinct projects, not papers. Ten papers from one project are one line.

A work that its publisher has taken back is no line at all.
"""

from __future__ import annotations

from collections.abc import Iterable

from evibase.graph.graph import Graph
from evibase.graph.retraction import retracted
from evibase.records.finding import Finding
from evibase.records.source import Source


def project_of(graph: Graph, key: str) -> tuple[str, str]:
    """Give the project that a reference comes from; a reference without one stands for itself.

    The first part says which of the two it is, for a project may be called anything.
    """
    sidecar = graph.base.of(Source).get(key)
    return ("project", sidecar.project) if sidecar and sidecar.project else ("source", key)


def independent_lines(graph: Graph, finding: Finding) -> int:
    """Count the distinct projects behind the evidence that supports or qualifies the claim and still stands."""
    return lines_of(graph, (item.source for item in finding.evidence if item.stance != "contradicts"))


def lines_of(graph: Graph, keys: Iterable[str]) -> int:
    """Count the distinct projects behind sources that still stand."""
    gone = retracted(graph)
    return len({project_of(graph, key) for key in keys if key not in gone})
