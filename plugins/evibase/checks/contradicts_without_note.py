"""contradicts-without-note: a source contradicts the claim, but nobody says how.

A reader who sees that a claim is contested wants to know what the other side found. The note says it in a
sentence.

Bad, in `findings/sample.yml`:

    evidence:
      - source: doe-2020
        locator: p. 3
        stance: contradicts
        design: survey

Good:

    evidence:
      - source: doe-2020
        locator: p. 3
        stance: contradicts
        design: survey
        note: Found no difference between staff with and without cover.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evibase.graph.graph import Graph
from evibase.problems import Problem, Severity
from evibase.records.finding import Finding

CODE = "contradicts-without-note"
SEVERITY = Severity.ERROR
#: What the rule looks at, each by itself.
EACH = Finding


def check(_: Graph, findings: Iterable[Finding]) -> Iterator[Problem]:
    """Report each item of evidence that contradicts and has no note, at its stance."""
    for finding in findings:
        for index, item in enumerate(finding.evidence):
            if item.stance == "contradicts" and not item.note:
                message = f"Item {index + 1} of `evidence` contradicts the claim without a `note`."
                remedy = "Add `note:` with what the source says against the claim."
                yield finding.problem_at(("evidence", index, "stance"), CODE, message, remedy)
