"""`evibase new theme`."""

from __future__ import annotations

from pathlib import Path

import click

from evibase.cli.asking import answer
from evibase.cli.project import PROJECT, base_of
from evibase.cli.writing import ASK, NAME, ask_name, asking, refusal, write_new
from evibase.edits.change import Change, Refused
from evibase.edits.draft import Ask, slug
from evibase.edits.new_theme import new_theme
from evibase.hosts.project import compile_project
from evibase.records.yaml_subset import Data


@click.command("theme")
@NAME
@PROJECT
@ASK
@click.option("--label", help="The words that readers see, for a term that is new.")
@click.option("--definition", help="What the term means, in a sentence, for a term that is new.")
@click.option("--question", help="The question that its page answers.")
@click.option("--scope", help="What belongs here and what does not.")
@click.option("--facet", default="themes", help="Another vocabulary than the themes.")
def theme(project: Path, name: str | None, *, ask: bool | None, facet: str, **given: str | None) -> None:
    """Write a theme: a term of the vocabulary, where it is new, and a page on it."""
    root = base_of(project)
    compiled = compile_project(root)
    said: dict[str, Data] = {key: value for key, value in given.items() if value}
    if asking(ask=ask):
        for key, meaning in (
            ("label", "the words that readers see"),
            ("definition", "what it means, in a sentence"),
            ("question", "the question that its page answers"),
        ):
            said[key] = said.get(key) or answer(Ask(key, meaning, required=True), lambda _place, _value: "")
    term: dict[str, Data] = {key: said[key] for key in ("label", "definition") if key in said}
    page: dict[str, Data] = {key: said[key] for key in ("question", "scope") if key in said}

    def made(address: str) -> Change | Refused:
        return new_theme(compiled.graph, address, term, page, facet)

    if not name and asking(ask=ask):
        name = ask_name(slug(str(said["label"]), 30), lambda each: refusal(made(each)))
    if not name:
        raise click.UsageError("Missing: NAME. On a terminal it is asked for.")
    write_new(root, compiled, made(name))
