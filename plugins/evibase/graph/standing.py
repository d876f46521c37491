"""How a claim stands: the three facts that are shown wherever it is listed, all of them derived."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache, partial
from typing import NamedTuple

from evibase.graph.graph import Graph
from evibase.graph.independence import independent_lines
from evibase.graph.retraction import leaning_on_retracted
from evibase.records.finding import Finding
from evibase.records.reference import Reference
from evibase.records.source import Source

#: What a finding is that stays as a page and is listed nowhere.
GONE = frozenset({"withdrawn", "superseded"})
#: Years of evidence, and years in which a work may have been published.
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_PUBLISHED = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


class Standing(NamedTuple):
    """How sure (`level`, `reviewed`), who says so (`lines`, stances), where it holds (`places`, `years`).

    `level` is None where confidence has not been assessed. `years` are the first and last year of publication
    of the sources (of data, where a source says when they were gathered). `contested` is true when any
    evidence or any related finding contradicts the claim; nothing here is averaged. `retracted` are the works that
    it leans on and that their publishers have taken back.
    """

    level: str | None
    reviewed: bool
    lines: int
    supports: int
    qualifies: int
    contradicts: int
    contested: bool
    stale: bool
    places: tuple[str, ...]
    sectors: tuple[str, ...]
    designs: tuple[str, ...]
    years: tuple[int, int] | None
    retracted: tuple[str, ...] = ()


def standing(graph: Graph, finding: Finding) -> Standing:
    """Derive how a finding stands."""
    stances = [item.stance for item in finding.evidence]
    years = [year for item in finding.evidence for year in years_of(graph, item.source)]
    return Standing(
        level=finding.confidence.level if finding.confidence else None,
        reviewed=finding.reviewed is not None,
        lines=independent_lines(graph, finding),
        supports=stances.count("supports"),
        qualifies=stances.count("qualifies"),
        contradicts=stances.count("contradicts"),
        contested="contradicts" in stances or bool(contradicting(graph, finding)),
        stale=bool(graph.as_of and finding.review_by and finding.review_by < graph.as_of),
        places=finding.where,
        sectors=finding.facets.get("sectors", ()),
        designs=_designs(*[item.design for item in finding.evidence]),
        years=_span(min(years), max(years)) if years else None,
        retracted=leaning_on_retracted(graph, finding),
    )


@lru_cache(maxsize=4096)
def _designs(*named: str) -> tuple[str, ...]:
    """Give each design once. Thousands of findings have the same few, which are kept once, as are their spans."""
    return tuple(dict.fromkeys(named))


@lru_cache(maxsize=4096)
def _span(first: int, last: int) -> tuple[int, int]:
    return first, last


def contradicting(graph: Graph, finding: Finding) -> tuple[str, ...]:
    """Give the ids of findings that contradict this one, whichever of the two says so.

    What was withdrawn or superseded contradicts nothing any more.
    """
    return graph.kept("contradicting", partial(_found_contradicting, graph))[finding.id]


def _found_contradicting(graph: Graph, name: str) -> tuple[str, ...]:
    findings = graph.base.of(Finding)
    finding = findings[name]
    theirs = [link.origin.id for link in graph.links_to(finding.ref, "relation") if link.kind == "contradicts"]
    ours = [relation.finding for relation in finding.relations if relation.type == "contradicts"]
    found = dict.fromkeys([*graph.findings_named(ours), *theirs])
    return tuple(name for name in found if name in findings and findings[name].status not in GONE)


def standings(graph: Graph) -> Mapping[str, Standing]:
    """Derive how every finding stands, by id."""
    findings = graph.base.of(Finding)
    return graph.kept("standings", lambda name: standing(graph, findings[name]), findings)


def years_of(graph: Graph, key: str) -> list[int]:
    """Give the years of a source: of its data where it says when they were gathered, or of its publication."""
    sidecar = graph.base.of(Source).get(key)
    if sidecar and sidecar.data_years:
        return [int(year) for year in _YEAR.findall(sidecar.data_years)]
    reference = graph.base.reference_of.get(key)
    return [int(year) for year in _YEAR.findall(reference.year)] if reference else []


def year_of(reference: Reference) -> int | None:
    """Give the year in which a work was published; None where it has none."""
    match = _PUBLISHED.search(reference.year)
    return int(match[0]) if match else None
