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
    claims = graph.kept("claims", partial(_claims, findings), once=True)
    parts = [claims[part] for part in graph.kept("findings in parts", partial(_in_parts, findings), once=True)[""]]
    if len(frozenset[str]().union(*[part.different for part in parts])) == sum([len(part.names) for part in parts]):
        return
    first: dict[str, str] = {}
    for name in chain.from_iterable(part.names for part in parts):
        earlier = first.setdefault(_compared(findings[name]), name)
        if earlier != name:
            place = findings[earlier].place_at(("claim",))
            message = f"The claim is that of {place.path}:{place.line}."
            remedy = "Put the evidence of both into one finding, and delete the other."
            yield replace(findings[name].problem_at(("claim",), CODE, message, remedy), others=(place,))


def _in_parts(findings: Iterable[str], _: str) -> tuple[tuple[str, ...], ...]:
    """Give names in parts, so that other words in one finding have those of few others looked at again."""
    listed = tuple(findings)
    return tuple([listed[start : start + _PART] for start in range(0, len(listed), _PART)])


class _Claims(NamedTuple):
    """The ids of some findings that stand, and the claims among theirs that differ."""

    names: tuple[str, ...]
    different: frozenset[str]


def _claims(findings: Mapping[str, Finding], names: tuple[str, ...]) -> _Claims:
    standing = tuple([name for name in names if findings[name].status not in GONE])
    return _Claims(standing, frozenset([_compared(findings[name]) for name in standing]))


def _compared(finding: Finding) -> str:
    """Give a claim as it is compared."""
    return finding.claim.casefold()
