"""Long lists in pages of equal length, so that no page grows with the base."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from evibase.pages.parts import Anchor, Parts, link_to
from evibase.pages.view import PER_PAGE

T = TypeVar("T")


class Paging(NamedTuple):
    """Where a page stands among those of its list. A step that is None is a gap."""

    current: str
    steps: tuple[Anchor | None, ...]
    previous: str
    next: str


def page_count(number: int) -> int:
    """Give how many pages a list of that many entries takes; an empty list takes one."""
    return max(1, -(-number // PER_PAGE))


def page_path(first: str, number: int) -> str:
    """Give the path of the nth page of the list that starts on the page `first`: `findings/page/2.md`."""
    return first if number == 1 else f"{first.removesuffix('.md').removesuffix('/index')}/page/{number}.md"


def numbered(key: str, entries: int) -> Iterator[str]:
    """Give the key of each page of a list: the key itself, then `key 2`, `key 3`."""
    yield key
    yield from (f"{key} {number}" for number in range(2, page_count(entries) + 1))


def number_of(key: str) -> tuple[str, int]:
    """Give the key of the list and the number of the page that a numbered key names."""
    name, _, number = key.partition(" ")
    return name, int(number or 1)


def part_of(entries: Sequence[T], number: int) -> Sequence[T]:
    """Give the entries on the nth page."""
    return entries[(number - 1) * PER_PAGE : number * PER_PAGE]


def paging(parts: Parts, first: str, number: int, entries: int) -> Paging:
    """Give the links of the nth page of a list: the first, the last, and those around it."""
    pages = page_count(entries)
    near = sorted({1, pages, *(n for n in range(number - 1, number + 2) if 1 <= n <= pages)})
    steps: list[Anchor | None] = []
    for before, n in zip([0, *near], near, strict=False):
        if n - before > 1:
            steps.append(None)
        steps.append(link_to(str(n), parts.to_page(page_path(first, n))))
    return Paging(
        current=str(number),
        steps=tuple(steps),
        previous=parts.to_page(page_path(first, number - 1)) if number > 1 else "",
        next=parts.to_page(page_path(first, number + 1)) if number < pages else "",
    )
