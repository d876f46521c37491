"""status-without-review: a finding is called reviewed, and nobody has reviewed it.

Readers trust a review because they can see who did it and when.

Bad, in `findings/sample.yml`:

    status: reviewed

Good:

    status: reviewed
    reviewed:
      by: [first-reviewer, second-reviewer]
      on: 2026-05-31
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evibase.graph.graph import Graph
from evibase.problems import Problem, Severity
from evibase.records.finding import Finding

CODE = "status-without-review"
SEVERITY = Severity.ERROR
#: What the rule looks at, each by itself.
EACH = Finding


def check(_: Graph, findings: Iterable[Finding]) -> Iterator[Problem]:
    """Report the status `reviewed` without the names of reviewers, at the status."""
    for finding in findings:
        if finding.status == "reviewed" and finding.reviewed is None:
            message = "The status is reviewed, but no reviewers are named."
            remedy = "Add `reviewed:` with two people and the date, or leave the status out."
            yield finding.problem_at(("status",), CODE, message, remedy)
