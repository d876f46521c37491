"""The command `evibase`. Exit codes: 0 clean, 1 problems, 2 usage."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import click

from evibase.cli.change import fmt, rename, withdraw
from evibase.cli.check import check, explain
from evibase.cli.project import PROJECT, base_of
from evibase.cli.shown import problems_shown
from evibase.hosts.project import compile_project


class _Commands(click.Group):
    """Reads `new`, which makes an option of every key of every record, only when somebody asks for it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), "new"})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name == "new":
            from evibase.cli.new import new  # noqa: PLC0415 - see above

            return new
        return super().get_command(ctx, cmd_name)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="evibase", message="%(prog)s %(version)s")
def main() -> None:
    """Compile findings and a bibliography into an evidence base."""
    # What people write may hold characters that a terminal or a pipe cannot show; that is no reason to fail.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@main.command()
@PROJECT
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", default="", help="The site's name, for the citations of its pages.")
@click.option("--url", default="", help="The site's address, for the citations of its pages.")
def write(project: Path, folder: Path, name: str, url: str) -> None:
    """Write the site into FOLDER as Markdown and assets, for any other generator."""
    from evibase.hosts.folder import NotEmptyError, write_folder  # noqa: PLC0415 - keeps `check` free of templates
    from evibase.pages.view import Settings  # noqa: PLC0415 - the same

    root = base_of(project)
    compiled = compile_project(root)
    if not compiled.sound:
        click.echo(f"{problems_shown(compiled, root, compiled.problems, err=True)}: nothing was written", err=True)
        raise SystemExit(1)
    try:
        number = write_folder(compiled, Settings(site_name=name or root.name, site_url=url), root, folder)
    except (NotEmptyError, OSError) as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"{number} files in {folder}")


@main.command()
@PROJECT
@click.argument("record", required=False)
def schema(project: Path, record: str | None) -> None:
    """Print the JSON Schema of a record type, with the terms of this base; without one, list the types."""
    from evibase.records.schema import schema_names, schema_of  # noqa: PLC0415 - only wanted here

    names = schema_names()
    if record is None:
        click.echo("\n".join(names))
        return
    if record not in names:
        raise click.BadParameter(f"choose one of: {', '.join(names)}", param_hint="RECORD")
    click.echo(
        json.dumps(schema_of(record, compile_project(base_of(project)).graph.base), indent=2, ensure_ascii=False)
    )


for _command in (check, explain, fmt, rename, withdraw):
    main.add_command(_command)
