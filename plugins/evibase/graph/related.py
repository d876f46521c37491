"""Related findings, each with the reason why."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from heapq import nsmallest

from evibase.graph.graph import Graph
from evibase.records.finding import Finding
from evibase.records.model import Ref

#: How many findings are shown as related, beyond those that an author has related by hand.
_MOST = 4
#: A source or theme with more findings than this says little about how alike two of them are.
_COMMON = 60

#: What an author's relation is called from the other side.
_INVERSE = {"extends": "is extended by", "supports": "is supported by", "qualifies": "is qualified by"}


@dataclass(frozen=True, slots=True)
class Related:
    """Another finding: `kind` is the author's relation, or "shares"; `shared` lists what both have."""

    finding: str
    kind: str
    note: str = ""
    shared: tuple[Ref, ...] = ()


def related(graph: Graph, finding: Finding) -> tuple[Related, ...]:
    """Give the findings that authors have related to this one, then the most alike by shared links.

    Alike are findings that share a policy option, a source, a theme or a kind of learning; rarer links count
    for more (each weighs one over the number of findings that have it).
    """
    by_hand: dict[str, Related] = {}
    for relation in finding.relations:
        ref = graph.resolve(Ref("findings", relation.finding))
        if ref and ref != finding.ref:
            by_hand.setdefault(ref.id, Related(ref.id, relation.type, relation.note))
    for link in graph.links_to(finding.ref, "relation"):
        by_hand.setdefault(link.origin.id, Related(link.origin.id, _INVERSE.get(link.kind, link.kind), link.note))
    by_hand.pop(finding.id, None)
    return (*by_hand.values(), *_alike(graph, finding, set(by_hand) | {finding.id}))


def _telling(graph: Graph, ref: Ref) -> tuple[str, ...]:
    """Give the findings that link to an address; none where they are too many to mean much."""
    found = graph.findings_at.get(ref, ())
    return found if len(found) <= _COMMON else ()


def _alike(graph: Graph, finding: Finding, known: set[str]) -> list[Related]:
    weight: dict[str, float] = {}
    shared: dict[str, list[Ref]] = {}
    telling = graph.kept("telling", partial(_telling, graph))
    targets = dict.fromkeys(
        graph.resolve(link.target) or link.target
        for link in graph.outgoing.get(finding.ref, ())
        if link.target.section not in {"people", "audiences", "designs"}
    )
    for target in targets:
        others = telling[target]
        each = 1 / len(others) if others else 0.0
        for other in others:
            if other in weight:
                weight[other] += each
                shared[other].append(target)
            else:
                weight[other] = each
                shared[other] = [target]
    for other in known:
        weight.pop(other, None)
    best = nsmallest(_MOST, weight, key=lambda other: (-weight[other], other))
    return [Related(other, "shares", shared=tuple(shared[other][:3])) for other in best]
