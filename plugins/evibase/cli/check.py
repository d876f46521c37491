"""`evibase check` and `evibase explain`: what is wrong, and what that means."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from evibase.checks import CHECKS, MANUALS
from evibase.cli.project import PROJECT, base_of
from evibase.cli.shown import in_colour
from evibase.hosts.checking import OutsideError, checked
from evibase.problems import Severity
from evibase.records.validation import hint
from evibase.reports.formats import REPORTS
from evibase.reports.terminal_text import MOST, is_serious, terminal_text


@click.command()
@PROJECT
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--strict", is_flag=True, help="Count warnings as problems.")
@click.option(
    "--format", "form", type=click.Choice(tuple(REPORTS)), default="text", help="For people, or for a program."
)
@click.option("--most", type=click.IntRange(min=0), default=MOST, help="Most problems shown as text; 0 shows all.")
def check(project: Path, paths: tuple[Path, ...], form: str, most: int, *, strict: bool) -> None:
    """Check every record and the bibliography; print all problems at once.

    Where PATHS are given, only problems in these files and folders count. The rest of the base is read with them.
    """
    try:
        report = checked(base_of(project), paths)
    except OutsideError as error:
        raise click.UsageError(str(error)) from error
    if form == "text":
        click.echo(terminal_text(report, colour=in_colour(), most=most))
    else:
        from importlib.metadata import version  # noqa: PLC0415 - it takes longer to import than to check a file

        click.echo(REPORTS[form](replace(report, version=version("evibase"))))
    raise SystemExit(1 if any(is_serious(problem, strict=strict) for problem in report.problems) else 0)


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Print what a rule means, with examples; without CODE, list all rules."""
    if code is None:
        click.echo("\n".join(f"{rule.code}  ({rule.severity})  {rule.summary}" for rule in CHECKS))
        return
    found = next((rule for rule in CHECKS if rule.code == code.strip("[]`").casefold()), None)
    if found is None:
        otherwise = "`evibase explain` lists all rules."
        raise click.BadParameter(f'there is no rule "{code}". {hint(code, MANUALS, otherwise)}', param_hint="CODE")
    click.echo(f"{found.manual}\n\nThis is {'an error' if found.severity is Severity.ERROR else 'a warning'}.")
