"""unknown-term: a term is used that its vocabulary does not have.

Term pages, filters and the map are made from the vocabularies in `content/vocabularies/`. A term outside of
them would be found nowhere. A page in the folder of a vocabulary belongs to a term too, so its name has to be
one.

Bad, in `findings/sample.yml`:

    themes: [tine]

Good:

    themes: [time]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from evibase.graph.graph import Graph
from evibase.problems import Problem, Severity
from evibase.records.model import Ref
from evibase.records.term_page import TermPage
from evibase.records.types import RECORD_TYPES
from evibase.records.validation import hint

CODE = "unknown-term"
SEVERITY = Severity.ERROR

_SECTIONS = frozenset(kind.section for kind in RECORD_TYPES)


def check(graph: Graph) -> Iterator[Problem]:
    """Report terms that do not exist, term pages without a term, and once each vocabulary that is missing."""
    missing: Counter[str] = Counter()
    for record, link in graph.dangling:
        facet, term = link.target
        if facet in graph.base.vocabularies:
            yield record.problem_at(
                link.loc, CODE, f'"{term}" is not a term of `{facet}`.', _nearest(graph, facet, term)
            )
        elif facet not in _SECTIONS:
            missing[facet] += 1
    for facet, count in missing.items():
        users = "1 value needs it" if count == 1 else f"{count} values need it"
        message = f"There is no vocabulary `{facet}`, and {users}."
        yield Problem(f"content/vocabularies/{facet}.yml", 1, 1, CODE, message, "Add the file.")
    for record in graph.base.pages.values():
        if isinstance(record, TermPage) and record.ref not in graph.known and not _broken(graph, record.ref):
            facet, term = record.ref
            message = f'This page is about "{term}", which is not a term of `{facet}`.'
            yield Problem(record.path, 1, 1, CODE, message, _nearest(graph, facet, term))


def _nearest(graph: Graph, facet: str, term: str) -> str:
    return hint(term, (known.id for known in graph.base.vocabularies[facet].terms))


def _broken(graph: Graph, ref: Ref) -> bool:
    return Ref("vocabularies", ref.section) in graph.base.broken
