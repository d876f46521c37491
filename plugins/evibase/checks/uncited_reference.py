"""uncited-reference: a source in the bibliography is cited nowhere.

It may be left over, or a finding may still be to be written. Its page would say that nothing rests on it.
Entries that others inherit from count as cited when those are. Nothing is said while a record is broken,
because it may be the one that cites the source.

Bad, in `references.bib`:

    @misc{poe-2022,
      title = {A third title},
    }

Good:

    @misc{roe-2021,
      title = {A third title},
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from evibase.graph.graph import Graph
from evibase.problems import Problem, Severity
from evibase.records.model import Ref

CODE = "uncited-reference"
SEVERITY = Severity.WARNING


def check(graph: Graph) -> Iterator[Problem]:
    """Warn of each entry that no record cites, at its key."""
    if graph.base.broken:
        return
    references = {key.lower(): reference for key, reference in graph.base.reference_of.items()}
    cited = {key for key, reference in references.items() if Ref("sources", reference.key) in graph.incoming}
    waiting = list(cited)
    while waiting:
        reference = references[waiting.pop()]
        inherited = [reference.field(name) for name in ("crossref", "xdata")]
        parents = {key.strip().lower() for field in inherited if field for key in field.value.split(",")}
        new = (parents & references.keys()) - cited
        cited |= new
        waiting += new
    for key, reference in references.items():
        if key not in cited and not reference.broken:
            message = f'Nothing cites "{reference.key}".'
            remedy = "Cite it in a finding or a page, or delete the entry."
            yield Problem(reference.path, reference.line, reference.column, CODE, message, remedy, SEVERITY)
