"""How a claim stands: contested, stale, years."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from evibase.graph.graph import Graph
from evibase.graph.standing import contradicting, standing, standings
from evibase.records.finding import Finding
from tests.bases import SMALL, TODAY, bases, compiled, files_of


@given(bases())
def test_contested_means_contradicted(files: dict[str, bytes]) -> None:
    """Law: a claim is contested exactly where evidence contradicts it, or it and a finding that stands contradict."""
    graph = compiled(files).graph
    findings = graph.base.of(Finding)
    pairs = {
        (name, relation.finding)
        for name, finding in findings.items()
        for relation in finding.relations
        if relation.type == "contradicts"
    }
    gone = {name for name, finding in findings.items() if finding.status in {"withdrawn", "superseded"}}
    for name, stand in standings(graph).items():
        against = {a for a, b in pairs if b == name} | {b for a, b in pairs if a == name}
        evidence = any(item.stance == "contradicts" for item in findings[name].evidence)
        assert set(contradicting(graph, findings[name])) == against - gone
        assert stand.contested == (evidence or bool(against - gone))


@given(bases())
def test_contradiction_goes_both_ways(files: dict[str, bytes]) -> None:
    """Law: of two findings that stand, one contradicts the other exactly where the other contradicts it."""
    graph = compiled(files).graph
    findings = {n: f for n, f in graph.base.of(Finding).items() if f.status not in {"withdrawn", "superseded"}}
    for name, finding in findings.items():
        for other in contradicting(graph, finding):
            assert name in contradicting(graph, findings[other])


@given(bases())
def test_every_piece_of_evidence_is_counted_once(files: dict[str, bytes]) -> None:
    """Law: the three counts add up to the evidence, and there are no more lines than sources."""
    graph = compiled(files).graph
    for name, stand in standings(graph).items():
        evidence = graph.base.of(Finding)[name].evidence
        assert stand.supports + stand.qualifies + stand.contradicts == len(evidence)
        assert stand.lines <= len({item.source for item in evidence})


@pytest.mark.parametrize(("today", "stale"), [((2024, 1, 30), False), ((2024, 1, 31), False), ((2024, 2, 1), True)])
def test_stale_begins_the_day_after(today: tuple[int, int, int], stale: bool) -> None:  # noqa: FBT001 - a fact
    """Law: a finding is due for review from the day after `review_by`."""
    graph = compiled(files_of(SMALL)).graph
    held = Graph(graph.base, TODAY.replace(*today))
    assert standing(held, graph.base.of(Finding)["own-time-finishes-less"]).stale == stale


def test_without_a_day_nothing_is_stale() -> None:
    """Law: whoever gives no day gets no judgement on it."""
    graph = replace(compiled(files_of(SMALL)).graph, as_of=None)
    assert not any(stand.stale for stand in standings(graph).values())


@pytest.mark.parametrize(
    ("finding", "years"),
    [("time-competes", (2018, 2019)), ("own-time-finishes-less", (2018, 2022)), ("cover-helps", None)],
)
def test_years_of_data_before_years_of_print(finding: str, years: tuple[int, int] | None) -> None:
    """Law: the years of the data stand for a source that names them, else its year; undated sources give none."""
    graph = compiled(files_of(SMALL)).graph
    assert standing(graph, graph.base.of(Finding)[finding]).years == years
