"""Retracted works: sources that their publishers have taken back, and the findings that lean on them."""

from __future__ import annotations

from functools import lru_cache

from evibase.graph.graph import Graph
from evibase.records.finding import Finding
from evibase.records.source import Source


@lru_cache(maxsize=2)
def retracted(graph: Graph) -> frozenset[str]:
    """Give the keys of the references whose sidecar says that they were retracted."""
    sidecars = graph.base.of(Source)
    return frozenset(key for key in graph.base.reference_of if key in sidecars and sidecars[key].retracted)


def leaning_on_retracted(graph: Graph, finding: Finding) -> tuple[str, ...]:
    """Give the keys of the retracted works that a finding names as evidence, or read through, each once."""
    gone = retracted(graph)
    if not gone:
        return ()
    named = (key for item in finding.evidence for key in (item.source, item.via) if key in gone)
    return tuple(dict.fromkeys(key for key in named if key))
