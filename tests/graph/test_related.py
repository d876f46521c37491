"""Related findings, each with its reason."""

from __future__ import annotations

from hypothesis import given

from evibase.graph.related import Related, related
from evibase.records.finding import Finding
from tests.bases import SMALL, bases, compiled, files_of


@given(bases())
def test_related_are_other_findings_once_each_with_a_reason(files: dict[str, bytes]) -> None:
    """Law: a finding is never related to itself or twice to another, and each relation says why."""
    graph = compiled(files).graph
    findings = graph.base.of(Finding)
    for name, finding in findings.items():
        found = related(graph, finding)
        names = [item.finding for item in found]
        assert name not in names
        assert len(set(names)) == len(names)
        assert set(names) <= findings.keys()
        assert all(item.note or item.shared for item in found)


@given(bases())
def test_what_authors_relate_is_related_from_both_sides(files: dict[str, bytes]) -> None:
    """Law: a relation that somebody wrote is shown on both findings' pages, before any that was worked out."""
    graph = compiled(files).graph
    for name, finding in graph.base.of(Finding).items():
        for relation in finding.relations:
            ours = [item.finding for item in related(graph, finding) if item.kind != "shares"]
            theirs = [i.finding for i in related(graph, graph.base.of(Finding)[relation.finding]) if i.kind != "shares"]
            assert relation.finding in ours
            assert name in theirs


def test_each_side_has_its_own_words() -> None:
    """Law: what extends a claim is extended by it from the other side, with the same reason."""
    graph = compiled(files_of(SMALL)).graph
    findings = graph.base.of(Finding)
    note = "It shows what happens where time is short."
    assert Related("time-competes", "extends", note) in related(graph, findings["own-time-finishes-less"])
    assert Related("own-time-finishes-less", "is extended by", note) in related(graph, findings["time-competes"])
