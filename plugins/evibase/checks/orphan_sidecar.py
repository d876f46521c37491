"""orphan-sidecar: a file in content/sources is about a source that the bibliography does not have.

The file adds to an entry of `references.bib`, such as the project that it comes from, and is named after its
key. Without the entry nobody sees it, and two papers of one project may be counted as two lines of evidence.

Bad, in `content/sources/roe-2012.yml`:

    project: care-panel

Good, in `content/sources/roe-2021.yml`:

    project: care-panel
"""

from __future__ import annotations

from collections.abc import Iterator

from evibase.graph.graph import Graph
from evibase.problems import Problem, Severity
from evibase.records.source import Source
from evibase.records.types import BIBLIOGRAPHY
from evibase.records.validation import hint

CODE = "orphan-sidecar"
SEVERITY = Severity.ERROR


def check(graph: Graph) -> Iterator[Problem]:
    """Report each sidecar whose name is no key, at the start of the file."""
    if not graph.base.reference_of and any(problem.path == BIBLIOGRAPHY for problem in graph.base.problems):
        # Where the whole bibliography cannot be read, that has been said.
        return
    for sidecar in graph.base.of(Source).values():
        if sidecar.id not in graph.base.reference_of:
            message = f'There is no entry "{sidecar.id}" in references.bib.'
            remedy = hint(sidecar.id, graph.base.reference_of, "Add the entry, or delete this file.")
            yield Problem(sidecar.path, 1, 1, CODE, message, remedy)
