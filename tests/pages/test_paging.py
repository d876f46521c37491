"""Long lists in pages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evibase.pages.paging import number_of, numbered, page_count, page_path, paging, part_of
from evibase.pages.parts import Parts
from evibase.pages.view import PER_PAGE, Settings, View
from tests.bases import SMALL, compiled, files_of


@given(st.integers(0, 2000))
def test_every_entry_is_on_one_page(entries: int) -> None:
    """Law: the pages of a list hold each entry once, in order, and none is empty but the only one."""
    everything = list(range(entries))
    parts = [part_of(everything, number) for number in range(1, page_count(entries) + 1)]
    assert [entry for part in parts for entry in part] == everything
    assert all(part for part in parts) or len(parts) == 1
    assert all(len(part) <= PER_PAGE for part in parts)


@given(st.integers(0, 2000))
def test_a_key_tells_its_page(entries: int) -> None:
    """Law: the keys of a list's pages name the list and count from 1."""
    keys = list(numbered("themes/time", entries))
    assert [number_of(key) for key in keys] == [("themes/time", n) for n in range(1, page_count(entries) + 1)]


@pytest.mark.parametrize(
    ("first", "second"),
    [("findings/index.md", "findings/page/2.md"), ("themes/time.md", "themes/time/page/2.md")],
)
def test_paths_of_further_pages(first: str, second: str) -> None:
    """Law: the first page has the address of the list, and the others stand below it."""
    assert (page_path(first, 1), page_path(first, 2)) == (first, second)


@given(st.integers(1, 40), st.data())
def test_each_page_is_within_reach(pages: int, data: st.DataObject) -> None:
    """Law: a page links to the first and the last, its neighbours and no more; what is left out shows as a gap."""
    view = View(compiled(files_of(SMALL)).graph, Settings())
    number = data.draw(st.integers(1, pages))
    found = paging(Parts(view, "findings/"), "findings/index.md", number, pages * PER_PAGE)
    shown = [int(step.text) for step in found.steps if step]
    assert shown == sorted({1, pages, *range(max(1, number - 1), min(pages, number + 1) + 1)})
    assert bool(found.previous) == (number > 1)
    assert bool(found.next) == (number < pages)
    gaps = sum(step is None for step in found.steps)
    assert gaps == sum(after - before > 1 for before, after in pairwise(shown))
