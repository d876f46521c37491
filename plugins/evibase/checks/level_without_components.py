"""level-without-components: a level of confidence is given without its four components.

The level alone does not show how it came about. The four components of GRADE-CERQual do: methods, coherence,
adequacy, relevance.

Bad, in `findings/sample.yml`:

    confidence:
      level: moderate
      because: Two studies in two sectors agree.

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

CODE = "level-without-components"
SEVERITY = Severity.WARNING
#: What the rule looks at, each by itself.
EACH = Finding


def check(_: Graph, findings: Iterable[Finding]) -> Iterator[Problem]:
    """Warn of each confidence that has none of its components, at its level."""
    for finding in findings:
        if finding.confidence and all(getattr(finding.confidence, name) is None for name in COMPONENTS):
            message = f'The level "{finding.confidence.level}" stands without its four components.'
            remedy = "Add methods, coherence, adequacy and relevance, each none, minor, moderate or serious."
            yield finding.problem_at(("confidence", "level"), CODE, message, remedy, SEVERITY)
