"""Asking a person on a terminal for what a new record has to say. Each answer is looked at before it is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec

import click

from evibase.edits.draft import Ask
from evibase.records.validation import nearest
from evibase.records.yaml_subset import Data

#: Says what is wrong with an answer, at its keys from the top; an empty text where nothing is.
Fault = Callable[[tuple[str, ...], Data], str]

#: Most choices that are listed without being asked for.
_LISTED = 20
_ALL = "?"
#: What may be left out of a group and is asked for all the same.
_WORTH_ASKING = frozenset({"sample", "option"})


def answer(ask: Ask, fault: Fault, place: tuple[str, ...] = (), *, optional: bool = False) -> Data:
    """Ask for one thing until the answer will do. Nothing is given as an empty text where that may be."""
    where = (*place, ask.key)
    if ask.parts:
        return _groups(ask, fault, where) if ask.many else _group(ask, fault, where)
    click.echo(f"\n{click.style(' of '.join(reversed(where)), bold=True)}: {ask.meaning}.")
    choices = ask.choices or {}
    if choices and len(choices) <= _LISTED:
        _list(choices)
    elif choices:
        click.echo(f"  Type a part of it, or {_ALL} for all {len(choices)}.")
    # Where there is one choice only, such as the one person of a new base, it is proposed.
    only = next(iter(choices)) if len(choices) == 1 and not optional else ""
    hint = " (several: part them with commas)" if ask.many and (choices or ask.key == "where") else ""
    with _completion(choices):
        while True:
            given = click.prompt(f"{ask.key}{hint}", default=only, show_default=bool(only)).strip()
            if given == _ALL and choices:
                _list(choices)
                continue
            if not given and optional:
                return ""
            value, wrong = _taken(ask, given, choices)
            wrong = wrong or ("Something has to be said here." if not value else fault(where, value))
            if not wrong:
                return value
            click.secho(f"  {wrong}", fg="red")


def _taken(ask: Ask, given: str, choices: Mapping[str, str]) -> tuple[Data, str]:
    """Give the value that an answer means, or why it means none."""
    if not choices:
        short = ask.key in {"where", "aliases"}
        parts: list[Data] = [part.strip() for part in (given.split(",") if short else [given]) if part.strip()]
        return (parts if ask.many else given), ""
    names = [part.strip() for part in given.split(",") if part.strip()] if ask.many else [given]
    found: list[Data] = []
    for name in filter(None, names):
        meant = _meant(name, choices)
        if len(meant) != 1:
            return "", _unclear(name, meant, choices)
        if meant[0] != name:
            click.echo(f"  {meant[0]}  {choices[meant[0]]}".rstrip())
        found.append(meant[0])
    if ask.most and len(found) > ask.most:
        return "", f"At most {ask.most} of these: keep the most telling ones."
    return (found if ask.many else "".join(map(str, found))), ""


def _meant(name: str, choices: Mapping[str, str]) -> list[str]:
    if name in choices:
        return [name]
    wanted = name.casefold()
    begins = [each for each in choices if each.casefold().startswith(wanted)]
    return (
        begins
        if len(begins) == 1
        else [each for each, label in choices.items() if wanted in each.casefold() or wanted in label.casefold()]
    )


def _unclear(name: str, meant: list[str], choices: Mapping[str, str]) -> str:
    if not meant:
        return f'There is no "{name}" here. {nearest(name, choices) or f"{_ALL} lists all."}'
    shown = ", ".join(meant[:_LISTED]) + (" and more" if len(meant) > _LISTED else "")
    return f'"{name}" fits several: {shown}.'


def _list(choices: Mapping[str, str]) -> None:
    width = max(map(len, choices))
    for each, label in choices.items():
        click.echo(f"  {each.ljust(width)}  {label[:80]}".rstrip())


def _groups(ask: Ask, fault: Fault, where: tuple[str, ...]) -> Data:
    click.echo(f"\n{click.style(ask.key, bold=True)}: {ask.meaning}.")
    found: list[Data] = []
    while True:
        found.append(_group(ask, fault, where))
        if not click.confirm(f"\nAnother one for {ask.key}?", default=False):
            return found


def _group(ask: Ask, fault: Fault, where: tuple[str, ...]) -> Data:
    group: dict[str, Data] = {}
    for part in ask.parts:
        if part.required or _needed(part.key, group):
            group[part.key] = answer(part, fault, where)
        elif part.key in _WORTH_ASKING:
            value = answer(part, fault, where, optional=True)
            group |= {part.key: value} if value else {}
    return group


def _needed(key: str, group: Mapping[str, Data]) -> bool:
    """Say whether something that may be left out has to be said because of what was said before."""
    stance = group.get("stance")
    return (key, stance) in {("condition", "qualifies"), ("note", "contradicts")}


@contextmanager
def _completion(choices: Mapping[str, str]) -> Iterator[None]:
    """Let the tabulator key complete choices, where the system can (Linux and macOS)."""
    if not choices or find_spec("readline") is None:
        yield
        return
    readline = import_module("readline")

    def complete(text: str, state: int) -> str | None:
        fitting = [each for each in choices if each.startswith(text)]
        return fitting[state] if state < len(fitting) else None

    before, delimiters = readline.get_completer(), readline.get_completer_delims()
    readline.set_completer(complete)
    readline.set_completer_delims(", ")
    readline.parse_and_bind("tab: complete")
    try:
        yield
    finally:
        readline.set_completer(before)
        readline.set_completer_delims(delimiters)
