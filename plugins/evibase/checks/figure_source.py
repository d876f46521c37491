"""figure-source: a number comes from a source that is not among the evidence.

A number is drawn as a chart beside the claim. Whoever doubts it goes to the source in the evidence, with its
locator; so the source has to be there.

Bad, in `findings/sample.yml`:

    figures:
      - label: Staff who named time first
        value: 52
        unit: "%"
        source: body-nd

Good:

    figures:
      - label: Staff who named time first
        value: 52
        unit: "%"
        source: doe-2020
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evibase.graph.graph import Graph
from evibase.problems import Problem, Severity
from evibase.records.finding import Finding

CODE = "figure-source"
SEVERITY = Severity.ERROR
#: What the rule looks at, each by itself.
EACH = Finding


def check(graph: Graph, findings: Iterable[Finding]) -> Iterator[Problem]:
    """Report each figure whose source is a reference but no item of the evidence cites it, at the value."""
    for finding in findings:
        sources = {key for item in finding.evidence for key in (item.source, item.via) if key}
        for index, figure in enumerate(finding.figures):
            # A key that does not exist at all is an unknown-citekey.
            if figure.source not in sources and figure.source in graph.base.reference_of:
                message = f'"{figure.source}" is not among the evidence of this finding.'
                remedy = "Add it there with its locator, or name a source that is there."
                yield finding.problem_at(("figures", index, "source"), CODE, message, remedy)
