"""What would change a claim: what is missing from the evidence for it, as far as the record tells.

An author may have written more, and what an author wrote comes first. This is what follows from the rest: nothing is
guessed of what a study would find.
"""

from __future__ import annotations

from collections.abc import Iterator

from evibase.graph.gaps import outdated
from evibase.graph.standing import Standing
from evibase.records.finding import COMPONENTS, Finding

#: All that can be missing, the weightiest first. The four in the middle are the components of the judgement.
MISSING = (
    "retracted", "no-line", "unexplained", *COMPONENTS, "one-line", "indirect", "outdated", "one-country", "no-review",
    "one-design", "unassessed",
)  # fmt: skip
#: A reader in a hurry is told so many of them.
MOST = 4
_WORRYING = ("serious", "moderate")
#: Places that are no country.
_NO_COUNTRY = frozenset({"INT", "EU"})


def would_change(finding: Finding, stands: Standing, *, review: frozenset[str], newest: int | None) -> tuple[str, ...]:
    """Give what is missing, the weightiest first and at most `MOST`.

    `retracted`: it leans on work that was taken back; `no-line`: no evidence that stands supports it; `unexplained`: it
    is contested, and the judgement sees no concern about coherence or says nothing of it; a component of the judgement
    about which there is a serious or moderate concern, serious ones first; `one-line`: all of it is one line of
    evidence; `indirect`: all of it is indirect; `outdated`; `one-country`: it was found in one country; of several
    lines, `no-review`: no review brings them together, and `one-design`: all are of one design; `unassessed`.

    `review` are the designs that are reviews, `newest` the newest year of any evidence in the base.
    """
    judged = finding.confidence
    concerns = {part: getattr(judged, part) for part in COMPONENTS} if judged else {}
    countries = {place.partition("-")[0] for place in stands.places}
    several = stands.lines > 1  # of one line it goes without saying
    holds = {
        "retracted": bool(stands.retracted),
        "no-line": stands.lines == 0,
        "unexplained": bool(judged) and stands.contested and concerns["coherence"] in {None, "none"},
        "one-line": stands.lines == 1,
        "indirect": all(item.directness == "indirect" for item in finding.evidence),
        "outdated": outdated(stands, newest),
        "one-country": len(countries) == 1 and not countries & _NO_COUNTRY,
        "no-review": several and bool(review) and review.isdisjoint(stands.designs),
        "one-design": several and len(stands.designs) == 1,
        "unassessed": judged is None,
    }
    worrying = (part for level in _WORRYING for part in COMPONENTS if concerns.get(part) == level)
    return tuple(_in_order(holds, tuple(worrying)))[:MOST]


def _in_order(holds: dict[str, bool], worrying: tuple[str, ...]) -> Iterator[str]:
    for name in MISSING:
        if name == COMPONENTS[0]:
            yield from worrying
        elif holds.get(name):
            yield name
