"""What a record is called: a claim, a title, a label, authors and year."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from evibase.graph.citation_labels import Label, citation_labels, narrative
from evibase.graph.graph import Graph
from evibase.records.finding import Finding
from evibase.records.model import Record, Ref
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
    record = records_of(graph).get(ref)
    if isinstance(record, Finding):
        return record.claim
    if isinstance(record, Person):
        return record.name
    name: str = getattr(record, "title", None) or getattr(record, "label", None) or ref.id
    return name


@lru_cache(maxsize=2)
def records_of(graph: Graph) -> Mapping[Ref, Record]:
    """Give the records with a file of their own by address; of two at one address, the first."""
    return {record.ref: record for record in reversed(graph.base.records)}


@lru_cache(maxsize=2)
def _labels(graph: Graph) -> Mapping[str, Label]:
    return citation_labels(graph.base.reference_of.values())
