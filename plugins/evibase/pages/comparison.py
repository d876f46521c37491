"""Two states of a base, side by side."""

from __future__ import annotations

from dataclasses import dataclass

from evibase.graph.change import Change
from evibase.pages.changed_pages import PageChange
from evibase.pages.view import View
from evibase.problems import Problem


@dataclass(frozen=True, eq=False)
class Comparison:
    """What `evibase diff` tells.

    `pages` is None where one of the states has errors, so that no site can be made, or where nobody asked for them.

    `problems` are the errors of the new state; `unread` the number of errors of the old one.
    """

    base: str
    head: str
    old: View
    new: View
    change: Change
    pages: tuple[PageChange, ...] | None
    problems: tuple[Problem, ...]
    unread: int

    @property
    def acceptable(self) -> bool:
        """Say whether the change may be merged: no address vanishes, and the new state has no errors."""
        return not self.change.vanished and not self.problems
