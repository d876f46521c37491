"""When records were added and changed, and what was changed in them. Git knows; a host asks it and hands that over.

Nothing of this is typed into records: a date that people keep by hand is soon wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from typing import Literal, NamedTuple

from evibase.records.as_written import as_written
from evibase.records.raw import Raw

#: A step that changes more records than this is formatting or a move of the whole base. It is told of no record.
MOST_AT_ONCE = 200
#: What stands in a finding as a list, each item of which is told.
_STANCES = ("supports", "qualifies", "contradicts")


class Step(NamedTuple):
    """What one step of the project's history has done to one file. `time` is in seconds since 1970, UTC.

    `before` and `after` are the file's two versions where it was changed and somebody has looked.
    """

    time: int
    kind: Literal["added", "changed", "removed"]
    path: str
    before: bytes | None = None
    after: bytes | None = None


class Edit(NamedTuple):
    """One thing that differs in a record: the key, and both values where they are short words such as a level.

    Of evidence, one stance stands in `before` where a piece was taken away and in `after` where one came.
    """

    key: str
    before: str = ""
    after: str = ""


class Moment(NamedTuple):
    """What became of a record at one time. Of an older change nobody knows the edits."""

    time: int
    kind: Literal["added", "changed"]
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, eq=False)
class History:
    """The moments of each file by its present path, newest first. `known` is false where there is no history to ask."""

    moments: Mapping[str, tuple[Moment, ...]]
    known: bool = True


#: Of a project that is in no repository.
UNKNOWN = History(MappingProxyType({}), known=False)


def history(steps: Iterable[Step]) -> History:
    """Give the history that steps make, whatever their order.

    Changes that leave a record saying the same, such as other line breaks, are left out, and so are those of steps
    that change very many records at once.
    """
    found: dict[str, list[Moment]] = {}
    ordered = sorted(steps, key=lambda step: (step.time, step.path, step.kind))
    for _, together in groupby(ordered, key=lambda step: step.time):
        at_once = list(together)
        many = sum(step.kind == "changed" for step in at_once) > MOST_AT_ONCE
        for step in at_once:
            if step.kind == "removed":
                found.pop(step.path, None)
            elif step.kind == "added":
                found[step.path] = [Moment(step.time, "added")]
            elif not many and (moment := _moment(step)):
                found.setdefault(step.path, []).append(moment)
    return History(MappingProxyType({path: tuple(reversed(each)) for path, each in found.items() if each}))


def _moment(step: Step) -> Moment | None:
    if step.before is None or step.after is None:
        return Moment(step.time, "changed")
    edits = tuple(edits_of(Raw(step.path, step.before), Raw(step.path, step.after)))
    return Moment(step.time, "changed", edits) if edits else None


def edits_of(before: Raw, after: Raw) -> Iterator[Edit]:
    """Give what differs between two versions of a record, in the order of its keys now.

    Of a version that cannot be read nothing is known, and the whole is told as changed.
    """
    old, new = as_written(before), as_written(after)
    if old is None or new is None:
        yield Edit("text")
        return
    for key in dict.fromkeys((*new, *old)):
        one, other = old.get(key), new.get(key)
        if one == other:
            continue
        if key == "confidence":
            yield Edit(key, _level(one), _level(other))
        elif key == "status":
            yield Edit(key, str(one or "proposed"), str(other or "proposed"))
        elif key == "evidence":
            yield from _evidence(one, other)
        else:
            yield Edit(key)


def _level(value: object) -> str:
    return str(value.get("level", "")) if isinstance(value, dict) else ""


def _evidence(one: object, other: object) -> Iterator[Edit]:
    """Tell of evidence by stance what has come and what has gone; where neither has, that it was changed."""
    old, new = _stances(one), _stances(other)
    told = False
    for stance in _STANCES:
        if len(new[stance]) > len(old[stance]):
            yield Edit("evidence", "", stance)
            told = True
        elif len(new[stance]) < len(old[stance]):
            yield Edit("evidence", stance, "")
            told = True
    if not told:
        yield Edit("evidence")


def _stances(value: object) -> dict[str, list[object]]:
    items = value if isinstance(value, list) else []
    return {s: [item for item in items if isinstance(item, dict) and item.get("stance") == s] for s in _STANCES}
