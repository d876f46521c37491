"""Watched mappings: the base as functions read it, which notes what of it they read."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from typing import Any, TypeVar

from evibase.live.cells import Cells, Node, same

K = TypeVar("K")
V = TypeVar("V")
_NOTHING: Any = object()


class Watched(Mapping[K, V]):
    """A mapping whose readers are made again when what they read of it changes: a value, a key, or all of it."""

    __slots__ = ("_all", "_cells", "_data", "_keys", "_there", "_values")

    def __init__(self, cells: Cells, data: dict[K, V]) -> None:
        """Take what it holds at first."""
        self._cells = cells
        self._data = data
        self._values: dict[K, Node] = {}
        self._there: dict[K, Node] = {}
        self._keys, self._all = Node(), Node()

    def _read(self, nodes: dict[K, Node], key: K) -> None:
        if self._cells.reading is not None:
            node = nodes.get(key)
            if node is None:
                node = nodes[key] = Node()
            self._cells.read(node)

    def __getitem__(self, key: K) -> V:
        """Give a value, or raise KeyError."""
        self._read(self._values, key)
        return self._data[key]

    def get(self, key: K, default: Any = None) -> Any:  # noqa: ANN401 - as in Mapping
        """Give a value, or what stands for none."""
        self._read(self._values, key)
        return self._data.get(key, default)

    def __contains__(self, key: object) -> bool:
        """Say whether there is a key."""
        self._read(self._there, key)  # type: ignore[arg-type]  # a key of another type is just not there
        return key in self._data

    def __iter__(self) -> Iterator[K]:
        """Give the keys."""
        self._cells.read(self._keys)
        return iter(self._data)

    def __len__(self) -> int:
        """Count the keys."""
        self._cells.read(self._keys)
        return len(self._data)

    def values(self) -> ValuesView[V]:
        """Give the values, all of which the reader then depends on."""
        self._cells.read(self._all)
        return self._data.values()

    def items(self) -> ItemsView[K, V]:
        """Give keys and values, all of which the reader then depends on."""
        self._cells.read(self._all)
        return self._data.items()

    def raw(self) -> Mapping[K, V]:
        """Give what it holds, for whoever keeps it up to date and reads it for nobody."""
        return self._data

    def put(self, key: K, value: V) -> None:
        """Put a value in the place of another of the same key."""
        former = self._data[key]
        if not same(former, value):
            self._data[key] = value
            self._touch(self._values, key)
            self._cells.touch(self._all)

    def set(self, key: K, value: V) -> None:
        """Put a value, under a new key too, which then stands last."""
        if key in self._data:
            self.put(key, value)
            return
        self._data[key] = value
        self._touch_key(key)

    def drop(self, key: K) -> None:
        """Take a key out, if it is there."""
        if key in self._data:
            del self._data[key]
            self._touch_key(key)

    def _touch_key(self, key: K) -> None:
        self._touch(self._there, key)
        self._touch(self._values, key)
        self._cells.touch(self._keys)
        self._cells.touch(self._all)

    def replace(self, data: dict[K, V]) -> None:
        """Put another mapping in the place of what it holds; the order of its keys counts."""
        former, self._data = self._data, data
        changed = former.keys() ^ data.keys()
        for key in changed:
            self._touch(self._there, key)
            self._touch(self._values, key)
        differ = [key for key in self._values if key not in changed and not same(former.get(key), data.get(key))]
        for key in differ:
            self._touch(self._values, key)
        if changed or [*former] != [*data]:
            self._cells.touch(self._keys)
        self._cells.touch(self._all)

    def _touch(self, nodes: dict[K, Node], key: K) -> None:
        if (node := nodes.get(key)) is not None:
            self._cells.touch(node)
