"""Pydantic's errors as problems: each points at the value that is wrong and says what would be right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

from evibase.problems import Problem
from evibase.records.model import Fields, place_of
from evibase.records.yaml_subset import Document, Loc

#: Pydantic's word for a key that is not declared.
_UNKNOWN = "unexpected_keyword_argument"
#: How alike (0-100) a name must be before it is suggested. 70 catches a letter or two in a short word.
_ALIKE = 70
#: How much less alike than the nearest name another one may be to be suggested beside it.
_AS_NEAR = 2
#: Most names that are suggested at once.
_SUGGESTED = 3
#: Most names that are listed where none is alike.
_LISTED = 12
#: Longest text that is shown in a message as it stands.
_SHORT = 60
_NO_NUMBER = ("is {shown}, which is not a number", "Write digits only, such as 52 or 3.5; a unit has a key of its own.")
#: How many keys are listed as an example.
_FEW = 4


def nearest(name: str, names: Iterable[str]) -> str:
    """Give the valid names most like a wrong one, as a question, or an empty string.

    Likeness is rapidfuzz's normalised edit distance. Where nothing is alike, names that hold all words of the
    wrong one are suggested: `time` leads to `time-for-learning`.
    """
    names = sorted(names)
    alike = process.extract(name, names, scorer=fuzz.ratio, processor=_plain, score_cutoff=_ALIKE, limit=_SUGGESTED)
    # Others are named only where they are as near as the nearest, or nearly so.
    found = [f'"{each}"' for each, score, _ in alike if score >= alike[0][1] - _AS_NEAR]
    if found:
        return f"Did you mean {' or '.join(found)}?"
    words = set(_plain(name).split("-"))
    longer = [f'"{known}"' for known in sorted(names) if words <= set(known.split("-"))][:_SUGGESTED]
    return f"Did you mean {' or '.join(longer)}?" if longer else ""


def most_alike(name: str, names: Iterable[str]) -> str:
    """Give the valid name most like a wrong one, or an empty string where none is alike."""
    # Sorted, so that of two names that are equally near the same one is always suggested.
    found = process.extractOne(name, sorted(names), scorer=fuzz.ratio, processor=_plain, score_cutoff=_ALIKE)
    return str(found[0]) if found else ""


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", "-", name.strip().casefold())


def hint(name: str, names: Iterable[str], otherwise: str = "") -> str:
    """Give the nearest valid name as a question; where none is near, list a few that are valid."""
    known = sorted(names)
    listed = ", ".join(known[:_LISTED]) + (" and more" if len(known) > _LISTED else "")
    return nearest(name, known) or otherwise or (f"Valid: {listed}." if known else "")


def problems_of(
    error: ValidationError, path: str, document: Document, model: type[Fields], extra_keys: Iterable[str] = ()
) -> Iterator[Problem]:
    """Give each of pydantic's errors as a problem with the position of the value that is wrong.

    Reports `missing-key`, `unknown-key` and `wrong-value`. `extra_keys` are valid keys that the model does
    not declare (facets). A key that is only misspelt is not reported as missing too.
    """
    known = tuple(extra_keys)
    for detail in _telling(error, model, known):
        told = _explain(detail, detail["loc"], model, known if len(detail["loc"]) == 1 else ())
        yield Problem(path, *_place(document, detail, detail["loc"]), *told)


def problems_under(
    error: ValidationError, path: str, document: Document, model: type[Fields], renamed: Mapping[Loc, Loc]
) -> Iterator[Problem]:
    """Give those of pydantic's errors that stand under keys which were misspelt and have been put right since.

    `renamed` gives the right place of each such key and the one that it has in the document.
    """
    for detail in _telling(error, model):
        written = _as_written(detail["loc"], renamed)
        if written is not None:
            yield Problem(path, *_place(document, detail, written), *_explain(detail, detail["loc"], model, ()))


def _telling(error: ValidationError, model: type[Fields], extra_keys: Iterable[str] = ()) -> Iterator[ErrorDetails]:
    """Give the errors that do not merely follow from others."""
    meant = set(misspelt(error, model, extra_keys).values())
    for detail in error.errors(include_url=False):
        if not (detail["type"] == "missing" and detail["loc"] in meant) and not only_emptied(detail):
            yield detail


def _place(document: Document, detail: ErrorDetails, written: Loc) -> tuple[int, int]:
    return place_of(document, written, key=detail["type"] == _UNKNOWN)


def _as_written(loc: Loc, renamed: Mapping[Loc, Loc]) -> Loc | None:
    """Give the place in the document of what stands under a key that has been put right; None for all else."""
    start = next((right for right in renamed if loc[: len(right)] == right), None)
    return None if start is None else (*renamed[start], *loc[len(start) :])


def only_emptied(detail: ErrorDetails) -> bool:
    """Say whether a list is only too short for pydantic because items in it are wrong."""
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


def misspelt(error: ValidationError, model: type[Fields], extra_keys: Iterable[str] = ()) -> dict[Loc, Loc]:
    """Give for each unknown key that is like a known one the place where it stands and the place it should have."""
    found: dict[Loc, Loc] = {}
    for detail in error.errors(include_url=False):
        loc: Loc = detail["loc"]
        if detail["type"] == _UNKNOWN:
            keys = (*fields_at(model, loc[:-1]), *(extra_keys if len(loc) == 1 else ()))
            name = most_alike(str(loc[-1]), keys)
            if name:
                found[loc] = (*loc[:-1], name)
    return found


def _explain(detail: ErrorDetails, loc: Loc, model: type[Fields], extra_keys: tuple[str, ...]) -> tuple[str, str, str]:
    kind = detail["type"]
    part = f" of {_name(loc[:-1])}" if len(loc) > 1 else ""
    if kind == "missing":
        return "missing-key", f"`{loc[-1]}`{part} is missing.", _description(model, loc) or "Add it."
    if kind == _UNKNOWN:
        keys = (*fields_at(model, loc[:-1]), *extra_keys)
        return "unknown-key", f"`{loc[-1]}` is not a known key{part}.", hint(str(loc[-1]), keys)
    return "wrong-value", *_explain_value(detail, loc, model)


def _explain_value(detail: ErrorDetails, loc: Loc, model: type[Fields]) -> tuple[str, str]:
    kind, context, value = detail["type"], detail.get("ctx", {}), detail["input"]
    name = _name(loc)
    name = name[0].upper() + name[1:]
    if kind == "literal_error":
        allowed = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        remedy = nearest(str(value), allowed) or f"Write one of: {', '.join(allowed)}."
        return f"{name} is {_shown(value)}, which is not one of its values.", remedy
    if kind == "string_pattern_mismatch":
        return f"{name} is {_shown(value)}, which has the wrong form.", _description(model, loc, "Write")
    if kind == "value_error":
        message, _, remedy = str(context["error"]).partition(" | ")
        return f"{name} is {_shown(value)}, {message}.", remedy
    return _wrong_sort(kind, name, value, loc, fields_at(model, loc)) or _wrong_size(kind, context, name, value)


def _wrong_sort(kind: str, name: str, value: object, loc: Loc, keys: tuple[str, ...]) -> tuple[str, str] | None:
    """Say that text, a list or keys stand where something else should, and what to do.

    `keys` are those of the group, or of each item of the list, that should stand there.
    """
    some = ", ".join(keys[:_FEW]) + (" and more" if len(keys) > _FEW else "")
    if kind == "string_type":
        return f"{name} must be text, and this is {sort_of(value)}.", "Write it as one text."
    if kind in {"tuple_type", "list_type"}:
        remedy = "Begin each item on a line of its own with `- `" + (f", and give it keys: {some}." if keys else ".")
        if isinstance(value, str) and len(value) <= _SHORT and not keys:
            remedy = f"Write it as `{loc[-1]}: [{value}]`."
        return f"{name} must be a list, and this is {sort_of(value)}.", remedy
    if kind in {"dataclass_type", "dict_type", "mapping_type"}:
        return f"{name} must be keys with values, and this is {sort_of(value)}.", f"Write its keys there: {some}."
    return None


def _wrong_size(kind: str, context: Mapping[str, Any], name: str, value: object) -> tuple[str, str]:
    """Say that something is too long, too short, or not a number, and what to do."""
    count = context.get("actual_length")
    known = {
        **context,
        "shown": _shown(value),
        "length": len(str(value).strip()),
        "items": "1 item" if count == 1 else f"{count} items",
    }
    starts = (start for start in _SIZES if kind.startswith(start))
    what, remedy = _SIZES[next(starts, "")]
    return f"{name} {what.format(**known)}.", remedy.format(**known)


#: What pydantic's kinds of error mean, by how they begin; of two that fit, the first counts.
_SIZES = {
    "string_too_short": ("has {length} characters", "Write at least {min_length}."),
    "string_too_long": ("has {length} characters", "Write at most {max_length}."),
    "too_short": ("has {items}", "Give at least {min_length}."),
    "int_": ("is {shown}, which is not a whole number", "Write digits only, such as 400."),
    "decimal_max_digits": ("is {shown}, which has too many digits", "Write at most {max_digits}."),
    "decimal_": _NO_NUMBER,
    "finite_number": _NO_NUMBER,
    "greater_than": ("is {shown}", "Write a number above {gt}."),
    "": ("is {shown}, which is not valid here", "Compare it with the guide for contributors."),
}


def _name(loc: Loc) -> str:
    """Give a place as people say it, from the inside out: `source` of item 2 of `evidence`."""
    parts = [f"item {part + 1}" if isinstance(part, int) else f"`{part}`" for part in reversed(loc)]
    return " of ".join(parts) or "the record"


def sort_of(value: object) -> str:
    """Say what kind of YAML value this is."""
    kinds: tuple[tuple[type, str], ...] = ((dict, "keys with values"), (list, "a list"), (str, "text"))
    return next((name for kind, name in kinds if isinstance(value, kind)), "something else")


def _shown(value: object) -> str:
    text = " ".join(str(value).split())
    return f'"{text if len(text) <= _SHORT else text[: _SHORT - 3] + "..."}"'


def _model_at(model: type[Fields], loc: Loc) -> type[Fields] | None:
    """Give the group of fields that stands at `loc`, following lists and optional values."""
    current: type[Fields] | None = model
    for part in loc:
        if isinstance(part, int):
            continue
        field = _declared(current).get(part) if current else None
        current = _fields_in(field.annotation) if field else None
    return current


def _declared(model: type[Fields]) -> dict[str, FieldInfo]:
    """Give a model's fields by the key that people write."""
    return {field.alias or name: field for name, field in model.declarations().items()}


def _fields_in(annotation: object) -> type[Fields] | None:
    if isinstance(annotation, type) and issubclass(annotation, Fields):
        return annotation
    return next((found for found in map(_fields_in, get_args(annotation)) if found), None)


def fields_at(model: type[Fields], loc: Loc) -> tuple[str, ...]:
    """Give the keys that the group of fields at `loc` may have, in the order of their declaration."""
    found = _model_at(model, loc)
    return tuple(_declared(found)) if found else ()


def _description(model: type[Fields], loc: Loc, verb: str = "Add") -> str:
    """Say what to write in a field, from its declaration."""
    found = _model_at(model, loc[:-1])
    field = _declared(found).get(str(loc[-1])) if found else None
    return f"{verb} {field.description}" if field and field.description else ""
