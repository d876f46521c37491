"""A new theme: a term of the vocabulary, and the page that is written on it."""

from __future__ import annotations

from evibase.edits.change import Change, Refused, edited, longer_list
from evibase.graph.graph import Graph
from evibase.records.addresses import is_id, not_an_address
from evibase.records.canonical_yaml import written
from evibase.records.commented_yaml import Commented, of_data
from evibase.records.formatting import draft, key_order
from evibase.records.model import Ref
from evibase.records.types import RECORD_TYPES, TERM_PAGE
from evibase.records.validation import hint
from evibase.records.vocabulary import Vocabulary
from evibase.records.yaml_subset import Data

_VOCABULARY = next(kind for kind in RECORD_TYPES if kind.model is Vocabulary)


def new_theme(
    graph: Graph, name: str, term: dict[str, Data], page: dict[str, Data], facet: str = "themes"
) -> Change | Refused:
    """Give the vocabulary with the term, if it is not there yet, and a page on it."""
    vocabulary = graph.base.vocabularies.get(facet)
    if vocabulary is None:
        return Refused(f"There is no vocabulary `{facet}`. {hint(facet, graph.base.vocabularies)}".rstrip())
    if not is_id(name):
        message, remedy = not_an_address(name, "Choose")
        return Refused(f"{message} {remedy}")
    path = f"content/{facet}/{name}.md"
    if any(record.path == path for record in graph.base.records):
        return Refused(f"There is a page on it already: {path}.")
    texts = {path: f"---\n{draft(TERM_PAGE, graph.base, page)}---\n"} if page else {}
    if Ref(facet, name) not in graph.known:
        wanting = [key for key in ("label", "definition") if not term.get(key)]
        if wanting:
            return Refused(f'"{name}" is no term of `{facet}` yet, so it needs a {" and a ".join(wanting)}.')
        texts[vocabulary.path] = _longer(graph, vocabulary, {"id": name, **term})
    return Change(texts) if texts else Refused(f'"{name}" is a term already. Say what its page is to ask or to hold.')


def _longer(graph: Graph, vocabulary: Vocabulary, term: dict[str, Data]) -> str:
    """Give a vocabulary's file with one more term."""
    order = key_order(_VOCABULARY, graph.base)
    item = written(Commented(of_data({"terms": [term]})), order).split("\n", 1)[1]
    return edited(vocabulary.origin.text, [longer_list(vocabulary, "terms", item)])
