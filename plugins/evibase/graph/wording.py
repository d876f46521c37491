"""How strongly an option's effect may be worded: never more strongly than the weakest finding that it rests on.

The table follows the statements that GRADE recommends for each level of certainty (Santesso et al., 2020, Journal of
Clinical Epidemiology 119, 126-135, https://doi.org/10.1016/j.jclinepi.2019.10.014): plain verbs at high certainty,
"likely" at moderate, "may" at low, and "the evidence is very uncertain" at very low. Two rows are ours, for what that
guidance has no word: a finding that nobody has assessed, and an option that no finding supports.
"""

from __future__ import annotations

from dataclasses import dataclass

from evibase.graph.weakest_link import WeakestLink


@dataclass(frozen=True, slots=True)
class Wording:
    """One row of the table, in the source language of the interface.

    `level` is that of the weakest finding (None: not assessed). `term` is what the row is known by, `short` stands in
    lists, `sentence` by itself; "it" is the option, and "the problem" the one that its record names.
    """

    level: str | None
    term: str
    short: str
    sentence: str


_VERY_LOW = "very-low"
#: An option that nothing supports promises nothing.
UNSUPPORTED = Wording(
    None,
    "no finding says that",
    "no finding says that it helps",
    "No finding of this base says that it helps with the problem.",
)
#: The table, from the weakest wording to the strongest, in the order of `weakest_link.STRENGTH`.
WORDINGS: tuple[Wording, ...] = (
    UNSUPPORTED,
    Wording(
        None,
        "it has not been assessed whether",
        "not assessed whether it helps",
        "It has not been assessed whether it helps with the problem.",
    ),
    Wording(
        _VERY_LOW,
        "it is uncertain whether",
        "uncertain whether it helps",
        "It is uncertain whether it helps with the problem.",
    ),
    Wording("low", "may", "may help", "It may help with the problem."),
    Wording("moderate", "is likely to", "is likely to help", "It is likely to help with the problem."),
    Wording("high", "does", "helps", "It helps with the problem."),
)
_BY_LEVEL = {row.level: row for row in WORDINGS if row is not UNSUPPORTED}


def wording(weakest: WeakestLink | None) -> Wording:
    """Give the strongest wording that an option's weakest link allows.

    A finding that no longer stands, or that leans on retracted work, carries no more than one rated very low.
    """
    if weakest is None:
        return UNSUPPORTED
    found = _BY_LEVEL[weakest.level]
    broken = bool(weakest.superseded or weakest.retracted)
    return min(found, _BY_LEVEL[_VERY_LOW], key=WORDINGS.index) if broken else found


def stronger(one: Wording, other: Wording) -> bool:
    """Say whether a wording promises more than another."""
    return WORDINGS.index(one) > WORDINGS.index(other)
