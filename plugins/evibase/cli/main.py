"""The command `evibase`. Exit codes: 0 clean, 1 problems, 2 usage."""

from __future__ import annotations

import io
import sys

import click

from evibase.cli.bib import bib
from evibase.cli.change import fmt, rename, withdraw
from evibase.cli.check import check, explain
from evibase.cli.csp import csp
from evibase.cli.diff import diff
from evibase.cli.importing import import_, issue_forms
from evibase.cli.init import init
from evibase.cli.nightly import links, stale
from evibase.cli.schema import schema
from evibase.cli.titles import titles
from evibase.cli.write import write


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


for _command in (
    check, explain, write, titles, schema, diff, links, stale, import_, issue_forms, init, fmt, rename, withdraw, bib,
    csp,
):  # fmt: skip
    main.add_command(_command)
