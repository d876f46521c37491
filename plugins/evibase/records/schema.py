"""JSON Schemas of the record types, from the same declarations that validate them.

Editors read them: they complete keys and terms, show what a field means with an example, and mark what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from evibase.records.base import Base
from evibase.records.case_study import CaseStudy
from evibase.records.edition import Edition
from evibase.records.examples import EXAMPLES
from evibase.records.finding import Finding
from evibase.records.model import Record
from evibase.records.person import Person
from evibase.records.policy_option import PolicyOption
from evibase.records.question import Question
from evibase.records.types import RECORD_TYPES, TERM_PAGE
from evibase.records.vocabulary import Vocabulary

# The citation file is a format of others, who have a schema for it: https://citation-file-format.github.io.
_TYPES = {kind.name.replace(" ", "-"): kind for kind in (*RECORD_TYPES, TERM_PAGE) if kind.model is not Edition}
#: Fields that take terms: the group they stand in ("" for the record itself), the field, and the vocabulary.
_TERMS: dict[type[Record], tuple[tuple[str, str, str], ...]] = {
    Finding: (("Evidence", "design", "designs"), ("Implication", "for", "audiences")),
    CaseStudy: (("", "themes", "themes"), ("", "sectors", "sectors")),
    PolicyOption: (("", "themes", "themes"), ("", "actors", "audiences"), ("", "instrument", "instruments")),
    Question: (("", "themes", "themes"), ("", "sectors", "sectors")),
}
#: A place's form; whether there is such a place, the check knows.
_PLACE = {"type": "string", "pattern": "^(EU|INT|[A-Z]{2}(-[A-Z0-9]{1,3})?)$"}


def schema_names() -> tuple[str, ...]:
    """Give the names of the record types that have a schema."""
    return tuple(_TYPES)


def schema_of(name: str, base: Base) -> dict[str, Any]:
    """Give the schema of a record type (JSON Schema 2020-12), with the terms of a base's vocabularies as values.

    Of a file that holds several records, such as the people, it is the schema of the whole file.
    """
    kind = _TYPES[name]
    schema: dict[str, Any] = _tidied(kind.model.json_schema())
    groups = schema.get("$defs", {})
    _exemplify(schema, EXAMPLES[name], groups)
    if kind.model is Finding:
        for facet, vocabulary in base.vocabularies.items():
            if vocabulary.on == "finding":
                schema["properties"][facet] = _facet(vocabulary)
                if vocabulary.required == "yes":
                    schema["required"].append(facet)
    for group, field, facet in _TERMS.get(kind.model, ()):
        _take_terms((groups[group] if group else schema)["properties"][field], base.vocabularies.get(facet))
    _take_people((schema, *groups.values()), base.of(Person))
    _exemplify_groups(schema, groups)
    if "where" in schema["properties"]:
        schema["properties"]["where"]["items"] = dict(_PLACE)
    if kind.model is Finding:
        schema["defaultSnippets"] = [_five_minutes(schema, groups)]
    if kind.many:
        schema = {"$defs": schema.pop("$defs", {}), "type": "object", "additionalProperties": schema}
    about = kind.model.__doc__ or ""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": kind.name.capitalize()}
    return {**head, "description": about.split("\n")[0], **schema}


def _tidied(part: Any) -> Any:  # noqa: ANN401 - any JSON
    """Say what the check says: nothing is null, and plain text may look like a number, for all scalars are text."""
    if isinstance(part, list):
        return [_tidied(each) for each in part]
    if not isinstance(part, dict):
        return part
    kept = {key: _tidied(each) for key, each in part.items() if key != "default"}
    if isinstance(kept.get("title"), str):  # made of the field's name, which stands beside it
        del kept["title"]
    if isinstance(kept.get("description"), str):
        kept["description"] = kept["description"][:1].upper() + kept["description"][1:]
    choices = kept.get("anyOf")
    if isinstance(choices, list):
        left = [each for each in choices if each != {"type": "null"}]
        if len(left) == 1:
            del kept["anyOf"]
            kept = {**left[0], **kept}
    if kept.get("type") == "string" and kept.keys() <= {"type", "minLength", "description"}:
        kept["type"] = ["string", "number", "boolean"]
    if kept.get("type") == "integer":
        kept |= {"type": ["integer", "string"], "pattern": "^[0-9]+$"}  # with quotes or without
    return kept


def _exemplify(part: dict[str, Any], example: Mapping[str, Any], groups: Mapping[str, Any]) -> None:
    """Give each field its example, and so on in the groups of fields below."""
    for field, about in part["properties"].items():
        value = example[field]
        about["examples"] = [value]
        name = (about.get("$ref") or about.get("items", {}).get("$ref", "")).rpartition("/")[2]
        if name:
            _exemplify(groups[name], value[0] if isinstance(value, list) else value, groups)


def _exemplify_groups(schema: dict[str, Any], groups: Mapping[str, Any]) -> None:
    """Let the example of a group of fields be that of its fields, now that terms and people have been put in."""
    for about in schema["properties"].values():
        name = (about.get("$ref") or about.get("items", {}).get("$ref", "")).rpartition("/")[2]
        if name:
            example = {field: part["examples"][0] for field, part in groups[name]["properties"].items()}
            about["examples"] = [[example] if "items" in about else example]


def _facet(vocabulary: Vocabulary) -> dict[str, Any]:
    most = {"maxItems": vocabulary.most} if vocabulary.most else {}
    about: dict[str, Any] = {"type": "array", "minItems": 1, **most, "description": vocabulary.definition, "items": {}}
    _take_terms(about, vocabulary)
    return about


def _take_terms(about: dict[str, Any], vocabulary: Vocabulary | None) -> None:
    if vocabulary is None:
        return
    ids = [term.id for term in vocabulary.terms]
    labels = [f"{term.label}: {term.definition}" for term in vocabulary.terms]
    values = {"type": "string", "enum": ids, "enumDescriptions": labels, "markdownEnumDescriptions": labels}
    if about["type"] == "array":
        about["items"] = values
        about["examples"] = [ids[:1]]
    else:
        about |= values
        about["examples"] = ids[:1]


def _take_people(parts: Iterable[dict[str, Any]], people: Mapping[str, Person]) -> None:
    """Let those who write and review be people that there are."""
    names = [person.name for person in people.values()]
    for part in parts:
        if people and "by" in part["properties"]:
            values = {"type": "string", "enum": list(people), "enumDescriptions": names}
            by = part["properties"]["by"]
            by |= {"items": values, "examples": [[*people, *people][: by["minItems"]]]}


def _five_minutes(schema: dict[str, Any], groups: Mapping[str, Any]) -> dict[str, Any]:
    """Give the form of seven keys that an editor offers in an empty file."""
    required = ("claim", *(key for key in schema["required"] if key not in _FINDING_KEYS), *_FINDING_KEYS[1:])
    body = {key: schema["properties"][key]["examples"][0] for key in required}
    body["claim"] = "One full sentence that can be true or false."
    for key, group in (("evidence", "Evidence"), ("implications", "Implication")):
        about = groups[group]
        body[key] = [{field: about["properties"][field]["examples"][0] for field in about["required"]}]
    return {"label": "finding", "description": "A finding in five minutes", "body": body}


_FINDING_KEYS = ("claim", "where", "evidence", "implications", "by")
