"""duplicate-term: a vocabulary has two terms with the same id.

Only one of them could have the page, the filter and the findings.

Bad, in `content/vocabularies/themes.yml`:

    label: Themes
    singular: Theme
    definition: What a finding is about.
    on: finding
    required: "yes"
    most: "3"
    terms:
      - id: time
        label: Time to learn
        definition: When people find time to learn.
      - id: support
        label: Support
        definition: Who helps people to learn.
      - id: time
        label: Time
        definition: Hours for learning.

Good:

    label: Themes
    singular: Theme
    definition: What a finding is about.
    on: finding
    required: "yes"
    most: "3"
    terms:
      - id: time
        label: Time to learn
        definition: When people find time to learn.
        alt: [hours]
      - id: support
        label: Support
        definition: Who helps people to learn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evibase.graph.graph import Graph
from evibase.problems import Problem, Severity

CODE = "duplicate-term"
SEVERITY = Severity.ERROR


def check(graph: Graph) -> Iterator[Problem]:
    """Report each term whose id an earlier term of the same vocabulary has, at the id."""
    for vocabulary in graph.base.vocabularies.values():
        first: dict[str, int] = {}
        for index, term in enumerate(vocabulary.terms):
            if first.setdefault(term.id, index) != index:
                message = f'The term "{term.id}" is there already, as item {first[term.id] + 1}.'
                remedy = "Merge the two, or rename one."
                problem = vocabulary.problem_at(("terms", index, "id"), CODE, message, remedy)
                yield replace(problem, others=(vocabulary.place_at(("terms", first[term.id], "id")),))
