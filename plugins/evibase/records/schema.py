"""JSON Schemas of the record types, from the same declarations that validate them."""

from __future__ import annotations

from typing import Any

from evibase.records.base import Base
from evibase.records.finding import Finding
from evibase.records.types import RECORD_TYPES, TERM_PAGE
from evibase.records.vocabulary import Vocabulary

_TYPES = {kind.name.replace(" ", "-"): kind for kind in (*RECORD_TYPES, TERM_PAGE)}


def schema_names() -> tuple[str, ...]:
    """Give the names of the record types that have a schema."""
    return tuple(_TYPES)


def schema_of(name: str, base: Base) -> dict[str, Any]:
    """Give the schema of a record type (JSON Schema 2020-12), with the terms of a base's vocabularies as values.

    Of a file that holds several records, such as the people, it is the schema of the whole file.
    """
    kind = _TYPES[name]
    schema = kind.model.model_json_schema(by_alias=True, mode="validation")
    if kind.model is Finding:
        for facet, vocabulary in base.vocabularies.items():
            if vocabulary.on == "finding":
                schema["properties"][facet] = _facet(vocabulary)
                if vocabulary.required == "yes":
                    schema["required"].append(facet)
        _terms(schema["$defs"]["Evidence"], "design", base.vocabularies.get("designs"))
        _terms(schema["$defs"]["Implication"], "for", base.vocabularies.get("audiences"))
    if kind.many:
        schema = {"$defs": schema.pop("$defs", {}), "type": "object", "additionalProperties": schema}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _facet(vocabulary: Vocabulary) -> dict[str, Any]:
    most = {"maxItems": vocabulary.most} if vocabulary.most else {}
    return {"type": "array", "minItems": 1, **most, "description": vocabulary.definition, "items": _values(vocabulary)}


def _terms(part: dict[str, Any], field: str, vocabulary: Vocabulary | None) -> None:
    if vocabulary:
        part["properties"][field] |= _values(vocabulary)


def _values(vocabulary: Vocabulary) -> dict[str, Any]:
    return {
        "type": "string",
        "enum": [term.id for term in vocabulary.terms],
        "markdownEnumDescriptions": [f"{term.label}: {term.definition}" for term in vocabulary.terms],
    }
