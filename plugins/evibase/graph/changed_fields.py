"""What has changed in a record, field by field, as people have written it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evibase.graph.graph import Graph
from evibase.records.authored import Authored
from evibase.records.model import Ref
from evibase.records.source import Source
from evibase.records.vocabulary import Vocabulary

#: What tells the items of a list apart, the best first: two that are alike in it are one item that has changed.
_KNOWN_BY = (
    ("source", "locator", "stance"), ("source", "locator"), ("source", "stance"), ("source",), ("id",), ("finding",),
    ("label", "group"), ("label",), ("text",), ("findings",), ("for",),
)  # fmt: skip
_NAMED_BY = ("id", "source", "finding", "label", "for", "text")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs. `field` is the way to it: `("evidence", "doe-2020, p. 5", "stance")`.

    `before` is None where something was added and `after` where something was removed. Lists give one change
    for each item.
    """

    field: tuple[str, ...]
    before: str | None
    after: str | None


def field_changes(old: Graph, before: Ref, new: Graph, after: Ref) -> tuple[FieldChange, ...]:
    """Give what differs between a record in one state and the same record in another."""
    return tuple(_mapping((), _written(old, before), _written(new, after)))


def _written(graph: Graph, ref: Ref) -> dict[str, Any]:
    """Give all that is written of a record as plain data; of a source, its entry and its sidecar."""
    record = graph.base.by_ref.get(ref)
    vocabulary = graph.base.vocabularies.get(ref.section)
    if isinstance(record, Authored):
        return {"text": record.origin.text}
    data: dict[str, Any] = {}
    if ref.section == "sources":
        reference = graph.base.reference_of.get(ref.id)
        if reference:
            data = {"entry type": reference.entry_type, **{field.name: field.value for field in reference.fields}}
        record = graph.base.of(Source).get(ref.id)
    if vocabulary:
        term = next((term for term in vocabulary.terms if term.id == ref.id), None)
        data = term.data({"id"}) if term else {}
    if record is not None:
        # A vocabulary's terms are compared one by one.
        left_out = {"terms"} if isinstance(record, Vocabulary) else set()
        data |= record.data(left_out)
        data |= {facet: list(terms) for facet, terms in record.facets.items()}
        if record.body:
            data["text"] = record.body
    return data


def _mapping(way: tuple[str, ...], old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[FieldChange]:
    for key in dict.fromkeys((*new, *old)):
        yield from _value((*way, key), old.get(key), new.get(key))


def _value(way: tuple[str, ...], old: object, new: object) -> Iterator[FieldChange]:
    if old == new:
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _mapping(way, old, new)
    elif isinstance(old, list) or isinstance(new, list):
        yield from _items(way, old if isinstance(old, list) else [], new if isinstance(new, list) else [])
    else:
        yield FieldChange(way, _text(old), _text(new))


def _items(way: tuple[str, ...], old: list[Any], new: list[Any]) -> Iterator[FieldChange]:
    """Compare two lists: items are matched by what they are known by, wherever they stand."""
    pairs, gone, added = _matched(old, new)
    for one, other in pairs:
        if isinstance(other, Mapping) and one != other:
            yield from _mapping((*way, _name(other)), one, other)
    yield from (FieldChange(way, _text(item), None) for item in gone)
    yield from (FieldChange(way, None, _text(item)) for item in added)
    if not gone and not added and all(one == other for one, other in pairs):
        yield FieldChange(way, "; ".join(map(_name, old)), "; ".join(map(_name, new)))  # only the order differs


def _matched(old: Sequence[Any], new: Sequence[Any]) -> tuple[list[tuple[Any, Any]], list[Any], list[Any]]:
    """Pair the items of two lists, the surest matches first; give the pairs and what is left on each side."""
    gone, added, pairs = list(old), list(new), []
    for known_by in (_whole, *(_by(keys) for keys in _KNOWN_BY)):
        for item in list(added):
            key = known_by(item)
            match = next((other for other in gone if key is not None and known_by(other) == key), None)
            if match is not None:
                pairs.append((match, item))
                gone.remove(match)
                added.remove(item)
    return pairs, gone, added


def _whole(item: object) -> object:
    return item


def _by(keys: tuple[str, ...]) -> Callable[[object], object]:
    def values(item: object) -> object:
        # A list, for pydantic's dump may hold what cannot be hashed.
        return [item.get(key) for key in keys] if isinstance(item, Mapping) and keys[0] in item else None

    return values


def _name(item: object) -> str:
    """Give what an item of a list is called in the way to it."""
    if not isinstance(item, Mapping):
        return _text(item) or ""
    name = next((str(item[key]) for key in _NAMED_BY if key in item), "")
    return f"{name}, {item['locator']}" if "locator" in item else name


def _text(value: object) -> str | None:
    """Give a value as one text: `source: doe-2020; locator: p. 5`; of a list, its items with commas."""
    if value is None:
        return None
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_text(each)}" for key, each in value.items())
    if isinstance(value, list):
        return ", ".join(str(_text(each)) for each in value)
    return str(value)
