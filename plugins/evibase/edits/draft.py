"""A new record: what has to be said, what can be, and the file that comes of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import NoneType
from typing import Literal, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from evibase.edits.change import Change, Refused
from evibase.graph.graph import Graph
from evibase.records.addresses import is_id, not_an_address
from evibase.records.base import Base
from evibase.records.finding import Finding
from evibase.records.formatting import draft, key_order
from evibase.records.model import Fields, Ref
from evibase.records.types import RecordType
from evibase.records.validation import problems_of
from evibase.records.yaml_subset import Data, Document

#: The vocabulary, or the kind of record, whose ids a key takes; a facet takes the terms of its own.
_TAKEN_FROM = {
    "actors": "audiences", "by": "people", "cases": "case-studies", "design": "designs", "finding": "findings",
    "findings": "findings", "for": "audiences", "instrument": "instruments", "option": "policy-options",
    "source": "sources", "superseded_by": "findings", "via": "sources",
}  # fmt: skip
#: Where the schema of a record type stands, for editors.
SCHEMAS = ".vscode/schemas"


@dataclass(frozen=True)
class Ask:
    """One thing to be said: its key, what it means, and what can be said. `parts` are the keys of a group."""

    key: str
    meaning: str
    required: bool
    many: bool = False
    choices: Mapping[str, str] | None = None
    parts: tuple[Ask, ...] = ()
    most: int | None = None


def asks(kind: RecordType, graph: Graph) -> tuple[Ask, ...]:
    """Give everything that a record of a type can say, in the order in which it is written."""
    found = {ask.key: ask for ask in _asks(kind.model, graph)}
    if kind.model is Finding:
        for facet, vocabulary in graph.base.vocabularies.items():
            if vocabulary.on == "finding":
                found[facet] = Ask(
                    facet,
                    vocabulary.definition.rstrip("."),
                    required=vocabulary.required == "yes",
                    many=True,
                    choices=_terms(graph, facet),
                    most=vocabulary.most,
                )
    rank = key_order(kind, graph.base)(())
    return tuple(sorted(found.values(), key=lambda ask: (rank.get(ask.key, len(rank)), ask.key != "themes")))


def _asks(model: type[Fields], graph: Graph) -> list[Ask]:
    return [_ask(field.alias or name, field, graph) for name, field in model.declarations().items()]


def _ask(key: str, field: FieldInfo, graph: Graph) -> Ask:
    kind, many = _kind(field.annotation)
    group = kind if isinstance(kind, type) and issubclass(kind, Fields) else None
    choices = {str(each): "" for each in get_args(kind)} if get_origin(kind) is Literal else None
    if key in _TAKEN_FROM or key in graph.base.vocabularies:
        choices = _terms(graph, _TAKEN_FROM.get(key, key))
    parts = tuple(_asks(group, graph)) if group else ()
    return Ask(key, (field.description or "").rstrip("."), field.is_required(), many, choices, parts)


def _kind(annotation: object) -> tuple[object, bool]:
    """Give what a field holds, and whether it holds several of them."""
    if get_origin(annotation) is tuple:
        return _kind(get_args(annotation)[0])[0], True
    options = [each for each in get_args(annotation) if each is not NoneType]
    if get_origin(annotation) is Literal or not options:
        return annotation, False
    if len(options) == 1 or (get_origin(annotation) is not Union and NoneType not in get_args(annotation)):
        return _kind(options[0])
    return annotation, False


def _terms(graph: Graph, section: str) -> dict[str, str]:
    """Give the ids of a vocabulary or of a kind of record, with what a person calls them."""
    base = graph.base
    if section in base.vocabularies:
        return {term.id: term.label for term in base.vocabularies[section].terms}
    if section == "sources":
        return {
            key: " ".join(filter(None, (reference.year, reference.title)))
            for key, reference in base.reference_of.items()
        }
    found = [record for record in base.records if record.ref.section == section and record.id != "index"]
    return {
        record.id: str(getattr(record, "title", None) or getattr(record, "claim", None) or getattr(record, "name", ""))
        for record in found
    }


def fault(kind: RecordType, place: tuple[str, ...], value: Data) -> str:
    """Say what is wrong with one answer, and what to do; an empty text where nothing is."""
    data: Data = value
    for key in reversed(place):
        data = {key: data} if key == place[0] or not _is_list(kind.model, place[0]) else [{key: data}]
    if not isinstance(data, dict):
        return ""
    try:
        kind.model.of_data(data)
    except ValidationError as error:
        nowhere = Document(data, {(): (1, 1)}, {})
        wrong = [
            each
            for each in problems_of(error, "", nowhere, kind.model)
            if each.code not in {"missing-key", "unknown-key"}
        ]
        return f"{wrong[0].message} {wrong[0].help}" if wrong else ""
    return ""


def _is_list(model: type[Fields], key: str) -> bool:
    field = next((each for name, each in model.declarations().items() if (each.alias or name) == key), None)
    return field is not None and _kind(field.annotation)[1]


def file_of(kind: RecordType, graph: Graph, name: str, folder: str, data: dict[str, Data]) -> Change | Refused:
    """Give the file of a new record. What is there already is never written over."""
    refused = unfit(kind, graph, name)
    if refused:
        return refused
    if kind.section != "findings":
        return Change({f"{folder}/{name}.md": f"---\n{draft(kind, graph.base, data)}---\n"})
    path = f"{folder}/{name}.yml"
    return Change({path: draft(kind, graph.base, data, (modeline(path, kind),))})


def modeline(path: str, kind: RecordType) -> str:
    """Give the comment by which editors find the schema of a record."""
    return f"# yaml-language-server: $schema={'../' * path.count('/')}{SCHEMAS}/{kind.name.replace(' ', '-')}.json"


def unfit(kind: RecordType, graph: Graph, name: str) -> Refused | None:
    """Say why a name cannot be that of a new record; None where it can."""
    if not is_id(name):
        message, remedy = not_an_address(name, "Choose")
        return Refused(f"{message} {remedy}")
    taken = graph.resolve(Ref(kind.section, name))
    return Refused(f'"{name}" is taken by {taken}. Choose another name.') if taken else None


def slug(text: str, longest: int = 60) -> str:
    """Give a name for an address from a sentence: its first words, as far as there is room."""
    words = re.sub(r"[^a-z0-9]+", " ", text.casefold().replace("'", "").replace("\u2019", "")).split()
    name = ""
    for word in words:
        if len(name) + 1 + len(word) > longest:
            break
        name = f"{name}-{word}" if name else word
    return name


def folder_of(kind: RecordType, base: Base, data: Mapping[str, Data]) -> str:
    """Give the folder of a new record; a finding goes where most findings with its first theme are."""
    if kind.section != "findings":
        return f"content/{kind.section}"
    themes = data.get("themes")
    first = str(themes[0]) if isinstance(themes, list) and themes else ""
    folders = [
        record.path.rpartition("/")[0]
        for record in base.records
        if record.ref.section == "findings" and record.facets.get("themes", ("",))[0] == first
    ]
    return max(sorted(set(folders)), key=folders.count, default=f"findings/{first}".rstrip("/"))
