"""`evibase new source`."""

from __future__ import annotations

import re
from pathlib import Path

import click

from evibase.cli.asking import answer
from evibase.cli.new_options import click_option
from evibase.cli.project import PROJECT, base_of
from evibase.cli.writing import ASK, NAME, ask_name, asking, refusal, write_new
from evibase.edits.change import Change, Refused
from evibase.edits.draft import Ask, asks
from evibase.edits.new_source import FIELDS, SOURCE, Entry, new_source
from evibase.graph.graph import Graph
from evibase.hosts.project import compile_project
from evibase.records.base import Base
from evibase.records.bibtex_types import CSL_TYPES
from evibase.records.yaml_subset import Data

_TYPE = Ask("type", "what kind of work it is", required=True, choices=dict.fromkeys(CSL_TYPES, ""))


@click.command("source")
@NAME
@PROJECT
@ASK
@click.option("--type", "kind", default="misc", help="The type of the entry: article, book, report, misc and so on.")
def source(project: Path, name: str | None, *, ask: bool | None, kind: str, **given: str | None) -> None:
    """Write a source: an entry of the bibliography and, where it has more to say, a file in content/sources."""
    root = base_of(project)
    compiled = compile_project(root)
    said = {"project" if key == "project_of" else key: value for key, value in given.items() if value}
    if asking(ask=ask):
        kind = str(answer(_TYPE, _nothing))
        for key in ("title", "author", "year"):
            said[key] = said.get(key) or str(
                answer(Ask(key, FIELDS[key], required=True), _nothing, optional=key != "title")
            )
    beside: dict[str, Data] = {key: said[key] for key in said if key not in FIELDS}
    bibliography = root / "references.bib"
    text = bibliography.read_text(encoding="utf-8") if bibliography.is_file() else ""
    fields = {key: said[key] for key in FIELDS if key in said}

    def made(key: str) -> Change | Refused:
        return new_source(compiled.graph, text, Entry(key, kind, fields), beside)

    if not name and asking(ask=ask):
        author = re.sub(r"[^a-z]+.*", "", said["author"].casefold().lstrip("{")) or "source"
        name = ask_name(f"{author}-{said['year'] or 'nd'}", lambda each: refusal(made(each)))
    if not name or not said.get("title"):
        raise click.UsageError("Missing: NAME or --title. On a terminal they are asked for.")
    write_new(root, compiled, made(name))


def _nothing(_place: tuple[str, ...], _value: Data) -> str:
    return ""


source.params += [click.Option([f"--{key}"], help=f"{meaning}.") for key, meaning in FIELDS.items()]
# `--project` says where the base is, as everywhere.
source.params += [
    click_option(each) if each.key != "project" else click.Option(["--from-project", "project_of"], help=each.meaning)
    for each in asks(SOURCE, Graph(Base()))
]
