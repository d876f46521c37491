"""`evibase new`: a new record, asked for on a terminal or given as options."""

from __future__ import annotations

from pathlib import Path

import click

from evibase.build import Compiled
from evibase.checks.claim_sentence import fault_of
from evibase.checks.similar_claim import nearest_claim
from evibase.cli.asking import answer
from evibase.cli.new_options import click_option, option_of, pair, params, read
from evibase.cli.new_source import source
from evibase.cli.new_theme import theme
from evibase.cli.project import PROJECT, base_of
from evibase.cli.writing import ASK, NAME, ask_name, asking, write_new
from evibase.edits.draft import Ask, asks, fault, file_of, folder_of, slug, unfit
from evibase.graph.graph import Graph
from evibase.hosts.project import compile_project
from evibase.records.base import Base
from evibase.records.formatting import draft
from evibase.records.types import RECORD_TYPES, RecordType
from evibase.records.yaml_subset import Data

_KINDS = {kind.name.replace(" ", "-"): kind for kind in RECORD_TYPES}
_MADE = ("finding", "case-study", "policy-option", "question")
#: Facets that have an option of their own, because the guide speaks of them; --facet takes any.
_FACETS = ("themes", "sectors")


class _New(click.Group):
    """Makes a command for each kind when it is called: the options are the keys of the record."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the base's signature
        return [*_MADE, "theme", "source"]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in _MADE:
            return _record(cmd_name, _KINDS[cmd_name])
        return {"theme": theme, "source": source}.get(cmd_name) or super().get_command(ctx, cmd_name)


@click.group(cls=_New)
def new() -> None:
    """Write a new record. Asks on a terminal for what is missing; each key can be given as an option, too.

    NAME becomes the address of its page. Nothing is ever written over.
    """


def _record(name: str, kind: RecordType) -> click.Command:
    keys = asks(kind, Graph(Base()))
    article = "an open" if name == "question" else "a"

    def run(
        *,
        project: Path,
        name: str | None,
        ask: bool | None,
        folder: str | None,
        facet: tuple[str, ...],
        **given: str | tuple[str, ...],
    ) -> None:
        root = base_of(project)
        compiled = compile_project(root)
        known = asks(kind, compiled.graph)
        said = {key.replace("_", "-"): value for key, value in given.items() if value}
        said |= dict(pair(each) for each in facet)
        data: dict[str, Data] = {}
        for each in known:
            value = said.pop(option_of(each.key), None)
            if value is not None:
                data[each.key] = read(each, value)
        if said:
            raise click.UsageError(f"This base has no {', '.join(sorted(said))}.")
        _complete(known, data, kind, compiled, ask=asking(ask=ask))
        title = str(data.get("title") or data.get("claim") or "")
        address = name or (
            ask_name(slug(title), lambda each: unfit(kind, compiled.graph, each)) if asking(ask=ask) else slug(title)
        )
        write_new(
            root,
            compiled,
            file_of(kind, compiled.graph, address, folder or folder_of(kind, compiled.graph.base, data), data),
        )

    command = click.command(name, help=f"Write {article} {kind.name}, with its keys from options or from answers.")(run)
    command.params = params([NAME, PROJECT, ASK])
    for key in keys:
        command.params.append(click_option(key))
    extra = [
        click.option("--facet", multiple=True, metavar="FACET=TERM,...", help="Terms of any facet of this base."),
        click.option("--folder", help="Where to put the file.", hidden=name != "finding"),
    ]
    if name == "finding":
        extra += [click.option(f"--{each}", help=f"Terms of the {each}, parted by commas.") for each in _FACETS]
    command.params += params(extra)
    return command


def _complete(
    known: tuple[Ask, ...], data: dict[str, Data], kind: RecordType, compiled: Compiled, *, ask: bool
) -> None:
    """Ask for what has to be said and is not yet; where nobody can be asked, say what is missing."""
    missing = [each for each in known if each.required and each.key not in data]
    if missing and not ask:
        options = ", ".join(f"--{option_of(each.key)}" for each in missing)
        raise click.UsageError(f"Missing: {options}. On a terminal they are asked for.")

    def wrong(place: tuple[str, ...], value: Data) -> str:
        found = fault(kind, place, value)
        if not found and place == ("claim",):
            sentence = fault_of(str(value))
            found = " ".join(sentence) if sentence else _near(compiled.graph, str(value))
        return found

    for each in missing:
        try:
            data[each.key] = answer(each, wrong)
        except click.Abort:
            click.echo(
                f"\n\nNothing was written. This is what you have said:\n\n{draft(kind, compiled.graph.base, data)}"
            )
            raise


def _near(graph: Graph, claim: str) -> str:
    """Tell of a finding with nearly this claim, and ask whether it is another one all the same."""
    near = nearest_claim(graph, claim)
    if near is None:
        return ""
    click.echo(f'  There is one that is close, in {near.path}:\n  "{near.claim}"')
    return "" if click.confirm("  Is yours another claim?", default=False) else "Then add your source to that one."
