"""self-reference: a record refers to itself.

A finding cannot support, contradict or supersede itself, and a term cannot be broader than itself.

Bad, in `findings/sample.yml`:

    relations:
      - finding: sample
        type: see-also
        note: Both are about time.

Good:

    relations:
      - finding: second-sample
        type: see-also
        note: Both are about time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evibase.graph.graph import Graph
from evibase.problems import Problem, Severity
from evibase.records.model import Record

CODE = "self-reference"
SEVERITY = Severity.ERROR
#: What the rule looks at, each by itself.
EACH = Record


def check(graph: Graph, records: Iterable[Record]) -> Iterator[Problem]:
    """Report each link whose target, an alias followed, is its own origin, at the value; a text may cite itself."""
    for record, link in graph.written_in(records):
        same = link.target.section == link.origin.section and link.role != "citation"
        if same and graph.resolve(link.target) == link.origin:
            message = f'"{link.target.id}" refers to itself here.'
            yield record.problem_at(link.loc, CODE, message, "Name another one, or take this out.")
