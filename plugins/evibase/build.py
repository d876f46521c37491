"""The whole pipeline on one screen: files -> records -> graph -> problems -> pages and files.

Everything here is pure: the same files and settings give the same site, byte for byte. Reading the disk and
writing a site are the hosts' work.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from evibase.artifact import File, Page
from evibase.checks import run_checks
from evibase.graph.graph import Graph
from evibase.problems import Problem, has_errors, in_order
from evibase.records.raw import Raw
from evibase.records.reading import read_base

if TYPE_CHECKING:
    # Whoever only checks a base does not wait for templates: pages and exports are imported where they are made.
    from evibase.pages.view import Settings, View


@dataclass(frozen=True, eq=False)
class Compiled:
    """A base that has been read and checked. `problems` are all there are, sorted."""

    graph: Graph
    problems: tuple[Problem, ...]

    @property
    def sound(self) -> bool:
        """Say whether a site can be built: there may be warnings, but no errors."""
        return not has_errors(self.problems)


def compile_base(files: Iterable[Raw], as_of: date | None = None) -> Compiled:
    """Read and check a project's files. `as_of` is the day against which review dates are held."""
    base = read_base(files)
    graph = Graph(base, as_of)
    return Compiled(graph, in_order((*base.problems, *run_checks(graph))))


@lru_cache(maxsize=2)
def view_of(compiled: Compiled, settings: Settings) -> View:
    """Give the graph as pages see it. What pages, files and search work out from it is worked out once."""
    from evibase.pages.view import View  # noqa: PLC0415 - see above

    return View(compiled.graph, settings)


def site_pages(compiled: Compiled, settings: Settings) -> Iterator[Page]:
    """Give every page of a sound base."""
    from evibase.pages.kinds import all_pages  # noqa: PLC0415 - see above

    yield from all_pages(view_of(compiled, settings))


def site_files(compiled: Compiled, settings: Settings) -> Iterator[File]:
    """Give every file of a sound base: exports, the search index, redirects."""
    from evibase.exports.formats import EXPORTS  # noqa: PLC0415 - see above
    from evibase.pages.kinds import all_files  # noqa: PLC0415

    for export in EXPORTS:
        yield from export.files(compiled.graph)
    yield from all_files(view_of(compiled, settings))
