"""Cells: values that know what they were made of, and are made again when that changes.

The way is that of incremental computation with early cut-off: a cell notes what it reads while it is made; what was
changed marks its readers; they are made again from the bottom up, each after all that it reads; and whatever comes out
as it was before marks nobody (Hammer et al., Adapton, PLDI 2014; Mokhov et al., Build systems à la carte, ICFP 2018).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from heapq import heappop, heappush
from itertools import count
from types import MappingProxyType
from typing import Any, Generic, TypeVar, overload

from evibase.records.model import Record
from evibase.table import Lookup

K = TypeVar("K")
V = TypeVar("V")


class Node:
    """Something that can be read: who has read it, and how far it is from what people write."""

    __slots__ = ("height", "readers")

    def __init__(self) -> None:
        """Begin without readers."""
        self.height = 0
        self.readers: set[Cell] = set()


class Missing:
    """The value of a key that has none: the error that says so."""

    __slots__ = ("error",)

    def __init__(self, error: Exception) -> None:
        """Take the error."""
        self.error = error


class Cell(Node):
    """A value, how it is made, and what was read for it.

    One that is `wanted` is kept up to date unasked; `changed` is called when its value is another.
    """

    __slots__ = ("changed", "make", "needs", "stale", "value", "wanted")

    def __init__(self, make: Callable[[], Any], *, wanted: bool = False) -> None:
        """Take how the value is made."""
        super().__init__()
        self.make = make
        self.needs: set[Node] = set()
        self.stale = True
        self.value: Any = None
        self.wanted = wanted
        self.changed: Callable[[], None] | None = None


class Cells:
    """All cells of one base, and which of them have to be made again."""

    def __init__(self) -> None:
        """Begin without cells."""
        #: What the cell that is being made has read so far; None while none is.
        self.reading: set[Node] | None = None
        self._waiting: list[tuple[int, int, Cell]] = []
        self._number = count()

    def read(self, node: Node) -> None:
        """Note that the cell that is being made, if one is, has read something."""
        if self.reading is not None:
            self.reading.add(node)

    def touch(self, node: Node) -> None:
        """Mark all that was made of something that is different now."""
        for cell in node.readers:
            if not cell.stale:
                cell.stale = True
                heappush(self._waiting, (cell.height, next(self._number), cell))

    def value(self, cell: Cell) -> Any:  # noqa: ANN401 - cells hold values of every kind
        """Give the value of a cell, made again first if it has to be. Raises what making it raised."""
        self.read(cell)
        if cell.stale:
            self.refresh(cell)
        value = cell.value
        if type(value) is Missing:
            raise value.error
        return value

    def settle(self) -> None:
        """Make again what has to be. What nobody has asked for any more waits until somebody does."""
        while self._waiting:
            _, _, cell = heappop(self._waiting)
            if not cell.stale:
                continue
            if cell.readers or cell.wanted:
                self.refresh(cell)
            else:
                self.forget(cell)

    def forget(self, cell: Cell) -> None:
        """Let go of what a cell was made of; it is made from nothing when it is asked for again."""
        cell.stale = True
        for node in cell.needs:
            node.readers.discard(cell)
        cell.needs = set()

    def refresh(self, cell: Cell) -> None:
        """Make a cell again."""
        outer, self.reading = self.reading, set()
        value: Any
        try:
            value = cell.make()
        except Exception as error:  # noqa: BLE001 - whoever asks for the value is told
            value = Missing(error.with_traceback(None))
        needs, self.reading = self.reading, outer
        cell.stale = False
        for node in cell.needs - needs:
            node.readers.discard(cell)
        for node in needs - cell.needs:
            node.readers.add(cell)
        cell.needs = needs
        cell.height = 1 + max([node.height for node in needs], default=0)
        if not same(value, cell.value):
            cell.value = value
            self.touch(cell)
            if cell.changed is not None:
                cell.changed()

    @overload
    def table(self, make: Callable[[K], V], *, once: bool = False) -> Lookup[K, V]: ...
    @overload
    def table(self, make: Callable[[K], V], keys: Iterable[K]) -> Mapping[K, V]: ...
    def table(
        self,
        make: Callable[[K], V],
        keys: Iterable[K] | None = None,
        *,
        once: bool = False,  # noqa: ARG002 - here every value is asked for again
    ) -> Lookup[K, V] | Mapping[K, V]:
        """Give the table of a function: what `evibase.table.table` gives, with cells for values."""
        if keys is None:
            return _Lookup(self, make)
        return Table(self, make, keys)


class _Lookup(Generic[K, V]):
    """A table of any key."""

    __slots__ = ("_cells", "_found", "_make")

    def __init__(self, cells: Cells, make: Callable[[K], V]) -> None:
        """Take the function."""
        self._cells = cells
        self._make = make
        self._found: dict[K, Cell] = {}

    def __getitem__(self, key: K) -> V:
        cell = self._found.get(key)
        if cell is None:
            make = self._make
            cell = self._found[key] = Cell(lambda: make(key))
        elif not cell.stale and type(cell.value) is not Missing:
            # Most of the time a value is there, and the rest of the work is spared.
            if (reading := self._cells.reading) is not None:
                reading.add(cell)
            value: V = cell.value
            return value
        return self._cells.value(cell)  # type: ignore[no-any-return]  # cells hold values of every kind


class Table(Mapping[K, V]):
    """A table of the keys that a collection holds, whichever these are at the time."""

    __slots__ = ("_cells", "_listed", "_there", "_values")

    def __init__(self, cells: Cells, make: Callable[[K], V], keys: Iterable[K]) -> None:
        """Take the function, and what gives the keys."""
        self._cells = cells
        held: Mapping[K, object] = keys if isinstance(keys, Mapping) else dict.fromkeys(keys)

        def valued(key: K) -> V:
            if key not in held:
                raise KeyError(key)
            return make(key)

        values = self._values = _Lookup(cells, valued)

        def there(key: K) -> bool:
            try:
                values[key]
            except KeyError:
                return False
            return True

        # Whether a key has a value changes far less often than the value.
        there_at = self._there = _Lookup(cells, there)
        self._listed = Cell(lambda: tuple(key for key in held if there_at[key]))

    def __getitem__(self, key: K) -> V:
        """Give a value, or raise KeyError."""
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        """Say whether a key has a value."""
        return self._there[key]  # type: ignore[index]  # a key of another type is just not there

    def __iter__(self) -> Iterator[K]:
        """Give the keys that have values."""
        return iter(self._cells.value(self._listed))

    def __len__(self) -> int:
        """Count them."""
        return len(self._cells.value(self._listed))


def same(one: object, other: object) -> bool:
    """Say whether two values are the same to whoever reads them.

    Records count as the same only if they are one: two that say the same may say it on different lines. Mappings with
    the same items in another order are not the same, either: whoever goes through them comes to something else.
    """
    if one is other:
        return True
    if type(one) is not type(other) or isinstance(one, Record):
        return False
    if isinstance(one, Missing) and isinstance(other, Missing):
        return type(one.error) is type(other.error) and one.error.args == other.error.args
    if isinstance(one, tuple) and isinstance(other, tuple):
        return one == other and (not _is_deep(one) or all(map(same, one, other)))
    if isinstance(one, MappingProxyType) and isinstance(other, MappingProxyType):
        return one == other and same((*one,), (*other,)) and same((*one.values(),), (*other.values(),))
    # Whoever was given a list or a dictionary could have changed it.
    return not isinstance(one, (list, dict)) and one == other


def _is_deep(values: tuple[object, ...]) -> bool:
    """Say whether values that are equal may yet differ."""
    return any(isinstance(value, (Record, tuple, MappingProxyType)) for value in values)
