"""repeated-item: the same thing is listed twice.

Counts and lists would show it twice. A review by two people also has to name two.

Bad, in `findings/sample.yml`:

    themes: [time, time]

Good:

    themes: [time, support]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evibase.graph.graph import Graph
from evibase.problems import Problem, Severity
from evibase.records.model import Record, Ref
from evibase.records.yaml_subset import Loc

CODE = "repeated-item"
SEVERITY = Severity.ERROR
#: What the rule looks at, each by itself.
EACH = Record


def check(graph: Graph, records: Iterable[Record]) -> Iterator[Problem]:
    """Report each item of a plain list that leads to the same place as one before it."""
    # Evidence may cite one source twice, at two places; only lists whose items are nothing but names are looked at.
    owner: Record | None = None
    place: Loc = ()
    seen: set[Ref] = set()
    for record, link in graph.written_in(records):
        if not isinstance(link.loc[-1], int) or link.role == "citation":
            continue
        if record is not owner or link.loc[:-1] != place:
            owner, place, seen = record, link.loc[:-1], set()
        target = graph.resolve(link.target) or link.target
        if target in seen:
            yield record.problem_at(link.loc, CODE, f'"{link.target.id}" is listed twice.', "Keep one of the two.")
        seen.add(target)
