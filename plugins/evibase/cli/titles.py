"""`evibase titles`: which titles are shown otherwise than they are written."""

from __future__ import annotations

from pathlib import Path

import click

from evibase.cli.project import PROJECT, base_of
from evibase.hosts.project import compile_project


@click.command()
@PROJECT
@click.option("--protect", multiple=True, metavar="TERM", help="A term that keeps its form; may be given many times.")
def titles(project: Path, protect: tuple[str, ...]) -> None:
    """List the titles that references show in sentence case, as they are written and as they are shown."""
    from evibase.graph.title_case import Titles, changed_titles  # noqa: PLC0415 - only this command needs it

    references = compile_project(base_of(project)).graph.base.references
    changed = changed_titles(references, Titles(protected=protect))
    for reference, before, after in changed:
        click.echo(f"{reference.path}:{reference.line}: {reference.key}\n  {before}\n  {after}")
    click.echo(f"{len(changed)} titles are shown otherwise than they are written; braces {{...}} keep a word as it is")
