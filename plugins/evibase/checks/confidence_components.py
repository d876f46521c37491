"""confidence-components: some of the four components of confidence are judged, and some are not.

Confidence is judged after GRADE-CERQual (Lewin et al., 2018, Implementation Science 13, supplement 1) by four
components: methods, coherence, adequacy and relevance. Some of them alone would look like a full judgement.
Give all four or none.

Bad, in `findings/sample.yml`:

    confidence:
      level: moderate
      because: Two studies in two sectors agree.
      methods: minor
      coherence: none

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
from evibase.problems import Problem, Severity
from evibase.records.finding import COMPONENTS, Finding

CODE = "confidence-components"
SEVERITY = Severity.ERROR
#: What the rule looks at, each by itself.
EACH = Finding
_VERB = {False: "is", True: "are"}


def check(_: Graph, findings: Iterable[Finding]) -> Iterator[Problem]:
    """Report each confidence with one to three components, at its first one."""
    for finding in findings:
        missing = [name for name in COMPONENTS if finding.confidence and getattr(finding.confidence, name) is None]
        if 0 < len(missing) < len(COMPONENTS):
            names = " and ".join(f"`{name}`" for name in missing)
            message = f"`confidence` has only some of its four components: {names} {_VERB[len(missing) > 1]} missing."
            yield finding.problem_at(("confidence",), CODE, message, "Judge all four, or leave all four out.")
