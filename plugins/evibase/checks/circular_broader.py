"""circular-broader: terms are broader than each other in a circle.

`broader` leads from a narrow term to a wider one, and the pages of the wider one list the narrow ones. In a
circle there is no widest term.

Bad, in `content/vocabularies/learning.yml`:

    terms:
      - id: formal
        label: Formal
        definition: For a certificate.
        broader: courses
      - id: courses
        label: Courses
        definition: Taught in a group.
        broader: formal

Good:

    terms:
      - id: formal
        label: Formal
        definition: For a certificate.
      - id: courses
        label: Courses
        definition: Taught in a group.
        broader: formal
"""

from __future__ import annotations

from collections.abc import Iterator

from evibase.graph.graph import Graph
from evibase.problems import Problem, Severity

CODE = "circular-broader"
SEVERITY = Severity.ERROR


def check(graph: Graph) -> Iterator[Problem]:
    """Report each circle once, at the `broader` of the first of its terms. A term above itself is `self-reference`."""
    for vocabulary in graph.base.vocabularies.values():
        index = {term.id: number for number, term in reversed(list(enumerate(vocabulary.terms)))}
        broader = {term.id: term.broader for term in reversed(vocabulary.terms) if term.broader in index}
        seen: set[str] = set()
        for start in broader:
            path: dict[str, None] = {}
            term: str | None = start
            while term is not None and term not in seen:
                seen.add(term)
                path[term] = None
                term = broader.get(term)
            circle = list(path)[list(path).index(term) :] if term in path else []
            if len(circle) > 1:
                first = min(circle, key=lambda name: index[name])
                at = circle.index(first)
                way = " to ".join(f'"{name}"' for name in (*circle[at:], *circle[:at], first))
                message = f"`broader` leads in a circle: {way}."
                yield vocabulary.problem_at(("terms", index[first], "broader"), CODE, message, "Take one of them out.")
