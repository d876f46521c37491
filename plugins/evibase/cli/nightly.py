"""`evibase links` and `evibase stale`: what goes out of date by itself."""

from __future__ import annotations

from pathlib import Path

import click

from evibase.cli.project import PROJECT, base_of
from evibase.graph.standing import GONE, standings
from evibase.hosts.project import compile_project
from evibase.records.finding import Finding


@click.command()
@PROJECT
@click.option("--timeout", default=20.0, show_default=True, help="How many seconds to wait for each answer.")
@click.option("--strict", is_flag=True, help="Count links that have moved, and those that gave no clear answer.")
def links(project: Path, timeout: float, *, strict: bool) -> None:
    """Ask every external link whether there is still something there. It uses the network.

    Exits with 1 if a link leads nowhere.
    """
    from evibase.hosts.links import ask_all, external_links  # noqa: PLC0415 - nothing else needs the network

    found = list(external_links(compile_project(base_of(project)).graph))
    counted = {"ok": 0, "moved": 0, "gone": 0, "unknown": 0}
    for link, answer in ask_all(found, timeout):
        counted[answer.kind] += 1
        if answer.kind != "ok":
            remedy = f" to {answer.now}" if answer.now else ""
            click.echo(f"{link.path}:{link.line}:{link.column}: {answer.kind}: {link.url} {answer.why}{remedy}.")
    words = ", ".join(f"{number} {kind}" for kind, number in counted.items() if number)
    click.echo(f"{len(found)} external links: {words or 'none'}")
    serious = counted["gone"] + (counted["moved"] + counted["unknown"] if strict else 0)
    raise SystemExit(1 if serious else 0)


@click.command()
@PROJECT
def stale(project: Path) -> None:
    """List the findings whose review is due: their `review_by` has passed. Exits with 1 if there are any."""
    graph = compile_project(base_of(project)).graph
    due = sorted(
        ((finding.review_by, finding) for name, finding in graph.base.of(Finding).items()
         if standings(graph)[name].stale and finding.status not in GONE and finding.review_by),
        key=lambda item: (item[0], item[1].id),
    )  # fmt: skip
    for day, finding in due:
        place = finding.problem_at(("review_by",), "", "", "")
        click.echo(f"{finding.path}:{place.line}:{place.column}: due since {day}: {finding.claim}")
    click.echo(f"{len(due)} of {len(graph.base.of(Finding))} findings are due for review")
    raise SystemExit(1 if due else 0)
