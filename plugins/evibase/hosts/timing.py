"""Where the time of a build goes, stage by stage, for whoever asks: `python tasks.py site -- --timings`."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

#: Set to anything, it has a build say what each stage took.
VARIABLE = "EVIBASE_TIMINGS"


@dataclass
class Timings:
    """Seconds by stage, in the order in which the stages began. What no stage took is the host's own."""

    since: float = field(default_factory=time.perf_counter)
    spent: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Charge what happens inside to a stage."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.spent[name] = self.spent.get(name, 0.0) + time.perf_counter() - start

    def lines(self) -> list[str]:
        """Give the table, if somebody has asked for it."""
        if not os.environ.get(VARIABLE):
            return []
        whole = time.perf_counter() - self.since
        stages = [*self.spent.items(), ("the host itself", whole - sum(self.spent.values())), ("all", whole)]
        return [f"{seconds:7.2f} s  {name}" for name, seconds in stages]
