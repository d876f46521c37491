"""high-on-few-lines: confidence is high on fewer than three independent lines of evidence.

Ten papers from one project are one line of evidence. High confidence on one or two lines is hardly ever
right; where it is, the reason has to be strong. Projects are named in `content/sources/`.

Bad, in `findings/sample.yml`:

    confidence:
      level: high
      because: Two studies in two sectors agree.
      methods: minor
      coherence: none
      adequacy: minor
      relevance: none

Good:

    confidence:
      level: moderate
      because: Two studies in two sectors agree.
      methods: minor
      coherence: none
      adequacy: minor
      relevance: none
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evibase.graph.graph import Graph
from evibase.graph.independence import independent_lines
from evibase.problems import Problem, Severity
from evibase.records.finding import Finding

CODE = "high-on-few-lines"
SEVERITY = Severity.WARNING
#: What the rule looks at, each by itself.
EACH = Finding
LEAST = 3


def check(graph: Graph, findings: Iterable[Finding]) -> Iterator[Problem]:
    """Warn of each finding of high confidence on fewer than `LEAST` independent lines, at its level."""
    for finding in findings:
        if finding.confidence and finding.confidence.level == "high":
            lines = independent_lines(graph, finding)
            if lines < LEAST:
                message = f"Confidence is high on {lines} independent {'line' if lines == 1 else 'lines'} of evidence."
                remedy = f"Lower the level, or add evidence from other projects; {LEAST} lines are the least."
                yield finding.problem_at(("confidence", "level"), CODE, message, remedy, SEVERITY)
