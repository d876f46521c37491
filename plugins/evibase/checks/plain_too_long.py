"""plain-too-long: a plain-language summary has more than 100 words.

The summary is for somebody with a minute. What needs more room has a key of its own: context, mechanism,
conditions, barriers.

Bad, in `findings/sample.yml`:

    plain: >-
      one more word and one more word and one more word and one more word and one more word and one more word and
      one more word and one more word and one more word and one more word and one more word and one more word and
      one more word and one more word and one more word and one more word and one more word and one more word and
      one more word and one more word and one more word and one more word and one more word and one more word and
      one more word and one more word and one more word and one more word and one more word and one more word and

Good:

    plain: Most people asked said that time is short. Plan cover before a course begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evibase.graph.graph import Graph
from evibase.problems import Problem, Severity
from evibase.records.finding import Finding

CODE = "plain-too-long"
SEVERITY = Severity.ERROR
#: What the rule looks at, each by itself.
EACH = Finding
MOST = 100


def check(_: Graph, findings: Iterable[Finding]) -> Iterator[Problem]:
    """Report each summary of more than `MOST` words, at its text."""
    for finding in findings:
        count = len(finding.plain.split()) if finding.plain else 0
        if count > MOST:
            message = f"The plain-language summary has {count} words."
            yield finding.problem_at(("plain",), CODE, message, f"Cut it to {MOST}; the detail has its own keys.")
