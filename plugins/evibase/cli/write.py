"""`evibase write`: the site for another generator."""

from __future__ import annotations

from pathlib import Path

import click

from evibase.cli.project import PROJECT, base_of
from evibase.cli.shown import problems_shown
from evibase.hosts.project import compile_project


@click.command()
@PROJECT
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", default="", help="The site's name, for the citations of its pages.")
@click.option("--url", default="", help="The site's address, for the citations of its pages.")
@click.option("--style", default="apa", help="How references are printed: apa, or another style by name or path.")
def write(project: Path, folder: Path, name: str, url: str, style: str) -> None:
    """Write the site into FOLDER as Markdown and assets, for any other generator."""
    from evibase.graph.title_case import SENTENCE_CASE  # noqa: PLC0415 - keeps `check` free of templates
    from evibase.hosts.chronicle import chronicle  # noqa: PLC0415 - the same
    from evibase.hosts.citation_style import APA, StyleError, style_named  # noqa: PLC0415 - the same
    from evibase.hosts.folder import NotEmptyError, write_folder  # noqa: PLC0415 - the same
    from evibase.pages.view import Settings  # noqa: PLC0415 - the same

    root = base_of(project)
    compiled = compile_project(root)
    if not compiled.sound:
        click.echo(f"{problems_shown(compiled, root, compiled.problems, err=True)}: nothing was written", err=True)
        raise SystemExit(1)
    references = tuple(compiled.graph.base.reference_of.values())
    try:
        printed = None if style == APA else style_named(style, references, SENTENCE_CASE, root)
        settings = Settings(site_name=name or root.name, site_url=url, style=printed, history=chronicle(root))
        number = write_folder(compiled, settings, root, folder)
    except (NotEmptyError, OSError, StyleError) as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"{number} files in {folder}")
