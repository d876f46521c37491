"""The weakest link of a policy option."""

from __future__ import annotations

from hypothesis import given

from evibase.graph.standing import standings
from evibase.graph.weakest_link import STRENGTH, weakest_link
from evibase.records.finding import Finding
from evibase.records.policy_option import PolicyOption
from tests.bases import SMALL, bases, compiled, files_of


@given(bases())
def test_the_weakest_link_is_the_least_of_the_supports(files: dict[str, bytes]) -> None:
    """Law: it is one of the supports, none is weaker, and what speaks against or sets a condition does not count."""
    graph = compiled(files).graph
    stands = standings(graph)
    for option in graph.base.of(PolicyOption).values():
        supports = {item.finding for item in option.basis if item.role == "supports"}
        weakest = weakest_link(graph, option, stands)
        if not supports:
            assert weakest is None
            continue
        assert weakest is not None
        assert weakest.finding in supports
        strengths = [STRENGTH.index(stands[name].level) for name in supports]
        assert STRENGTH.index(weakest.level) == min(strengths)
        assert all(STRENGTH.index(weakest.level) <= strength for strength in strengths)


@given(bases())
def test_warnings_name_supports_only(files: dict[str, bytes]) -> None:
    """Law: a support is warned of exactly where it is contested, not assessed, or no longer stands."""
    graph = compiled(files).graph
    stands, findings = standings(graph), graph.base.of(Finding)
    for option in graph.base.of(PolicyOption).values():
        weakest = weakest_link(graph, option, stands)
        supports = {item.finding for item in option.basis if item.role == "supports"}
        if weakest:
            assert set(weakest.contested) == {name for name in supports if stands[name].contested}
            assert set(weakest.unassessed) == {name for name in supports if stands[name].level is None}
            gone = {name for name in supports if findings[name].status in {"superseded", "withdrawn"}}
            assert set(weakest.superseded) == gone


def test_a_former_name_is_followed() -> None:
    """Law: an option that names a finding by a former id rests on that finding."""
    graph = compiled(files_of(SMALL)).graph
    weakest = weakest_link(graph, graph.base.of(PolicyOption)["ask-colleagues-first"], standings(graph))
    assert weakest is not None
    assert (weakest.finding, weakest.level) == ("ask-colleagues", "moderate")
