"""withdrawn-finding: something rests on a finding that was withdrawn.

A key message, an option or another finding that names a withdrawn finding has lost a part of its ground. Look
at it again.

Bad, in `findings/second-sample.yml`:

    status: withdrawn
    withdrawn_because: The study was retracted.

Good:

    status: proposed
"""

from __future__ import annotations

from collections.abc import Iterator

from evibase.graph.graph import Graph
from evibase.problems import Problem, Severity
from evibase.records.finding import Finding

CODE = "withdrawn-finding"
SEVERITY = Severity.WARNING


def check(graph: Graph) -> Iterator[Problem]:
    """Warn of each link to a withdrawn finding, at the value, but for those that other withdrawn findings make."""
    withdrawn = {finding.ref for finding in graph.base.of(Finding).values() if finding.status == "withdrawn"}
    for record, link in graph.written if withdrawn else ():
        if (
            link.target.section == "findings"
            and record.ref not in withdrawn
            and graph.resolve(link.target) in withdrawn
        ):
            message = f'The finding "{link.target.id}" was withdrawn.'
            remedy = "Look whether this still holds without it, and take the link out."
            yield record.problem_at(link.loc, CODE, message, remedy, SEVERITY)
