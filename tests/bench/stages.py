"""Where the time of our own build goes, stage by stage, measured from outside: `python -m tests.bench.stages DIR`.

Functions of the generator are exchanged for ones that start and stop a clock; each stage is charged for its own
time, without that of the stages inside. A stage that has gone elsewhere is named as missing, not guessed.
"""

from __future__ import annotations

import cProfile
import importlib
import io
import os
import pstats
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.bench.patching import exchanged

#: What a stage is called, where {0} is the first argument, and the functions that make it up.
STAGES = {
    "read: files": ("evibase.hosts.project.read_project",),
    "read: records": ("evibase.records.reading.read_base",),
    "read: bibliography": ("evibase.records.bibliography.read_bibliography",),
    "graph": ("evibase.graph.graph.Graph.__init__", "evibase.graph.standing.standings"),
    "graph: citation labels": ("evibase.graph.citation_labels.citation_labels",),
    "graph: related findings": ("evibase.graph.related.related",),
    "checks": ("evibase.checks.run_checks",),
    "pages: {0}, template": ("evibase.pages.rendering.render",),
    "pages: citations and references": ("evibase.pages.finish.finished",),
    "search index": ("evibase.pages.search_index.search_index",),
    "plan pages and files": ("evibase.hosts.mkdocs.site.plan",),
    "host: shells": ("evibase.hosts.mkdocs.shell.cut", "evibase.hosts.mkdocs.frames.Frames.fill"),
    "exports, and what else is made": ("evibase.hosts.mkdocs.output.Output.write",),
    "write": ("evibase.hosts.site_folder.Folder.write",),
    "publish": ("evibase.hosts.publishing.verify", "evibase.hosts.publishing.publish"),
}
_LINES = 25


class Clock:
    """Charges time to the innermost stage that is running."""

    def __init__(self) -> None:
        """Start with everything charged to the host."""
        self.spent: dict[str, float] = {}
        self.calls: dict[str, int] = {}
        self.running = ["host: everything else"]
        self.since = time.perf_counter()

    def turn(self) -> None:
        """Charge what has passed to the stage that is running."""
        now = time.perf_counter()
        self.spent[self.running[-1]] = self.spent.get(self.running[-1], 0.0) + now - self.since
        self.since = now

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Give the function with its time charged to a stage; what it yields later is charged, too."""

        def run(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - stands in for any function
            name = stage.format(*arguments[:1]) if "{" in stage else stage
            self.calls[name] = self.calls.get(name, 0) + 1
            self.enter(name)
            try:
                result = function(*arguments, **named)
            finally:
                self.leave()
            return self.stepwise(name, result) if isinstance(result, Iterator) else result

        return run

    def stepwise(self, stage: str, results: Iterator[Any]) -> Iterator[Any]:
        """Charge each step of an iterator to a stage."""
        while True:
            self.enter(stage)
            try:
                result = next(results)
            except StopIteration:
                return
            finally:
                self.leave()
            yield result

    def enter(self, stage: str) -> None:
        """Begin a stage."""
        self.turn()
        self.running.append(stage)

    def leave(self) -> None:
        """End the innermost stage."""
        self.turn()
        self.running.pop()


def profile(folder: Path) -> str:
    """Build a project twice, once under the clock and once under cProfile, and give both tables."""
    os.environ["EVIBASE_PROCESSES"] = "1"  # what another process does is not seen here
    config = str(folder / "mkdocs.yml")
    clock, missing = Clock(), []
    with ExitStack() as stack:
        import_hosts()
        for stage, names in STAGES.items():
            missing += [name for name in names if not _watch(stack, clock, stage, name)]
        missing += _watch_kinds(stack, clock)
        start = time.perf_counter()
        clock.since = start
        _build(config)
        clock.turn()
        total = time.perf_counter() - start
    tables = [_table(clock, total), *(f"not found, and so part of what calls it: {name}" for name in missing)]
    profiler = cProfile.Profile()
    _forget()
    profiler.runcall(_build, config)
    text = io.StringIO()
    pstats.Stats(profiler, stream=text).strip_dirs().sort_stats("tottime").print_stats(_LINES)
    return "\n".join(tables) + "\n\nThe functions that take most, under cProfile:\n" + text.getvalue()


def _build(config_file: str) -> None:
    """Do what the command `mkdocs build` does."""
    config = load_config(config_file)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()


def import_hosts() -> None:
    """Import what the host would import later, so that it can be exchanged."""
    rooms = "exports.formats hosts.mkdocs.citations hosts.mkdocs.findings hosts.mkdocs.search pages.kinds"
    for name in rooms.split():
        importlib.import_module(f"evibase.{name}")


def _watch(stack: ExitStack, clock: Clock, stage: str, name: str) -> bool:
    module_name, _, attribute = name.rpartition(".")
    try:
        owner: Any = importlib.import_module(module_name)
    except ModuleNotFoundError:  # a method: its class stands in a module
        above, _, within = module_name.rpartition(".")
        owner = getattr(importlib.import_module(above), within, None)
    found = getattr(owner, attribute, None)
    if found is None:
        return False
    if isinstance(owner, type):
        stack.callback(setattr, owner, attribute, found)
        setattr(owner, attribute, _method(clock, stage, found))
    else:
        stack.enter_context(exchanged(found, clock.timed(stage, found)))
    return True


def _method(clock: Clock, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def method(self: object, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - stands in for any method
        return clock.timed(stage, function)(self, *arguments, **named)

    return method


def _watch_kinds(stack: ExitStack, clock: Clock) -> list[str]:
    kinds: Any = importlib.import_module("evibase.pages.kinds")
    if not hasattr(kinds, "PAGES"):
        return ["evibase.pages.kinds.PAGES"]
    stack.callback(setattr, kinds, "PAGES", kinds.PAGES)
    kinds.PAGES = tuple(
        replace(kind, page=clock.timed(f"pages: {kind.name}", kind.page), keys=clock.timed("pages: keys", kind.keys))
        for kind in kinds.PAGES
    )
    return []


def _forget() -> None:
    """Empty the caches of the process, so that the second build does all the work again."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "evibase":
            for value in vars(module).values():
                if callable(clear := getattr(value, "cache_clear", None)):
                    clear()


def _table(clock: Clock, total: float) -> str:
    lines = [f"{'stage':<36} {'s':>8} {'share':>7} {'calls':>8}"]
    for stage, spent in sorted(clock.spent.items(), key=lambda each: -each[1]):
        lines.append(f"{stage:<36} {spent:8.3f} {spent / total:7.1%} {clock.calls.get(stage, 1):8,}")
    return "\n".join([*lines, f"{'all, without imports':<36} {total:8.3f}"])


if __name__ == "__main__":
    print(profile(Path(sys.argv[1])))
