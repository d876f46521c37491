"""What is missing for a claim."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evibase.graph.gaps import newest_year
from evibase.graph.independence import independent_lines, lines_of
from evibase.graph.standing import standings
from evibase.graph.would_change import MISSING, MOST, would_change
from evibase.pages.words import WOULD_CHANGE
from evibase.records.finding import COMPONENTS, Confidence, Finding
from tests.bases import SMALL, bases, compiled, files_of

_REVIEW = frozenset({"review"})
_SMALL = compiled(files_of(SMALL)).graph
#: A claim about which nothing is missing, as it stands.
_WHOLE = standings(_SMALL)["time-competes"]._replace(
    level="high", lines=3, contested=False, retracted=(), places=("GB", "NO"), designs=("review", "survey"),
    years=(2010, 2020),
)  # fmt: skip
_FINDING = replace(
    _SMALL.base.of(Finding)["time-competes"],
    confidence=Confidence.of_data({"level": "high", "because": "Three agree.", **dict.fromkeys(COMPONENTS, "none")}),
    evidence=tuple(replace(item, directness=None) for item in _SMALL.base.of(Finding)["time-competes"].evidence),
)


def _judged(**concerns: str | None) -> Finding:
    assert _FINDING.confidence
    return replace(_FINDING, confidence=Confidence.of_data({**_FINDING.confidence.data(), **concerns}))


def test_where_nothing_is_missing_nothing_is_told() -> None:
    """Law: of a claim with several lines, designs, countries and a review, judged without concern, nothing is said."""
    assert would_change(_FINDING, _WHOLE, review=_REVIEW, newest=2025) == ()


@pytest.mark.parametrize(
    ("expected", "change"),
    [
        ("retracted", {"retracted": ("doe-2020",)}),
        ("no-line", {"lines": 0}),
        ("unexplained", {"contested": True}),
        ("one-line", {"lines": 1}),
        ("outdated", {"years": (1990, 2000)}),
        ("one-country", {"places": ("GB", "GB-SCT")}),
        ("no-review", {"designs": ("survey", "interviews")}),
        ("one-design", {"designs": ("review",)}),
    ],
)
def test_each_fact_has_its_own_entry(expected: str, change: dict[str, object]) -> None:
    """Law: one thing that is missing gives one entry, its own."""
    stands = _WHOLE._replace(**change)  # type: ignore[arg-type]  # fields by name
    assert would_change(_FINDING, stands, review=_REVIEW, newest=2025) == (expected,)


@pytest.mark.parametrize("places", [("INT",), ("EU",), ("GB", "INT")])
def test_no_country_in_particular_is_not_one_country(places: tuple[str, ...]) -> None:
    """Law: a claim that holds for several countries or none in particular is not asked for a second one."""
    assert would_change(_FINDING, _WHOLE._replace(places=places), review=_REVIEW, newest=2025) == ()


def test_indirect_and_unassessed() -> None:
    """Law: only where all evidence is indirect is that said, and a missing judgement is named as such."""
    direct = _FINDING.evidence[0]
    indirect = replace(direct, directness="indirect")
    some, every = (direct, indirect), (indirect, indirect)
    some_of_it = replace(_FINDING, evidence=some)
    assert would_change(some_of_it, _WHOLE, review=_REVIEW, newest=2025) == ()
    whole = replace(_FINDING, evidence=every, confidence=None)
    assert would_change(whole, _WHOLE, review=_REVIEW, newest=2025) == ("indirect", "unassessed")


def test_concerns_come_first_and_serious_ones_before_moderate_ones() -> None:
    """Law: components of concern are named, serious ones first; small concerns are not."""
    finding = _judged(methods="moderate", coherence="minor", adequacy="serious", relevance="none")
    stands = _WHOLE._replace(lines=1)
    assert would_change(finding, stands, review=_REVIEW, newest=2025) == ("adequacy", "methods", "one-line")


@pytest.mark.parametrize(("coherence", "told"), [(None, True), ("none", True), ("minor", False), ("serious", False)])
def test_a_contested_claim_wants_an_explanation(coherence: str | None, told: bool) -> None:  # noqa: FBT001 - a fact
    """Law: where a claim is contested and its judgement sees no concern about coherence, that is what is missing."""
    found = would_change(_judged(coherence=coherence), _WHOLE._replace(contested=True), review=_REVIEW, newest=2025)
    assert ("unexplained" in found) == told


@given(bases(), st.frozensets(st.sampled_from(("survey", "interviews"))))
def test_what_is_told_of_any_claim(files: dict[str, bytes], review: frozenset[str]) -> None:
    """Law: no more than a few entries, each once, in the order of weight, and each has words on the page."""
    graph = compiled(files).graph
    stands = standings(graph)
    newest = newest_year(stands.values())
    for name, finding in graph.base.of(Finding).items():
        found = would_change(finding, stands[name], review=review, newest=newest)
        assert len(found) == len(set(found)) <= MOST
        rest = [entry for entry in found if entry not in COMPONENTS]
        assert rest == sorted(rest, key=MISSING.index)
        assert {*found} <= WOULD_CHANGE.keys()
        assert ("one-line" in found) <= (stands[name].lines == 1)
        assert ("unassessed" in found) <= (finding.confidence is None)
    assert {*MISSING} == WOULD_CHANGE.keys()


@given(bases())
def test_lines_of_two_sides_make_those_of_the_claim(files: dict[str, bytes]) -> None:
    """Law: the lines that support and those that qualify are together those of the claim; one project may do both."""
    graph = compiled(files).graph
    for finding in graph.base.of(Finding).values():
        sides = {
            stance: [item.source for item in finding.evidence if item.stance == stance]
            for stance in ("supports", "qualifies")
        }
        both = lines_of(graph, (*sides["supports"], *sides["qualifies"]))
        assert both == independent_lines(graph, finding)
        assert all(lines_of(graph, keys) <= both for keys in sides.values())
