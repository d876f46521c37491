"""When a value that was made again counts as the same: only if nobody who reads it could tell."""

from __future__ import annotations

from random import Random
from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st

from evibase.live.cells import Cell, Cells, Node, same

_ITEMS = st.dictionaries(st.integers(0, 5), st.integers(0, 3), max_size=5)


@given(_ITEMS, st.randoms())
def test_mappings_are_the_same_only_in_the_same_order(items: dict[int, int], random: Random) -> None:
    """Law: two mappings count as the same exactly if going through them gives the same, also inside a tuple."""
    shuffled = list(items.items())
    random.shuffle(shuffled)
    one, other = MappingProxyType(items), MappingProxyType(dict(shuffled))
    alike = list(items.items()) == shuffled
    assert same(one, other) == alike
    assert same((one, 1), (other, 1)) == alike


def test_whoever_reads_a_mapping_hears_of_another_order() -> None:
    """Law: what is made of a mapping is made again when its items come in another order."""
    cells, written = Cells(), Node()
    held = {"order": (1, 2)}

    def mapping(_: str) -> MappingProxyType[int, None]:
        cells.read(written)
        return MappingProxyType(dict.fromkeys(held["order"]))

    mappings = cells.table(mapping)
    shown = Cell(lambda: (*mappings[""],), wanted=True)
    assert cells.value(shown) == (1, 2)
    held["order"] = (2, 1)
    cells.touch(written)
    cells.settle()
    assert cells.value(shown) == (2, 1)
