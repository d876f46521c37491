"""`evibase init`: a base of one's own."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", default="", help="The site's name; without it, the folder's.")
def init(folder: Path, name: str) -> None:
    """Begin a base on any subject in FOLDER: vocabularies, one example of each record, a site, and workflows."""
    from evibase.hosts.starting import OccupiedError, start  # noqa: PLC0415 - only wanted here

    title = " ".join(name.split()) or folder.resolve().name.replace("-", " ").replace("_", " ").capitalize()
    try:
        number = start(folder, title)
    except (OccupiedError, OSError) as error:
        raise click.UsageError(str(error)) from error
    click.echo(f'{number} files in "{folder}". Next:\n')
    click.echo(f'  cd "{folder}"\n  evibase check\n  mkdocs serve\n')
    click.echo("README.md there says what to put in the place of the examples.")
