"""retracted-source: a finding leans on a work that its publisher has taken back.

What a retracted work says may still be right, but it no longer shows that. It counts as no independent line, and
the pages that lean on it say so. Take it out, or say in the `note` of the evidence why it stays: then this is
settled. Where every work that supports a claim was retracted, confidence in it cannot be high or moderate. `evibase
bib retractions` finds retracted works and marks them in `content/sources/`.

Bad, in `content/sources/doe-2020.yml`:

    project: Time to learn
    retracted:
      on: 2026-05-31
      source: Retraction Watch

Good:

    project: Time to learn
    note: A correction of table 2 was published in 2021.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evibase.graph.graph import Graph
from evibase.graph.independence import independent_lines
from evibase.graph.retraction import retracted
from evibase.problems import Problem, Severity
from evibase.records.finding import Finding

CODE = "retracted-source"
SEVERITY = Severity.WARNING
#: What the rule looks at, each by itself.
EACH = Finding


def check(graph: Graph, findings: Iterable[Finding]) -> Iterator[Problem]:
    """Warn of evidence from a retracted work that says nothing about it, and of confidence that has lost its ground."""
    gone = retracted(graph)
    for finding in findings if gone else ():
        yield from _evidence(finding, gone)
        level = finding.confidence.level if finding.confidence else None
        if level in {"high", "moderate"} and not independent_lines(graph, finding):
            message = f"Confidence is {level}, and every work that supports the claim was retracted."
            remedy = "Lower the level, add other evidence, or withdraw the finding."
            yield finding.problem_at(("confidence", "level"), CODE, message, remedy, SEVERITY)


def _evidence(finding: Finding, gone: frozenset[str]) -> Iterator[Problem]:
    for index, item in enumerate(finding.evidence):
        for field, key in (("source", item.source), ("via", item.via)):
            if key in gone and not item.note:
                message = f'"{key}" was retracted.'
                remedy = "Take it out, or say in the note of this evidence why it stays."
                yield finding.problem_at(("evidence", index, field), CODE, message, remedy, SEVERITY)
