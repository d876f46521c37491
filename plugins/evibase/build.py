"""The whole pipeline on one screen: files -> records -> graph -> problems -> pages and files.

Everything here is pure: the same files and settings give the same site, byte for byte. Reading the disk and
writing a site are the hosts' work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from evibase.artifact import File, Outline, Page
from evibase.beside import Beside, at_its_turn
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
    """A base that has been read and checked. `problems` are all there are, sorted.

    `files` are what was read, but for those that can be read again: nobody keeps these.
    """

    graph: Graph
    problems: tuple[Problem, ...]
    files: tuple[Raw, ...] = ()

    @property
    def sound(self) -> bool:
        """Say whether a site can be built: there may be warnings, but no errors."""
        return not has_errors(self.problems)


class Recipe(NamedTuple):
    """One page or file of a site that has yet to be made. `outline` is what a host has to know of a page before.

    `how` makes any of its kind: a base of 100,000 findings has half a million recipes.
    """

    kind: str
    key: str
    how: Callable[[str], Page | File]
    outline: Outline | None = None

    def make(self) -> Page | File:
        """Make the page or file."""
        return self.how(self.key)


def compile_base(files: Iterable[Raw], as_of: date | None = None, beside: Beside = at_its_turn) -> Compiled:
    """Read and check a project's files. `as_of` is the day against which review dates are held."""
    raws = tuple(files)
    base = read_base(raws, beside)
    graph = Graph(base, as_of)
    problems = in_order((*base.problems, *run_checks(graph, beside)))
    return Compiled(graph, problems, tuple([raw for raw in raws if raw.read is None]))


@lru_cache(maxsize=2)
def view_of(compiled: Compiled, settings: Settings) -> View:
    """Give the graph as pages see it. What pages, files and search work out from it is worked out once."""
    from evibase.pages.view import View  # noqa: PLC0415 - see above

    return View(compiled.graph, settings)


class Batch(NamedTuple):
    """All files of one kind that have yet to be made. Nobody has to know anything of them before."""

    kind: str
    keys: tuple[str, ...]
    how: Callable[[str], File]


def recipes(view: View) -> Iterator[Recipe]:
    """Give every page and file of a site, still to be made: each by itself, in any order."""
    yield from page_recipes(view)
    yield from (Recipe(kind, key, how) for kind, keys, how in file_batches(view) for key in keys)


def page_recipes(view: View) -> Iterator[Recipe]:
    """Give every page of a site, still to be made."""
    from evibase.pages.kinds import PAGES  # noqa: PLC0415 - see above

    for kind in PAGES:
        how, outline = partial(kind.made, view), partial(kind.outline, view)
        yield from (Recipe(kind.name, key, how, outline(key)) for key in kind.keys(view))


def file_batches(view: View) -> Iterator[Batch]:
    """Give every file of a site that is no page, still to be made."""
    from evibase.exports.formats import EXPORTS  # noqa: PLC0415 - see above
    from evibase.pages.kinds import FILES  # noqa: PLC0415

    for export in EXPORTS:
        yield Batch(export.name, tuple(export.keys(view.graph)), partial(export.file, view.graph))
    for made in FILES:
        yield Batch(made.name, tuple(made.keys(view)), partial(made.file, view))


def site_pages(compiled: Compiled, settings: Settings) -> Iterator[Page]:
    """Give every page of a sound base."""
    return (page for page in _made(compiled, settings) if isinstance(page, Page))


def site_files(compiled: Compiled, settings: Settings) -> Iterator[File]:
    """Give every file of a sound base that is no page: exports, redirects."""
    return (file for file in _made(compiled, settings, pages=False) if isinstance(file, File))


def _made(compiled: Compiled, settings: Settings, *, pages: bool = True) -> Iterator[Page | File]:
    found = recipes(view_of(compiled, settings))
    return (recipe.make() for recipe in found if (recipe.outline is not None) == pages)
