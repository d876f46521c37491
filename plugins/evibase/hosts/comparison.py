"""Two states of a project, compared: what changed, what follows, which pages differ, and what is wrong."""

from __future__ import annotations

from pathlib import Path

from evibase.build import Compiled
from evibase.exports.change_json import change_json
from evibase.graph.change import compare
from evibase.hosts.history import merge_base, state
from evibase.hosts.project import compile_project
from evibase.pages.change_report import report
from evibase.pages.change_text import as_markdown, as_text
from evibase.pages.changed_pages import changed_pages
from evibase.pages.comparison import Comparison
from evibase.pages.view import Settings, View
from evibase.problems import Problem, Severity


def compare_states(
    root: Path, base: str, head: str = "", *, from_merge_base: bool = False, with_pages: bool = True
) -> Comparison:
    """Compare two states of a project: revisions or folders; without `head`, the files as they are now.

    With `from_merge_base` the old state is that at which both parted. Raises `hosts.history.HistoryError` where a
    state cannot be found.
    """
    start = merge_base(root, base, head or "HEAD") if from_merge_base else base
    old = state(root, start)
    new = state(root, head) if head else compile_project(root)
    before, after = (View(compiled.graph, Settings()) for compiled in (old, new))
    return Comparison(
        base=f"{base} ({start[:12]})" if from_merge_base else base,
        head=head or "the files as they are now",
        old=before,
        new=after,
        change=compare(old.graph, new.graph),
        pages=changed_pages(before, after) if with_pages and old.sound and new.sound else None,
        problems=_errors(new),
        unread=len(_errors(old)),
    )


def _errors(compiled: Compiled) -> tuple[Problem, ...]:
    return tuple(problem for problem in compiled.problems if problem.severity is Severity.ERROR)


def told(found: Comparison, form: str) -> str:
    """Give a comparison as `text`, `markdown` or `json`."""
    if form == "json":
        shown = {"base": found.base, "head": found.head}
        return change_json(found.change, shown, found.pages, found.problems)
    made = report(found)
    return as_markdown(made) if form == "markdown" else as_text(made)
