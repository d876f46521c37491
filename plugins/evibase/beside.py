"""Work beside other work: a stage says which of its parts need not wait for each other; a host may have two at once.

Whether that is done makes no difference but time. `at_its_turn` does one after the other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Beside(Protocol):
    """Who has work done."""

    def __call__(self, work: Callable[[], T], /) -> Callable[[], T]:
        """Begin work, or note it; give what waits for its result, to be called once. It raises what the work raises."""


def at_its_turn(work: Callable[[], T], /) -> Callable[[], T]:
    """Have work done when its result is asked for."""
    return work
