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

from collections.abc import Iterator
from dataclasses import replace

from evibase.graph.graph import Graph
from evibase.problems import Problem, Severity
from evibase.records.finding import Finding

CODE = "duplicate-claim"
SEVERITY = Severity.ERROR
_GONE = frozenset({"withdrawn", "superseded"})


def check(graph: Graph) -> Iterator[Problem]:
    """Report each claim that another finding has made before, at the claim; the first one is the other place."""
    findings = graph.base.of(Finding)
    first: dict[str, str] = {}
    for name, claim in graph.kept("claims", lambda name: _claimed(findings[name]), findings).items():
        earlier = first.setdefault(claim, name) if claim else name
        if earlier != name:
            place = findings[earlier].place_at(("claim",))
            message = f"The claim is that of {place.path}:{place.line}."
            remedy = "Put the evidence of both into one finding, and delete the other."
            yield replace(findings[name].problem_at(("claim",), CODE, message, remedy), others=(place,))


def _claimed(finding: Finding) -> str:
    """Give a claim as it is compared; nothing where it does not stand any more."""
    return "" if finding.status in _GONE else finding.claim.casefold()
