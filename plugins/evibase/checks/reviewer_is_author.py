"""reviewer-is-author: somebody reviews what they have written.

A review is worth something because others did it.

Bad, in `findings/sample.yml`:

    by: [first-reviewer]
    reviewed:
      by: [first-reviewer, second-reviewer]
      on: 2026-05-31

Good:

    by: [maintainers]
    reviewed:
      by: [first-reviewer, second-reviewer]
      on: 2026-05-31
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evibase.graph.graph import Graph
from evibase.problems import Problem, Severity
from evibase.records.finding import Finding

CODE = "reviewer-is-author"
SEVERITY = Severity.ERROR
#: What the rule looks at, each by itself.
EACH = Finding


def check(_: Graph, findings: Iterable[Finding]) -> Iterator[Problem]:
    """Report each reviewer who is among the finding's authors, at the handle."""
    for finding in findings:
        for index, person in enumerate(finding.reviewed.by if finding.reviewed else ()):
            if person in finding.by:
                message = f'"{person}" reviewed this and is also among those who wrote it.'
                yield finding.problem_at(("reviewed", "by", index), CODE, message, "Name somebody else.")
