"""Drafts of records from other tools' files: made, held against all rules, and written if nothing is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from evibase.build import compile_base
from evibase.graph.graph import Graph
from evibase.hosts.project import build_date, compile_project, read_project
from evibase.importers.issue_form import Draft
from evibase.problems import Problem, in_order
from evibase.records.person import Person
from evibase.records.raw import Raw

#: Largest file that is read; an issue has at most 65,536 characters.
LARGEST = 1024 * 1024


def keeper(graph: Graph) -> str:
    """Give the handle of the first editor of a base, or else of the first person; "" where there is nobody."""
    people = graph.base.of(Person).values()
    return next((person.id for person in people if person.role == "editor"), next((p.id for p in people), ""))


def drafted(
    root: Path, raw: Raw, draft: Callable[[Graph, Raw, str], Draft | tuple[Problem, ...]], by: str = ""
) -> tuple[Draft | None, tuple[Problem, ...]]:
    """Make a draft from a file, and give it with what the rules say about it; None where none could be made."""
    graph = compile_project(root).graph
    made = draft(graph, raw, by or keeper(graph))
    if not isinstance(made, Draft):
        return None, in_order(made)
    added = {each.path: each.data for each in made.added}
    files = [Raw(each.path, each.data + added.pop(each.path, b"")) for each in read_project(root)[0]]
    files += [*made.new, *(Raw(path, data) for path, data in added.items())]
    touched = {each.path for each in (*made.new, *made.added)}
    before = {str(problem) for problem in compile_project(root).problems}
    found = compile_base(files, build_date()).problems
    return made, tuple(problem for problem in found if problem.path in touched and str(problem) not in before)


def write(root: Path, draft: Draft) -> None:
    """Write a draft: new files, which must not be there, and what is added to others. Raises `OSError`."""
    for each in draft.new:
        path = root / each.path
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(each.data)
    for each in draft.added:
        with (root / each.path).open("ab") as file:
            file.write(each.data)
