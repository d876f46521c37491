"""high-with-serious-concern: confidence is high in spite of a serious concern.

A serious concern about methods, coherence, adequacy or relevance means that the claim may well not hold. Then
confidence is not high.

Bad, in `findings/sample.yml`:

    confidence:
      level: high
      because: Two studies in two sectors agree.
      methods: serious
      coherence: none
      adequacy: minor
      relevance: none
    evidence:
      - source: doe-2020
        locator: p. 3
        stance: supports
        design: survey
      - source: roe-2021
        locator: p. 3
        stance: supports
        design: survey
      - source: body-nd
        locator: p. 3
        stance: supports
        design: survey

Good:

    confidence:
      level: high
      because: Two studies in two sectors agree.
      methods: minor
      coherence: none
      adequacy: minor
      relevance: none
    evidence:
      - source: doe-2020
        locator: p. 3
        stance: supports
        design: survey
      - source: roe-2021
        locator: p. 3
        stance: supports
        design: survey
      - source: body-nd
        locator: p. 3
        stance: supports
        design: survey
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evibase.graph.graph import Graph
from evibase.problems import Problem, Severity
from evibase.records.finding import COMPONENTS, Finding

CODE = "high-with-serious-concern"
SEVERITY = Severity.WARNING
#: What the rule looks at, each by itself.
EACH = Finding


def check(_: Graph, findings: Iterable[Finding]) -> Iterator[Problem]:
    """Warn of each serious concern beside high confidence, at the concern."""
    for finding in findings:
        confidence = finding.confidence
        for name in COMPONENTS if confidence and confidence.level == "high" else ():
            if getattr(confidence, name) == "serious":
                message = f"Confidence is high, and the concern about {name} is serious."
                yield finding.problem_at(
                    ("confidence", name), CODE, message, "Lower the level, or the concern.", SEVERITY
                )
