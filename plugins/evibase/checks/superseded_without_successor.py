"""superseded-without-successor: a finding is superseded, and nobody says by which.

The page of a superseded finding stays and leads to the one that takes its place. A successor without the
status would be shown nowhere.

Bad, in `findings/sample.yml`:

    status: superseded

Good:

    status: superseded
    superseded_by: second-sample
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evibase.graph.graph import Graph
from evibase.problems import Problem, Severity
from evibase.records.finding import Finding

CODE = "superseded-without-successor"
SEVERITY = Severity.ERROR
#: What the rule looks at, each by itself.
EACH = Finding


def check(_: Graph, findings: Iterable[Finding]) -> Iterator[Problem]:
    """Report `superseded` without `superseded_by`, at the status, and the reverse, at the successor."""
    for finding in findings:
        if finding.status == "superseded" and not finding.superseded_by:
            message = "The finding is superseded, but by none."
            yield finding.problem_at(("status",), CODE, message, "Add `superseded_by:` with the id of its successor.")
        elif finding.status != "superseded" and finding.superseded_by:
            message = f"There is a successor, but the status is {finding.status}."
            remedy = "Write `status: superseded`, or take the successor out."
            yield finding.problem_at(("superseded_by",), CODE, message, remedy)
