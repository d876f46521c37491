"""The option `--project`, which most commands take."""

from __future__ import annotations

from pathlib import Path

import click

PROJECT = click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The folder that holds content/, findings/ and references.bib.",
)


def base_of(project: Path) -> Path:
    """Give the project's folder. Raises a usage error where it holds no base."""
    if not (project / "findings").is_dir() and not (project / "content").is_dir():
        raise click.UsageError(f'"{project}" holds no evidence base: there is neither content/ nor findings/ in it.')
    return project.resolve()
