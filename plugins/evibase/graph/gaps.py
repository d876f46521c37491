"""Gaps: what a set of findings leaves open, and why.

The five kinds are those of open questions, after the gap taxonomies of evidence maps. Each but the first is said of
a set only where it holds for every finding in it. So one finding more may close a gap and never opens one, but for
the first, and a union leaves open what all of its parts leave open.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from evibase.graph.standing import Standing
from evibase.records.vocabulary import Vocabulary

#: Nothing yet; only single studies, no review; only from other countries; all of it old; all of it contested.
GAPS = ("absolute", "synthesis", "context", "outdated", "contested")
#: Evidence is old where its newest year lies more years than that before the newest in the base. Not before today:
#: the same files are to give the same site on any day.
OUTDATED_AFTER = 10
#: A design that brings several studies together has this word in its id, or stands below one that has.
_REVIEW = "review"
#: No country in particular, or several: such a finding is not from elsewhere.
_ANYWHERE = "INT"


def reviews(designs: Vocabulary | None) -> frozenset[str]:
    """Give the study designs that bring several studies together; none where a base does not tell them apart."""
    terms = {term.id: term for term in designs.terms} if designs else {}
    found = {name for name in terms if _REVIEW in name.split("-")}
    grown = True
    while grown:
        below = {name for name, term in terms.items() if term.broader in found and name not in found}
        found |= below
        grown = bool(below)
    return frozenset(found)


def newest_year(standings: Iterable[Standing]) -> int | None:
    """Give the newest year of any evidence; None where no source has one."""
    return max((stands.years[1] for stands in standings if stands.years), default=None)


def outdated(stands: Standing, newest: int | None) -> bool:
    """Say whether all evidence for a claim is old. Of evidence without a year that cannot be said."""
    return bool(newest and stands.years and stands.years[1] < newest - OUTDATED_AFTER)


def elsewhere(places: Iterable[str], home: Collection[str]) -> bool:
    """Say whether a claim speaks of other countries only. Without a home there is no elsewhere.

    A part of a country is that country (`GB-SCT` is `GB`), and the whole holds its parts.
    """
    return bool(home) and not any(
        place in {_ANYWHERE, own} or place.startswith(f"{own}-") or own.startswith(f"{place}-")
        for place in places
        for own in home
    )


def left_open(
    stands: Standing, *, review: frozenset[str], home: Collection[str], newest: int | None
) -> tuple[str, ...]:
    """Give the gaps that one finding leaves, standing by itself.

    `review` are the designs that are reviews, `home` the places that the base is made for, `newest` the newest year of
    any evidence in it.
    """
    holds: Mapping[str, bool] = {
        "synthesis": bool(review) and review.isdisjoint(stands.designs),
        "context": elsewhere(stands.places, home),
        "outdated": outdated(stands, newest),
        "contested": stands.contested,
    }
    return tuple(gap for gap in GAPS if holds.get(gap))


def gaps(each: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Give the gaps of a set, from those of each of its findings: what all leave open. An empty set is one."""
    found: set[str] | None = None
    for own in each:
        found = {*own} if found is None else found & {*own}
    return ("absolute",) if found is None else tuple(_ordered(found))


def _ordered(found: Collection[str]) -> Iterator[str]:
    return (gap for gap in GAPS if gap in found)
