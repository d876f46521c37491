"""What a check has found, with all that it takes to show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evibase.problems import Place, Problem, Severity


@dataclass(frozen=True)
class Report:
    """Problems in order, and what surrounds them.

    `texts` holds the files that have problems, `scope` says in words what was looked at, `docs` is the address of
    the page of all rules ("" where there is none), and `origins` says in which commit a place was written.
    """

    problems: tuple[Problem, ...]
    scope: str
    texts: Mapping[str, str] = field(default_factory=dict)
    docs: str = ""
    origins: Mapping[Place, tuple[str, ...]] = field(default_factory=dict)
    version: str = ""

    def address_of(self, code: str) -> str:
        """Give where a rule is explained: an address, a place in a file, or the command that explains it."""
        return f"{self.docs}#{code}" if self.docs else f"evibase explain {code}"

    def shown(self, most: int) -> tuple[Problem, ...]:
        """Give at most so many problems, in order; errors come before warnings when it comes to leaving out."""
        if most <= 0 or len(self.problems) <= most:
            return self.problems
        weighty = sorted(self.problems, key=lambda problem: problem.severity is Severity.WARNING)
        return tuple(sorted(weighty[:most]))

    def origins_of(self, problem: Problem) -> tuple[str, ...]:
        """Give the commits behind a problem, as far as they are known: one sentence for each place."""
        found = (origin for place in (problem.place, *problem.others) for origin in self.origins.get(place, ()))
        return tuple(dict.fromkeys(filter(None, found)))
