"""What a record is called: a claim, a title, a label, authors and year."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from evibase.graph.citation_labels import Label, citation_labels, narrative
from evibase.graph.graph import Graph
from evibase.records.finding import Finding
from evibase.records.model import Ref
from evibase.records.person import Person


def name_of(graph: Graph, ref: Ref) -> str:
    """Give what a reader would call a record, a term or a source; its id where it has no name."""
    vocabulary = graph.base.vocabularies.get(ref.section)
    term = next((term for term in vocabulary.terms if term.id == ref.id), None) if vocabulary else None
    if term:
        return term.label
    if ref.section == "sources":
        label = _labels(graph).get(ref.id)
        return narrative(label) if label else ref.id
    record = graph.base.by_ref.get(ref)
    if isinstance(record, Finding):
        return record.claim
    if isinstance(record, Person):
        return record.name
    name: str = getattr(record, "title", None) or getattr(record, "label", None) or ref.id
    return name


def _labels(graph: Graph) -> Mapping[str, Label]:
    return graph.kept("labels", partial(_citation_labels, graph))[""]


def _citation_labels(graph: Graph, _: str) -> Mapping[str, Label]:
    return citation_labels(graph.base.reference_of.values())
