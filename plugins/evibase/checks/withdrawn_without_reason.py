"""withdrawn-without-reason: a finding is withdrawn, and nobody says why.

Nothing that was published disappears: the page of a withdrawn finding stays and says why it was withdrawn. A
reason without the status would be shown nowhere.

Bad, in `findings/support/third-sample.yml`:

    status: withdrawn

Good:

    status: withdrawn
    withdrawn_because: The study was retracted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evibase.graph.graph import Graph
from evibase.problems import Problem, Severity
from evibase.records.finding import Finding

CODE = "withdrawn-without-reason"
SEVERITY = Severity.ERROR
#: What the rule looks at, each by itself.
EACH = Finding


def check(_: Graph, findings: Iterable[Finding]) -> Iterator[Problem]:
    """Report `withdrawn` without `withdrawn_because`, at the status, and the reverse, at the reason."""
    for finding in findings:
        if finding.status == "withdrawn" and not finding.withdrawn_because:
            remedy = "Add `withdrawn_because:` with the reason in a sentence."
            yield finding.problem_at(("status",), CODE, "The finding is withdrawn without a reason.", remedy)
        elif finding.status != "withdrawn" and finding.withdrawn_because:
            message = f"There is a reason for a withdrawal, but the status is {finding.status}."
            remedy = "Write `status: withdrawn`, or take the reason out."
            yield finding.problem_at(("withdrawn_because",), CODE, message, remedy)
