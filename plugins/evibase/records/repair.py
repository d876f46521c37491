"""What can be read of a record in spite of its problems, so that one run reports as much as it can."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from pydantic import ValidationError

from evibase.records.model import Fields
from evibase.records.validation import misspelt, only_emptied
from evibase.records.yaml_subset import Data, Loc


def repaired(fields: dict[str, Data], error: ValidationError, model: type[Fields]) -> dict[str, Data]:
    """Give the data with misspelt keys put right and other wrong values left out, but for items of lists.

    It is never shown. What can be read of a record in spite of its problems is held against the rules, so that
    one run reports as much as it can. What an item of a list needs, and no rule asks after, has a stand-in.
    """
    renamed = misspelt(error, model)
    meant = set(renamed.values())
    wrong: set[Loc] = set()
    instead: dict[Loc, Data] = {}
    for detail in error.errors(include_url=False):
        loc: Loc = detail["loc"]
        if only_emptied(detail) or (detail["type"] == "missing" and loc in meant):
            continue
        name = str(loc[-1] if len(loc) > 2 or isinstance(loc[-1], str) else loc[0])  # noqa: PLR2004 - item and key
        if len(loc) > 1 and name in _STAND_INS:
            instead[loc] = _STAND_INS[name]
        elif detail["type"] != "missing":
            wrong.add(loc)
        else:
            wrong.add(loc[:-1])
    return _repaired_keys(fields, (), _Repairs(wrong, renamed, instead))


#: What stands in for a key of an item, or for an item, that is missing or wrong: nothing that leads anywhere.
_STAND_INS: Mapping[str, Data] = {
    "where": "INT", "locator": "?", "stance": "supports", "text": "?", "label": "?", "note": "?", "value": "0",
    "type": "see-also", "role": "condition",
}  # fmt: skip


class _Repairs(NamedTuple):
    """What to leave out, what to call otherwise, and what to put in the place of something else."""

    wrong: AbstractSet[Loc]
    renamed: Mapping[Loc, Loc]
    instead: Mapping[Loc, Data]


def _repaired(data: Data, here: Loc, repairs: _Repairs) -> Data:
    if here in repairs.instead:
        return repairs.instead[here]
    if isinstance(data, list):
        return [_repaired(item, (*here, index), repairs) for index, item in enumerate(data)]
    return _repaired_keys(data, here, repairs) if isinstance(data, dict) else data


def _repaired_keys(data: dict[str, Data], here: Loc, repairs: _Repairs) -> dict[str, Data]:
    wrong, renamed, instead = repairs
    kept = {key: _repaired(value, (*here, key), repairs) for key, value in data.items() if (*here, key) not in wrong}
    moved = {str(renamed[*here, key][-1]): value for key, value in data.items() if (*here, key) in renamed}
    added = {str(loc[-1]): value for loc, value in instead.items() if loc[:-1] == here and isinstance(loc[-1], str)}
    return moved | kept | added
