"""Related findings, each with the reason why."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import NamedTuple

from evibase.graph.graph import Graph
from evibase.records.finding import Finding
from evibase.records.model import Ref
from evibase.table import Lookup

#: How many findings are shown as related, beyond those that an author has related by hand.
_MOST = 4
#: A source or theme with more findings than this says little about how alike two of them are.
_COMMON = 60
#: The sections in which nearly all findings have links to the same few.
_NOT_SHARED = frozenset({"people", "audiences", "designs"})

#: What an author's relation is called from the other side.
_INVERSE = {"extends": "is extended by", "supports": "is supported by", "qualifies": "is qualified by"}


class Related(NamedTuple):
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


def targets(graph: Graph) -> Lookup[Ref, tuple[Ref, ...]]:
    """Give what each finding links to and may share with others, each once, in order of its links."""
    return graph.kept("targets", partial(_targets, graph))


def _targets(graph: Graph, ref: Ref) -> tuple[Ref, ...]:
    present = graph.present
    links = graph.outgoing.get(ref, ())
    found = [present.get(link.target, link.target) for link in links if link.target.section not in _NOT_SHARED]
    return tuple(dict.fromkeys(found))


def _alike(graph: Graph, finding: Finding, known: set[str]) -> list[Related]:
    telling = graph.kept("telling", partial(_telling, graph))
    targets_of = targets(graph)
    ours = [target for target in targets_of[finding.ref] if telling[target]]
    # All sums begin at zero, so that the loop over the others asks nothing. Each is of at most a dozen numbers.
    weight: defaultdict[str, float] = defaultdict(float)
    for target in ours:
        others = telling[target]
        each = 1 / len(others)
        for other in others:
            weight[other] += each
    for other in known:
        weight.pop(other, None)
    best = sorted([(-heavy, other) for other, heavy in weight.items()])[:_MOST]
    found = [(other, frozenset(targets_of[Ref("findings", other)])) for _, other in best]
    return [
        Related(other, "shares", shared=tuple([target for target in ours if target in theirs][:3]))
        for other, theirs in found
    ]
