"""qualifies-without-condition: a source qualifies the claim, but nobody says under which condition.

"It depends" helps nobody who has to decide. The condition says on what it depends, and is shown beside the
source.

Bad, in `findings/sample.yml`:

    evidence:
      - source: doe-2020
        locator: p. 3
        stance: qualifies
        design: survey

Good:

    evidence:
      - source: doe-2020
        locator: p. 3
        stance: qualifies
        design: survey
        condition: Only where managers plan cover.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evibase.graph.graph import Graph
from evibase.problems import Problem, Severity
from evibase.records.finding import Finding

CODE = "qualifies-without-condition"
SEVERITY = Severity.ERROR
#: What the rule looks at, each by itself.
EACH = Finding


def check(_: Graph, findings: Iterable[Finding]) -> Iterator[Problem]:
    """Report each item of evidence that qualifies and has no condition, at its stance."""
    for finding in findings:
        for index, item in enumerate(finding.evidence):
            if item.stance == "qualifies" and not item.condition:
                message = f"Item {index + 1} of `evidence` qualifies the claim without a `condition`."
                remedy = "Add `condition:` with the circumstances in which the claim holds."
                yield finding.problem_at(("evidence", index, "stance"), CODE, message, remedy)
