"""`evibase write`: the site for another generator."""

from __future__ import annotations

from pathlib import Path

import click

from evibase.build import view_of
from evibase.cli.project import PROJECT, base_of
from evibase.cli.shown import problems_shown
from evibase.hosts.project import compile_project
from evibase.records.places import wrong_place


@click.command()
@PROJECT
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", default="", help="The site's name, for the citations of its pages.")
@click.option("--url", default="", help="The site's address, for the citations of its pages.")
@click.option("--style", default="apa", help="How references are printed: apa, or another style by name or path.")
@click.option("--repo", default="", help="The address of the base's repository, where findings and questions go.")
@click.option("--home", multiple=True, help="A place that the base is made for, as a code such as GB; may be repeated.")
@click.option("--pdf", is_flag=True, help="Set the briefs of themes as PDFs, too; needs the extra [pdf].")
def write(  # noqa: PLR0913, PLR0917 - the options of a command
    project: Path, folder: Path, name: str, url: str, style: str, repo: str, home: tuple[str, ...], *, pdf: bool
) -> None:
    """Write the site into FOLDER as Markdown and assets, for any other generator."""
    from evibase.graph.title_case import SENTENCE_CASE  # noqa: PLC0415 - keeps `check` free of templates
    from evibase.hosts.chronicle import chronicle  # noqa: PLC0415 - the same
    from evibase.hosts.citation_style import APA, StyleError, style_named  # noqa: PLC0415 - the same
    from evibase.hosts.folder import NotEmptyError, write_folder  # noqa: PLC0415 - the same
    from evibase.pages import brief_pdf  # noqa: PLC0415 - the same
    from evibase.pages.view import Settings  # noqa: PLC0415 - the same

    for code in home:
        if wrong := wrong_place(code):
            raise click.BadParameter(f'"{code}", {wrong}', param_hint="--home")
    if pdf and not brief_pdf.available():
        raise click.UsageError('--pdf needs typst, which sets the briefs: pip install "evibase[pdf]".')
    root = base_of(project)
    compiled = compile_project(root)
    if not compiled.sound:
        click.echo(f"{problems_shown(compiled, root, compiled.problems, err=True)}: nothing was written", err=True)
        raise SystemExit(1)
    references = tuple(compiled.graph.base.reference_of.values())
    try:
        printed = None if style == APA else style_named(style, references, SENTENCE_CASE, root)
        settings = Settings(
            site_name=name or root.name, site_url=url, style=printed, repo_url=repo, home=home, pdf=pdf,
            history=chronicle(root),
        )  # fmt: skip
        for problem in brief_pdf.problems(view_of(compiled, settings)):
            click.echo(str(problem), err=True)
        number = write_folder(compiled, settings, root, folder)
    except (NotEmptyError, OSError, StyleError) as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"{number} files in {folder}")
