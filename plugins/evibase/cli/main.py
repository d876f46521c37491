"""The command `evibase`. Exit codes: 0 clean, 1 problems, 2 usage."""

from __future__ import annotations

from pathlib import Path

import click

from evibase.cli.diff import diff
from evibase.cli.importing import import_, issue_forms
from evibase.cli.init import init
from evibase.cli.nightly import links, stale
from evibase.cli.project import PROJECT, base_of
from evibase.cli.schema import schema
from evibase.hosts.project import compile_project
from evibase.problems import Severity, summary


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="evibase", message="%(prog)s %(version)s")
def main() -> None:
    """Compile findings and a bibliography into an evidence base."""


@main.command()
@PROJECT
@click.option("--strict", is_flag=True, help="Count warnings as problems.")
def check(project: Path, *, strict: bool) -> None:
    """Check every record and the bibliography; print all problems at once."""
    compiled = compile_project(base_of(project))
    for problem in compiled.problems:
        click.echo(str(problem))
    found = [p for p in compiled.problems if strict or p.severity is Severity.ERROR]
    records = len(compiled.graph.base.records)
    click.echo(
        f"{summary(compiled.problems)} in {records} records and {len(compiled.graph.base.references)} references"
    )
    raise SystemExit(1 if found else 0)


@main.command()
@PROJECT
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", default="", help="The site's name, for the citations of its pages.")
@click.option("--url", default="", help="The site's address, for the citations of its pages.")
@click.option("--style", default="apa", help="How references are printed: apa, or another style by name or path.")
def write(project: Path, folder: Path, name: str, url: str, style: str) -> None:
    """Write the site into FOLDER as Markdown and assets, for any other generator."""
    from evibase.graph.title_case import SENTENCE_CASE  # noqa: PLC0415 - keeps `check` free of templates
    from evibase.hosts.citation_style import APA, StyleError, style_named  # noqa: PLC0415 - the same
    from evibase.hosts.folder import NotEmptyError, write_folder  # noqa: PLC0415 - the same
    from evibase.pages.view import Settings  # noqa: PLC0415 - the same

    root = base_of(project)
    compiled = compile_project(root)
    if not compiled.sound:
        for problem in compiled.problems:
            click.echo(str(problem), err=True)
        click.echo(f"{summary(compiled.problems)}: nothing was written", err=True)
        raise SystemExit(1)
    references = tuple(compiled.graph.base.reference_of.values())
    try:
        printed = None if style == APA else style_named(style, references, SENTENCE_CASE, root)
        settings = Settings(site_name=name or root.name, site_url=url, style=printed)
        number = write_folder(compiled, settings, root, folder)
    except (NotEmptyError, OSError, StyleError) as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"{number} files in {folder}")


@main.command()
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


for _command in (schema, diff, links, stale, import_, issue_forms, init):
    main.add_command(_command)
