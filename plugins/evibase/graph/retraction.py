"""Retracted works: sources that their publishers have taken back, and the findings that lean on them."""

from __future__ import annotations

from functools import partial

from evibase.graph.graph import Graph
from evibase.records.finding import Finding
from evibase.records.source import Source


def retracted(graph: Graph) -> frozenset[str]:
    """Give the keys of the references whose sidecar says that they were retracted."""
    return graph.kept("retracted", partial(_retracted, graph))[""]


def _retracted(graph: Graph, _: str) -> frozenset[str]:
    references = graph.base.reference_of
    return frozenset(key for key, sidecar in graph.base.of(Source).items() if sidecar.retracted and key in references)


def leaning_on_retracted(graph: Graph, finding: Finding) -> tuple[str, ...]:
    """Give the keys of the retracted works that a finding names as evidence, or read through, each once."""
    gone = retracted(graph)
    if not gone:
        return ()
    named = (key for item in finding.evidence for key in (item.source, item.via) if key in gone)
    return tuple(dict.fromkeys(key for key in named if key))
