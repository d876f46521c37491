"""`evibase schema`: the JSON Schemas that editors use."""

from __future__ import annotations

import json
from pathlib import Path

import click

from evibase.cli.project import PROJECT, base_of
from evibase.hosts.project import compile_project


@click.command()
@PROJECT
@click.argument("record", required=False)
@click.option(
    "--write",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the schemas of all record types into a folder; editors read them in .vscode/schemas.",
)
def schema(project: Path, record: str | None, write: Path | None) -> None:
    """Print the JSON Schema of a record type, with the terms of this base; without one, list the types."""
    from evibase.records.schema import schema_names, schema_of  # noqa: PLC0415 - only wanted here

    names = schema_names()
    if record is not None and record not in names:
        raise click.BadParameter(f"choose one of: {', '.join(names)}", param_hint="RECORD")
    if record is None and write is None:
        click.echo("\n".join(names))
        return
    base = compile_project(base_of(project)).graph.base
    for name in (record,) if record else names:
        text = json.dumps(schema_of(name, base), indent=2, ensure_ascii=False) + "\n"
        if write is None:
            click.echo(text, nl=False)
            continue
        try:
            write.mkdir(parents=True, exist_ok=True)
            (write / f"{name}.json").write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise click.UsageError(str(error)) from error
