"""Broader terms (SKOS): what stands above a term, step by step."""

from __future__ import annotations

from collections.abc import Mapping

from evibase.records.model import Ref
from evibase.records.vocabulary import Vocabulary


def above(vocabularies: Mapping[str, Vocabulary]) -> Mapping[Ref, tuple[str, ...]]:
    """Give each term with the ids of itself and of the terms above it, the nearest first.

    A circle of broader terms ends where it began.
    """
    found: dict[Ref, tuple[str, ...]] = {}
    for facet, vocabulary in vocabularies.items():
        broader = {term.id: term.broader for term in vocabulary.terms}
        for name in broader:
            chain: dict[str, None] = {}
            upper: str | None = name
            while upper is not None and upper in broader and upper not in chain:
                chain[upper] = None
                upper = broader[upper]
            found[Ref(facet, name)] = tuple(chain)
    return found
