"""contested-without-coherence: a claim is contested, and its confidence does not say a word about it.

Where sources disagree, a reader wants to know what to make of it. The reason for the confidence says so in a
few words: why the studies differ, and which way the weight lies. Looked for is a word that begins with
coheren-, consisten-, conflict-, disagree-, contest-, contradict- or differ-.

Bad, in `findings/sample.yml`:

    evidence:
      - source: doe-2020
        locator: p. 3
        stance: supports
        design: survey
      - source: roe-2021
        locator: p. 9
        stance: contradicts
        design: interviews
        note: Found no difference.
    confidence:
      level: moderate
      because: Two studies in two sectors agree.
      methods: minor
      coherence: minor
      adequacy: minor
      relevance: none

Good:

    evidence:
      - source: doe-2020
        locator: p. 3
        stance: supports
        design: survey
      - source: roe-2021
        locator: p. 9
        stance: contradicts
        design: interviews
        note: Found no difference.
    confidence:
      level: moderate
      because: Most studies agree; one that differs asked managers only.
      methods: minor
      coherence: minor
      adequacy: minor
      relevance: none
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from evibase.graph.graph import Graph
from evibase.graph.standing import contradicting
from evibase.problems import Problem, Severity
from evibase.records.finding import Finding

CODE = "contested-without-coherence"
SEVERITY = Severity.WARNING
#: What the rule looks at, each by itself.
EACH = Finding

_ON_COHERENCE = re.compile(
    r"\b(?:in)?(?:coheren|consisten)|\b(?:conflict|disagree|contest|contradict|differ)", re.IGNORECASE
)


def check(graph: Graph, findings: Iterable[Finding]) -> Iterator[Problem]:
    """Warn of each contested finding whose `because` has no word on coherence, at that text."""
    for finding in findings:
        if finding.confidence and not _ON_COHERENCE.search(finding.confidence.because):
            contested = any(item.stance == "contradicts" for item in finding.evidence)
            if contested or contradicting(graph, finding):
                message = "The claim is contested, and `because` does not say what to make of it."
                remedy = "Add why the studies differ, or how coherent the picture is in spite of it."
                yield finding.problem_at(("confidence", "because"), CODE, message, remedy, SEVERITY)
