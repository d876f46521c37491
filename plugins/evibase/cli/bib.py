"""The commands `evibase bib`: upkeep of a bibliography. Exit codes: 0 clean, 1 problems, 2 usage."""

from __future__ import annotations

from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path
from typing import TypeVar

import click

from evibase.hosts import upkeep
from evibase.hosts.upkeep import CROSSREF, DATACITE, Services, UpkeepError
from evibase.problems import Severity, summary

T = TypeVar("T")

_FILE = click.option(
    "--file",
    "path",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default="references.bib",
    help="The bibliography.  [default: references.bib]",
)
_MAILTO = click.option("--mailto", default="", help="Your e-mail address, for the services: they answer sooner.")
_CROSSREF = click.option("--crossref", default=CROSSREF, show_default=True, help="The address of Crossref's API.")


@click.group()
def bib() -> None:
    """Look after a bibliography: check it, form it, add to it, find what was retracted."""


@bib.command()
@_FILE
@click.option("--strict", is_flag=True, help="Count warnings as problems.")
def check(path: Path, *, strict: bool) -> None:
    """Check every entry: what is wrong, what is missing, and what may be there twice."""
    number, problems = _tried(lambda: upkeep.check(path))
    for problem in problems:
        click.echo(str(problem))
    click.echo(f"{summary(problems)} in {number} references")
    raise SystemExit(1 if any(strict or p.severity is Severity.ERROR for p in problems) else 0)


@bib.command()
@_FILE
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit with 1 where something would change.")
@click.option("--diff", is_flag=True, help="Write nothing; print what would change.")
def fmt(path: Path, *, only_check: bool, diff: bool) -> None:
    """Give every entry one form. Order, comments, keys and values stay as they are."""
    old, new, problems = _tried(lambda: upkeep.form(path))
    for problem in problems:
        click.echo(str(problem), err=True)
    if diff:
        lines = unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), str(path), str(path))
        click.echo("".join(lines), nl=False)
    elif new == old:
        click.echo(f"{path} is as it should be")
    elif only_check:
        click.echo(f"{path} would change")
    else:
        upkeep.write(path, new)
        click.echo(f"{path} was written")
    raise SystemExit(1 if problems or (new != old and (only_check or diff)) else 0)


@bib.command()
@click.argument("identifier")
@click.option("--file", "path", type=click.Path(dir_okay=False, path_type=Path), default="references.bib")
@click.option("--key", default="", help="The key of the new entry; without one it is made of authors and year.")
@click.option("--dry-run", is_flag=True, help="Print the entry and write nothing.")
@_MAILTO
@_CROSSREF
@click.option("--datacite", default=DATACITE, show_default=True, help="The address of DataCite's API.")
def add(  # noqa: PLR0913 - one for each option
    *, identifier: str, path: Path, key: str, mailto: str, crossref: str, datacite: str, dry_run: bool
) -> None:
    """Add the work with the DOI, ISBN or address IDENTIFIER, as Crossref or DataCite describes it."""
    services = Services(crossref.rstrip("/"), datacite.rstrip("/"), mailto)
    chosen, entry = _tried(lambda: upkeep.new_entry(path, upkeep.find(identifier, services), key))
    click.echo(entry, nl=False)
    if not dry_run:
        upkeep.append(path, entry)
        click.echo(f'"{chosen}" was added to {path}. Read it against the work before you cite it.', err=True)


@bib.command()
@_FILE
@click.option(
    "--data",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The data of Retraction Watch as a CSV file; without it, Crossref is asked.",
)
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit with 1 where a work is not yet marked.")
@_MAILTO
@_CROSSREF
def retractions(path: Path, data: Path | None, mailto: str, crossref: str, *, only_check: bool) -> None:
    """Find works that were retracted, and mark them in content/sources/ beside the bibliography."""
    references, _ = _tried(lambda: upkeep.read(path))
    services = Services(crossref=crossref.rstrip("/"), mailto=mailto)
    notices = _tried(lambda: upkeep.retractions_in(data) if data else upkeep.retractions_of(references, services))
    found = list(upkeep.marks(references, notices, path.parent / "content" / "sources"))
    for each in found:
        when = f" on {each.notice.day}" if each.notice.day else ""
        state = f"not yet marked in {each.sidecar.as_posix()}" if only_check else f"marked in {each.sidecar.as_posix()}"
        work = each.reference
        place = f"{work.path}:{work.line}:{work.column}"
        state = state if each.new else "as marked before"
        click.echo(f'{place}: retracted: "{work.key}" was retracted{when}, says {each.notice.source}; {state}.')
        if each.new and not only_check:
            upkeep.mark(each)
    asked = sum(bool(reference.doi) for reference in references)
    click.echo(f"{len(found)} retracted; {asked} of {len(references)} references have a DOI and could be looked up")
    raise SystemExit(1 if only_check and any(each.new for each in found) else 0)


def _tried(work: Callable[[], T]) -> T:
    try:
        return work()
    except UpkeepError as error:
        raise click.ClickException(str(error)) from error
