"""How strongly an option's effect is worded."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from evibase.graph.standing import standings
from evibase.graph.weakest_link import STRENGTH, WeakestLink, weakest_link
from evibase.graph.wording import UNSUPPORTED, WORDINGS, stronger, wording
from evibase.records.policy_option import PolicyOption
from tests.bases import bases, compiled

LEVELS = st.sampled_from(STRENGTH)
LINKS = st.builds(
    WeakestLink,
    finding=st.just("some-finding"),
    level=LEVELS,
    contested=st.sampled_from([(), ("some-finding",)]),
    unassessed=st.just(()),
    superseded=st.sampled_from([(), ("some-finding",)]),
    retracted=st.sampled_from([(), ("some-finding",)]),
)


def test_the_table_has_one_row_for_each_strength() -> None:
    """Law: each strength of a weakest link has one row, in the same order, after the one of no link at all."""
    assert WORDINGS[0] is UNSUPPORTED
    assert tuple(row.level for row in WORDINGS[1:]) == STRENGTH
    for field in ("term", "short", "sentence"):
        assert len({getattr(row, field) for row in WORDINGS}) == len(WORDINGS)


def test_each_row_is_stronger_than_the_one_before() -> None:
    """Law: wordings are in a total order, from the weakest to the strongest."""
    for before, after in pairwise(WORDINGS):
        assert stronger(after, before)
        assert not stronger(before, after)
        assert not stronger(after, after)


@given(LINKS, LEVELS)
def test_a_surer_link_never_words_it_more_weakly(link: WeakestLink, level: str | None) -> None:
    """Law: the wording grows with the level and with nothing else."""
    lower, higher = sorted((link, replace(link, level=level)), key=lambda each: STRENGTH.index(each.level))
    assert not stronger(wording(lower), wording(higher))


@given(LINKS)
def test_the_wording_is_that_of_the_link_or_weaker(link: WeakestLink) -> None:
    """Law: no wording is above the level of the weakest link; what no longer stands words it as very low at most."""
    row = wording(link)
    sound = not link.superseded and not link.retracted
    assert STRENGTH.index(row.level) <= STRENGTH.index(link.level)
    assert (row.level == link.level) or not sound
    assert sound or STRENGTH.index(row.level) <= STRENGTH.index("very-low")


@given(bases())
def test_no_finding_that_an_option_rests_on_is_weaker_than_its_wording(files: dict[str, bytes]) -> None:
    """Law: whatever the base, an option is worded no more strongly than each finding that supports it."""
    graph = compiled(files).graph
    stands = standings(graph)
    for option in graph.base.of(PolicyOption).values():
        row = wording(weakest_link(graph, option, stands))
        supports = [item.finding for item in option.basis if item.role == "supports"]
        assert (row is UNSUPPORTED) == (not supports)
        for name in supports:
            assert STRENGTH.index(row.level) <= STRENGTH.index(stands[name].level)
