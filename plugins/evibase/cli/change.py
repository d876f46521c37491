"""`evibase fmt`, `evibase rename` and `evibase withdraw`: records that are there are written anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from evibase.cli.project import PROJECT, base_of
from evibase.cli.shown import problems_shown
from evibase.hosts.checking import OutsideError
from evibase.hosts.project import compile_project

if TYPE_CHECKING:
    from evibase.build import Compiled
    from evibase.edits.change import Change, Refused


@click.command()
@PROJECT
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--check", "only", is_flag=True, help="Write nothing; say which files would change.")
def fmt(project: Path, paths: tuple[Path, ...], *, only: bool) -> None:
    """Write records in their canonical form: order of keys, folded text, quotation marks. Comments stay.

    Where PATHS are given, only records in these files and folders are written. What a record says never changes.
    """
    from evibase.hosts.writing import format_project, write_files  # noqa: PLC0415 - keeps `check` quick

    root = base_of(project)
    compiled = compile_project(root)
    try:
        done = format_project(root, compiled, paths)
    except OutsideError as error:
        raise click.UsageError(str(error)) from error
    if not only:
        write_files(root, done.texts)
    for name in done.texts:
        click.echo(f"{'would change' if only else 'changed'}: {name}")
    if done.problems:
        click.echo(problems_shown(compiled, root, done.problems))
    click.echo(f"{len(done.texts)} of {done.number} records {'would change' if only else 'changed'}")
    raise SystemExit(1 if done.problems or (only and done.texts) else 0)


@click.command()
@PROJECT
@click.argument("old")
@click.argument("new")
def rename(project: Path, old: str, new: str) -> None:
    """Give the record OLD the id NEW, everywhere. OLD stays as an alias: its address leads to the new one."""
    from evibase.edits.rename import renamed  # noqa: PLC0415 - keeps `check` quick

    root = base_of(project)
    compiled = compile_project(root)
    _make(root, compiled, renamed(compiled.graph, old, new))


@click.command()
@PROJECT
@click.argument("finding")
@click.option("--reason", required=True, help="Why, in a sentence. It is shown on the page, which stays.")
def withdraw(project: Path, finding: str, reason: str) -> None:
    """Withdraw FINDING: its page stays and says why, and what named it no longer does."""
    from evibase.edits.withdraw import withdrawn  # noqa: PLC0415 - keeps `check` quick

    root = base_of(project)
    compiled = compile_project(root)
    _make(root, compiled, withdrawn(compiled.graph, finding, reason))


def _make(root: Path, compiled: Compiled, change: Change | Refused) -> None:
    """Make a change and say what it was; where it cannot be made, say why and stop."""
    from evibase.edits.change import Refused  # noqa: PLC0415 - keeps `check` quick
    from evibase.hosts.writing import make_change  # noqa: PLC0415 - the same

    if isinstance(change, Refused):
        raise click.UsageError(change.reason)
    broken = make_change(root, compiled, change)
    if broken:
        click.echo(problems_shown(compiled, root, broken, change.texts, err=True), err=True)
        click.echo("Nothing was written: the base would have these errors.", err=True)
        raise SystemExit(1)
    for name in sorted(change.texts):
        click.echo(f"changed: {name}")
    for name in sorted(set(change.gone) - set(change.texts)):
        click.echo(f"gone: {name}")
    for remark in change.remarks:
        click.echo(f"see: {remark}")
