"""`evibase diff`: what a change of the base means."""

from __future__ import annotations

from pathlib import Path

import click

from evibase.cli.project import PROJECT, base_of


@click.command()
@PROJECT
@click.argument("base")
@click.argument("head", default="")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="For a terminal, for a pull request, or for programs.",
)
@click.option("--merge-base", is_flag=True, help="Compare with the commit at which HEAD parted from BASE.")
@click.option("--no-pages", is_flag=True, help="Leave out which pages differ: of a large base that takes longest.")
def diff(project: Path, base: str, head: str, form: str, *, merge_base: bool, no_pages: bool) -> None:  # noqa: PLR0913 - one for each option
    """Tell what changes from BASE to HEAD for readers of the site.

    BASE and HEAD are git revisions (main, v1.2, HEAD~3) or folders with a base. Without HEAD, BASE is compared with
    the files as they are now. Exits with 1 if an address would be gone without an alias or a tombstone, or if HEAD
    has errors.
    """
    from evibase.hosts.comparison import compare_states, told  # noqa: PLC0415 - keeps other commands free of templates
    from evibase.hosts.history import HistoryError  # noqa: PLC0415 - the same

    try:
        root = base_of(project)
        found = compare_states(root, base, head, from_merge_base=merge_base, with_pages=not no_pages)
    except HistoryError as error:
        raise click.UsageError(str(error)) from error
    click.echo(told(found, form), nl=False)
    raise SystemExit(0 if found.acceptable else 1)
