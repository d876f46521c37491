"""What all commands share that write a new record."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from evibase.build import Compiled
from evibase.cli.shown import problems_shown
from evibase.edits.change import Change, Refused
from evibase.hosts.writing import make_change

NAME = click.argument("name", required=False)
ASK = click.option(
    "--ask/--no-ask", default=None, help="Ask for what is missing, or do not. Without it: on a terminal only."
)


def asking(*, ask: bool | None) -> bool:
    """Say whether a person is to be asked: as they said, or where they sit at a terminal."""
    return sys.stdin.isatty() if ask is None else ask


def ask_name(proposed: str, unfit: Callable[[str], Refused | None] = lambda _: None) -> str:
    """Ask for the name of a record's file until it will do."""
    said = "the address of its page, for good: small letters, digits and hyphens"
    click.echo(f"\n{click.style('name', bold=True)}: {said}.")
    while True:
        name = str(click.prompt("name", default=proposed or None)).strip()
        refused = unfit(name)
        if refused is None:
            return name
        click.secho(f"  {refused.reason}", fg="red")


def refusal(change: Change | Refused) -> Refused | None:
    """Give why something cannot be made; None where it can."""
    return change if isinstance(change, Refused) else None


def write_new(root: Path, compiled: Compiled, change: Change | Refused) -> None:
    """Write what is new, unless a file is there already or the base would be broken by it."""
    if isinstance(change, Refused):
        raise click.UsageError(change.reason)
    before = {record.path for record in compiled.graph.base.records if record.ref.section == "vocabularies"}
    for path in change.texts:
        if path != "references.bib" and path not in before and (root / path).exists():
            raise click.UsageError(f"{path} is there already, and nothing is written over.")
    broken = make_change(root, compiled, change)
    if broken:
        click.echo(problems_shown(compiled, root, broken, change.texts, err=True), err=True)
        click.echo("Nothing was written. This is what it would have been:\n", err=True)
        click.echo("\n".join(f"# {path}\n{text}" for path, text in change.texts.items() if path != "references.bib"))
        raise SystemExit(1)
    for path in sorted(change.texts):
        click.echo(f"written: {path}")
    click.echo("Next: evibase check")
