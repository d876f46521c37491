"""unknown-person: somebody is named who is not in content/people.yml.

Readers want to know who stands behind a claim, and reviewers are told apart from authors by their handles.
Only people or bodies that are listed can be named.

Bad, in `findings/sample.yml`:

    by: [maintainer]

Good:

    by: [maintainers]
"""

from __future__ import annotations

from collections.abc import Iterator

from evibase.graph.graph import Graph
from evibase.problems import Problem, Severity
from evibase.records.validation import hint

CODE = "unknown-person"
SEVERITY = Severity.ERROR


def check(graph: Graph) -> Iterator[Problem]:
    """Report each handle that nobody has, at the value."""
    people = [ref.id for ref in graph.known if ref.section == "people"]
    unknown = [(record, link) for record, link in graph.dangling if link.target.section == "people"]
    if unknown and not people:
        message = f"There is nobody in content/people.yml, and people are named (times: {len(unknown)})."
        yield Problem("content/people.yml", 1, 1, CODE, message, "Add the file, with a handle for each person.")
        return
    for record, link in unknown:
        message = f'Nobody has the handle "{link.target.id}" in content/people.yml.'
        remedy = hint(link.target.id, people, "Add the person there first.")
        yield record.problem_at(link.loc, CODE, message, remedy)
