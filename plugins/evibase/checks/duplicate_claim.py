"""duplicate-claim: two findings make the same claim.

Whoever looks for what is known on something should find all of it in one place: one claim, with all evidence for
and against it. Two people may well have written it down at the same time, in two changes that only meet when both
are merged. Small and capital letters make no difference. Findings that were withdrawn or superseded do not count.

Bad, in `findings/sample.yml`:

    claim: Teachers ask colleagues for help before they ask anybody else.

Good:

    claim: Teachers ask colleagues about methods, and managers about rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import NamedTuple

from evibase.graph.graph import Graph
from evibase.graph.standing import GONE
from evibase.problems import Problem, Severity
from evibase.records.finding import Finding

CODE = "duplicate-claim"
SEVERITY = Severity.ERROR
_PART = 100


def check(graph: Graph) -> Iterator[Problem]:
    """Report each claim that another finding has made before, at the claim; the first one is the other place."""
    findings = graph.base.of(Finding)
    kept = graph.kept("claims", partial(_claims, findings))
    parts = [kept[part] for part in _in_parts(findings)]
    claims = list(chain.from_iterable(part.claims for part in parts))
    if len(set(claims)) == len(claims):
        return
    first: dict[str, str] = {}
    for claim, name in zip(claims, chain.from_iterable(part.names for part in parts), strict=True):
        earlier = first.setdefault(claim, name)
        if earlier != name:
            place = findings[earlier].place_at(("claim",))
            message = f"The claim is that of {place.path}:{place.line}."
            remedy = "Put the evidence of both into one finding, and delete the other."
            yield replace(findings[name].problem_at(("claim",), CODE, message, remedy), others=(place,))


def _in_parts(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Give names in parts, so that other words in one finding have those of few others looked at again."""
    listed = tuple(names)
    return (listed[start : start + _PART] for start in range(0, len(listed), _PART))


class _Claims(NamedTuple):
    """The claims of some findings that stand, as they are compared, and the ids of these findings."""

    claims: tuple[str, ...]
    names: tuple[str, ...]


def _claims(findings: Mapping[str, Finding], names: tuple[str, ...]) -> _Claims:
    standing = tuple([name for name in names if findings[name].status not in GONE])
    return _Claims(tuple([findings[name].claim.casefold() for name in standing]), standing)
