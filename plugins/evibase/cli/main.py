"""The command `evibase`. Exit codes: 0 clean, 1 problems, 2 usage."""

from __future__ import annotations

import io
import json
import os
import sys
from dataclasses import replace
from pathlib import Path

import click

from evibase.checks import CHECKS, MANUALS
from evibase.hosts.checking import OutsideError, checked, report_of
from evibase.hosts.project import compile_project
from evibase.problems import Severity
from evibase.records.validation import hint
from evibase.reports.formats import REPORTS
from evibase.reports.terminal_text import MOST, is_serious, terminal_text

_PROJECT = click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The folder that holds content/, findings/ and references.bib.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="evibase", message="%(prog)s %(version)s")
def main() -> None:
    """Compile findings and a bibliography into an evidence base."""
    # What people write may hold characters that a terminal or a pipe cannot show; that is no reason to fail.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@main.command()
@_PROJECT
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
        report = checked(_base_of(project), paths)
    except OutsideError as error:
        raise click.UsageError(str(error)) from error
    if form == "text":
        click.echo(terminal_text(report, colour=_in_colour(), most=most))
    else:
        from importlib.metadata import version  # noqa: PLC0415 - it takes longer to import than to check a file

        click.echo(REPORTS[form](replace(report, version=version("evibase"))))
    raise SystemExit(1 if any(is_serious(problem, strict=strict) for problem in report.problems) else 0)


@main.command()
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


@main.command()
@_PROJECT
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--check", "only", is_flag=True, help="Write nothing; say which files would change.")
def fmt(project: Path, paths: tuple[Path, ...], *, only: bool) -> None:
    """Write records in their canonical form: order of keys, folded text, quotation marks. Comments stay.

    Where PATHS are given, only records in these files and folders are written. What a record says never changes.
    """
    from evibase.hosts.writing import format_project, write_files  # noqa: PLC0415 - keeps `check` quick

    root = _base_of(project)
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
        click.echo(terminal_text(report_of(compiled, root, done.problems), colour=_in_colour()))
    click.echo(f"{len(done.texts)} of {done.number} records {'would change' if only else 'changed'}")
    raise SystemExit(1 if done.problems or (only and done.texts) else 0)


@main.command()
@_PROJECT
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", default="", help="The site's name, for the citations of its pages.")
@click.option("--url", default="", help="The site's address, for the citations of its pages.")
def write(project: Path, folder: Path, name: str, url: str) -> None:
    """Write the site into FOLDER as Markdown and assets, for any other generator."""
    from evibase.hosts.folder import NotEmptyError, write_folder  # noqa: PLC0415 - keeps `check` free of templates
    from evibase.pages.view import Settings  # noqa: PLC0415 - the same

    root = _base_of(project)
    compiled = compile_project(root)
    if not compiled.sound:
        report = report_of(compiled, root, compiled.problems)
        click.echo(f"{terminal_text(report, colour=_in_colour(err=True))}: nothing was written", err=True)
        raise SystemExit(1)
    try:
        number = write_folder(compiled, Settings(site_name=name or root.name, site_url=url), root, folder)
    except (NotEmptyError, OSError) as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"{number} files in {folder}")


@main.command()
@_PROJECT
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
        json.dumps(schema_of(record, compile_project(_base_of(project)).graph.base), indent=2, ensure_ascii=False)
    )


def _base_of(project: Path) -> Path:
    if not (project / "findings").is_dir() and not (project / "content").is_dir():
        raise click.UsageError(f'"{project}" holds no evidence base: there is neither content/ nor findings/ in it.')
    return project.resolve()


def _in_colour(*, err: bool = False) -> bool:
    """Say whether to paint: on a terminal that can, where nobody has asked not to (https://no-color.org/)."""
    stream = sys.stderr if err else sys.stdout
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
