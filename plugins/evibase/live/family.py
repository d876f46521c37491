"""Families: cells that are wanted, one for each key of a collection that changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

from evibase.live.cells import Cell, Cells, Missing

K = TypeVar("K")


class Family(Generic[K]):
    """Values that are kept up to date: one for each of the keys that there are at the time."""

    def __init__(self, cells: Cells, keys: Callable[[], Iterable[K]], make: Callable[[K], Any]) -> None:
        """Take what gives the keys, and what makes the value of one."""
        self._cells, self._make = cells, make
        self._keys = Cell(lambda: tuple(keys()), wanted=True)
        self._followed: object = None
        self._members: dict[K, Cell] = {}
        #: The keys whose values are others than when this was last cleared.
        self.changed: dict[K, None] = {}

    def follow(self) -> None:
        """Make what is new, and let go of what has gone. Where the keys cannot be told, all stays as it is."""
        if self._keys.stale:
            self._cells.refresh(self._keys)
        keys = self._keys.value
        if keys is self._followed or isinstance(keys, Missing):
            return
        self._followed = keys
        wanted = dict.fromkeys(keys)
        for key in [key for key in self._members if key not in wanted]:
            cell = self._members.pop(key)
            cell.wanted, cell.changed = False, None
            self._cells.forget(cell)
            self.changed[key] = None
        for key in wanted:
            if key not in self._members:
                self._members[key] = cell = Cell(self._maker(key), wanted=True)
                cell.changed = self._noted(key)
                self._cells.refresh(cell)

    def _maker(self, key: K) -> Callable[[], Any]:
        return lambda: self._make(key)

    def _noted(self, key: K) -> Callable[[], None]:
        changed = self.changed

        def note() -> None:
            changed[key] = None

        return note

    def value(self, key: K) -> Any:  # noqa: ANN401 - a family holds values of one kind, which kind is its maker's
        """Give the value of a member, or None where there is no such member any more. Raises what making it raised."""
        cell = self._members.get(key)
        value = cell.value if cell is not None else None
        if isinstance(value, Missing):
            raise value.error
        return value

    def values(self) -> Iterable[tuple[K, Any]]:
        """Give all keys and values."""
        return ((key, self.value(key)) for key in self._members)
