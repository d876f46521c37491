"""`evibase import` and `evibase issue-forms`: from those who have never seen a record to a draft of one."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from evibase.cli.project import PROJECT, base_of
from evibase.hosts.project import compile_project
from evibase.problems import has_errors
from evibase.records.raw import Raw


@click.command("import")
@PROJECT
@click.argument("kind", type=click.Choice(["issue-form"]))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--by", default="", help="The handle of who looks after the draft; without it, the first editor.")
@click.option("--write", is_flag=True, help="Write the draft into the base, if no rule speaks against it.")
def import_(project: Path, kind: str, file: Path, by: str, *, write: bool) -> None:
    """Make the draft of a record from FILE, such as the text of an issue (`-` reads it from another program).

    Prints the files of the draft, and what the rules say about it. Exits with 1 if there are errors.
    """
    from evibase.hosts import importing  # noqa: PLC0415 - only wanted here
    from evibase.importers.formats import IMPORTERS  # noqa: PLC0415 - the same

    root = base_of(project)
    importer = next(each for each in IMPORTERS if each.name == kind)
    if str(file) == "-":
        data = sys.stdin.buffer.read(importing.LARGEST)
    else:
        with file.open("rb") as opened:
            data = opened.read(importing.LARGEST)
    draft, problems = importing.drafted(root, Raw(file.name, data), importer.draft, by)
    for problem in problems:
        click.echo(str(problem), err=True)
    for raw in (*draft.new, *draft.added) if draft else ():
        click.echo(f"# {raw.path}\n{raw.data.decode().strip()}\n")
    if draft is None or has_errors(problems):
        raise SystemExit(1)
    if write:
        try:
            importing.write(root, draft)
        except OSError as error:
            raise click.UsageError(f"The draft was not written. {error}") from error


@click.command("issue-forms")
@PROJECT
@click.option(
    "--write",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the forms into a folder; GitHub reads them in .github/ISSUE_TEMPLATE.",
)
def issue_forms(project: Path, write: Path | None) -> None:
    """Make the issue forms of a base, with the terms of its vocabularies to choose from; without --write, list them."""
    from evibase.importers.forms import form_file, forms  # noqa: PLC0415 - only wanted here

    for name, form in forms(compile_project(base_of(project)).graph.base).items():
        if write is None:
            click.echo(f"{name}: {form.title}")
            continue
        try:
            write.mkdir(parents=True, exist_ok=True)
            (write / f"{name}.yml").write_text(form_file(form), encoding="utf-8", newline="\n")
        except OSError as error:
            raise click.UsageError(str(error)) from error
