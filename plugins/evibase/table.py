"""Tables: the values of a pure function, each worked out when it is first asked for, and once.

Whether a value is worked out once or anew makes no difference but time. A host that builds again and again puts
tables of its own in their place, which also know what each value was made of (`live`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, Protocol, TypeAlias, TypeVar, overload

K = TypeVar("K")
V = TypeVar("V")
K_contra = TypeVar("K_contra", contravariant=True)
V_co = TypeVar("V_co", covariant=True)


class Lookup(Protocol[K_contra, V_co]):
    """What can be asked for the value of a key, whatever the key."""

    def __getitem__(self, key: K_contra, /) -> V_co:
        """Give the value of a key, or raise KeyError where there is none."""


_Made: TypeAlias = Lookup[K, V] | Mapping[K, V]


class _Lazy(dict[K, V]):
    """A dictionary that fills itself: what is known is looked up without a step in Python."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[K], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> V:
        value = self[key] = self._make(key)
        return value


class _Once(Generic[K, V]):
    """A table that keeps nothing."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[K], V]) -> None:
        self._make = make

    def __getitem__(self, key: K) -> V:
        return self._make(key)


class Tables(Protocol):
    """Who makes tables."""

    @overload
    def __call__(self, make: Callable[[K], V], *, once: bool = False) -> Lookup[K, V]: ...
    @overload
    def __call__(self, make: Callable[[K], V], keys: Iterable[K]) -> Mapping[K, V]: ...


@overload
def table(make: Callable[[K], V], *, once: bool = False) -> Lookup[K, V]: ...
@overload
def table(make: Callable[[K], V], keys: Iterable[K]) -> Mapping[K, V]: ...
def table(make: Callable[[K], V], keys: Iterable[K] | None = None, *, once: bool = False) -> _Made[K, V]:
    """Give the table of a function: of any key, or a mapping of the keys given.

    `make` raises KeyError for a key that is to have no value. `once` says that in one build hardly any value is asked
    for twice: then none is kept, and only who builds again and again does otherwise.
    """
    if keys is None:
        return _Once(make) if once else _Lazy(make)
    found: dict[K, V] = {}
    for key in keys:
        try:
            found[key] = make(key)
        except KeyError:
            continue
    return found


class Kept:
    """Tables by name, for what many ask for and one place derives. The first function named is the one kept."""

    __slots__ = ("_found", "_table")

    def __init__(self, tables: Tables = table) -> None:
        """Take who makes tables."""
        self._table = tables
        self._found: dict[str, Any] = {}

    @overload
    def __call__(self, name: str, make: Callable[[K], V], *, once: bool = False) -> Lookup[K, V]: ...
    @overload
    def __call__(self, name: str, make: Callable[[K], V], keys: Iterable[K]) -> Mapping[K, V]: ...
    def __call__(
        self, name: str, make: Callable[[K], V], keys: Iterable[K] | None = None, *, once: bool = False
    ) -> _Made[K, V]:
        """Give the table of that name, made of a function, and of keys where there is to be a mapping.

        `once` is that of `table`.
        """
        found: _Made[K, V] | None = self._found.get(name)
        if found is None:
            found = self._found[name] = self._table(make, once=once) if keys is None else self._table(make, keys)
        return found
