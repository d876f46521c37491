"""What a set of findings leaves open."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evibase.graph.gaps import GAPS, OUTDATED_AFTER, elsewhere, gaps, left_open, newest_year, reviews
from evibase.graph.standing import Standing
from evibase.records.question import Question
from evibase.records.vocabulary import Term, Vocabulary

_DESIGNS = ("review", "rapid-review", "survey", "interviews")
_REVIEWS = frozenset({"review", "rapid-review"})
_PLACES = ("GB", "GB-SCT", "NO", "EU", "INT")

_YEARS = st.one_of(
    st.none(), st.tuples(st.integers(1950, 2030), st.integers(0, 30)).map(lambda span: (span[0], span[0] + span[1]))
)
_STANDINGS = st.builds(
    Standing,
    level=st.sampled_from([None, "low", "high"]),
    reviewed=st.booleans(),
    lines=st.integers(0, 3),
    supports=st.integers(0, 3),
    qualifies=st.integers(0, 3),
    contradicts=st.integers(0, 3),
    contested=st.booleans(),
    stale=st.booleans(),
    places=st.lists(st.sampled_from(_PLACES), min_size=1, max_size=3, unique=True).map(tuple),
    sectors=st.just(()),
    designs=st.lists(st.sampled_from(_DESIGNS), min_size=1, max_size=3, unique=True).map(tuple),
    years=_YEARS,
)
_HOMES = st.lists(st.sampled_from(("GB", "NO", "GB-SCT")), max_size=2, unique=True).map(tuple)


def _open(stands: Standing, home: tuple[str, ...] = ("GB",), newest: int | None = 2020) -> tuple[str, ...]:
    return left_open(stands, review=_REVIEWS, home=home, newest=newest)


def test_the_kinds_are_those_of_open_questions() -> None:
    """Law: a gap that a map shows and one that somebody asks about are called the same."""
    assert set(GAPS) == set(Question.json_schema()["properties"]["kind"]["enum"])


@given(st.lists(_STANDINGS, max_size=6), _HOMES, st.one_of(st.none(), st.integers(1950, 2060)))
def test_a_gap_holds_for_every_finding(found: list[Standing], home: tuple[str, ...], newest: int | None) -> None:
    """Law: a set that is not empty leaves open what each of its findings does; the empty set is the first gap."""
    each = [_open(stands, home, newest) for stands in found]
    left = gaps(each)
    assert left == (tuple(gap for gap in GAPS if all(gap in own for own in each)) if found else ("absolute",))
    assert ("absolute" in left) == (not found)


@given(st.lists(_STANDINGS, min_size=1, max_size=6))
def test_one_finding_more_only_closes_gaps(found: list[Standing]) -> None:
    """Law: the gaps of a set are among those of each part of it, and the order of findings does not matter."""
    each = [_open(stands) for stands in found]
    whole = set(gaps(each))
    assert gaps(each[::-1]) == gaps(each)
    for size in range(1, len(each) + 1):
        assert all(whole <= set(gaps(part)) for part in combinations(each, size))


@given(_STANDINGS, _HOMES, st.one_of(st.none(), st.integers(1950, 2060)))
def test_what_one_finding_leaves_open(stands: Standing, home: tuple[str, ...], newest: int | None) -> None:
    """Law: no review among its designs, no place at home or in general, all of it old, contested: nothing else."""
    left = _open(stands, home, newest)
    assert ("synthesis" in left) == (not _REVIEWS & {*stands.designs})
    assert ("contested" in left) == stands.contested
    old = bool(newest and stands.years and newest - stands.years[1] > OUTDATED_AFTER)
    assert ("outdated" in left) == old
    assert ("context" in left) == elsewhere(stands.places, home)
    assert not home or "INT" not in stands.places or "context" not in left


@given(st.lists(_STANDINGS, max_size=8))
def test_the_newest_evidence_is_never_old(found: list[Standing]) -> None:
    """Law: held against the newest year of a base, its newest evidence is not old, whatever the day."""
    newest = newest_year(found)
    for stands in found:
        if stands.years and stands.years[1] == newest:
            assert "outdated" not in _open(stands, newest=newest)


@pytest.mark.parametrize(
    ("places", "home", "away"),
    [
        (("NO",), ("GB",), True),
        (("GB",), ("GB",), False),
        (("GB-SCT",), ("GB",), False),
        (("GB",), ("GB-SCT",), False),
        (("GB-ENG",), ("GB-SCT",), True),
        (("NO", "GB"), ("GB",), False),
        (("EU",), ("GB",), True),
        (("EU",), ("DE", "EU"), False),
        (("INT",), ("GB",), False),
        (("NO",), (), False),
    ],
)
def test_home_and_elsewhere(places: tuple[str, ...], home: tuple[str, ...], away: bool) -> None:  # noqa: FBT001 - a fact
    """Law: a part of home is home, what holds in general is not elsewhere, and without a home nothing is."""
    assert elsewhere(places, home) == away


def _vocabulary(*terms: tuple[str, str | None]) -> Vocabulary:
    listed = tuple(Term(id=name, label=name, definition="A design.", broader=broader) for name, broader in terms)
    return Vocabulary(label="Designs", singular="Design", definition="How.", on="evidence", terms=listed)


def test_which_designs_are_reviews() -> None:
    """Law: a review is a design with that word in its id, or one below it, at any depth."""
    designs = _vocabulary(
        ("review", None), ("rapid-review", None), ("meta-analysis", "review"), ("network", "meta-analysis"),
        ("previewed", None), ("survey", None), ("panel", "survey"), ("a-circle", "b-circle"), ("b-circle", "a-circle"),
    )  # fmt: skip
    assert reviews(designs) == {"review", "rapid-review", "meta-analysis", "network"}
    assert reviews(None) == frozenset()


def test_without_designs_that_are_reviews_none_is_missed() -> None:
    """Law: a base that does not tell reviews apart is not told that it has none."""
    stands = Standing(None, False, 1, 1, 0, 0, False, False, ("GB",), (), ("survey",), None)  # noqa: FBT003 - facts
    assert left_open(stands, review=frozenset(), home=(), newest=None) == ()
