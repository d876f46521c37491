"""unknown-record: a finding, case study or policy option is named that does not exist.

A link has to lead somewhere. Records are named by their id, which is the name of the file without its ending.

Bad, in `findings/sample.yml`:

    relations:
      - finding: second-sampel
        type: see-also
        note: Both are about time.

Good:

    relations:
      - finding: second-sample
        type: see-also
        note: Both are about time.
"""

from __future__ import annotations

from collections.abc import Iterator

from evibase.graph.graph import Graph
from evibase.problems import Problem, Severity
from evibase.records.types import RECORD_TYPES
from evibase.records.validation import hint

CODE = "unknown-record"
SEVERITY = Severity.ERROR

_NAMES = {kind.section: kind.name for kind in RECORD_TYPES if kind.section not in {"sources", "people", "vocabularies"}}


def check(graph: Graph) -> Iterator[Problem]:
    """Report each reference to a record that there is not, at the value; terms, people and sources have own rules."""
    ids: dict[str, list[str]] = {}
    for ref in graph.known:
        ids.setdefault(ref.section, []).append(ref.id)
    remedies: dict[tuple[str, str], str] = {}
    for record, link in graph.dangling:
        section, name = link.target
        if section in _NAMES:
            if link.target not in remedies:
                remedies[link.target] = hint(name, ids.get(section, ()), "Create it, or take the link out.")
            message = f'There is no {_NAMES[section]} "{name}".'
            yield record.problem_at(link.loc, CODE, message, remedies[link.target])
