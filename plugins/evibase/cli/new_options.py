"""Options of `evibase new`: each key of a record is one, made from its model."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import click

from evibase.edits.draft import Ask
from evibase.records.yaml_subset import Data


def params(decorators: list[Callable[..., Any]]) -> list[click.Parameter]:
    """Give the parameters that click's decorators stand for."""

    def nothing() -> None:
        pass

    for decorator in reversed(decorators):
        decorator(nothing)
    return list(reversed(nothing.__click_params__))  # type: ignore[attr-defined]  # where click keeps them


def option_of(key: str) -> str:
    """Give a key as the name of an option."""
    return key.replace("_", "-")


def click_option(ask: Ask) -> click.Option:
    """Give the option for one key of a record."""
    form = "; ".join(f"{part.key}=..." for part in ask.parts if part.required)
    meaning = ask.meaning + (f" ({form})" if form else " (parted by commas)" if _is_short(ask) else "")
    name = "for_" if ask.key == "for" else ask.key
    return click.Option([f"--{option_of(ask.key)}", name], multiple=ask.many, help=f"{meaning}.")


def _is_short(ask: Ask) -> bool:
    return ask.many and not ask.parts and (ask.choices is not None or ask.key in {"where", "aliases"})


def pair(text: str) -> tuple[str, str]:
    """Read `--facet learning=courses,reading`."""
    facet, equals, terms = text.partition("=")
    if not equals:
        raise click.BadParameter(f'"{text}" is not of the form FACET=TERM,...', param_hint="--facet")
    return facet.strip(), terms


def read(ask: Ask, value: str | tuple[str, ...]) -> Data:
    """Give what an option says, as it stands in a record; a form that is wrong raises a usage error."""
    texts = [value] if isinstance(value, str) else list(value)
    if ask.parts:
        groups: list[Data] = [_group(ask, text) for text in texts]
        return groups if ask.many else groups[-1]
    if not ask.many:
        return str(texts[-1])
    parts = [part.strip() for text in texts for part in (text.split(",") if _is_short(ask) or ask.choices else [text])]
    return [part for part in parts if part]


def _group(ask: Ask, text: str) -> dict[str, Data]:
    """Read `source=brown-2019; locator=p. 3; stance=supports`. A `;` ends a value only before the next key."""
    keys = "|".join(re.escape(part.key) for part in ask.parts)
    pieces = re.split(rf"(?:^|;)\s*({keys})\s*=\s*", text.strip())
    if pieces[0].strip() or len(pieces) < 3:  # noqa: PLR2004 - a key and its value
        form = "; ".join(f"{part.key}=..." for part in ask.parts if part.required)
        raise click.BadParameter(f'"{text}" is not of the form "{form}".', param_hint=f"--{option_of(ask.key)}")
    many = {part.key for part in ask.parts if part.many}
    found: dict[str, Data] = {}
    for key, value in zip(pieces[1::2], pieces[2::2], strict=True):
        text_of = value.strip().rstrip(";").strip()
        found[key] = [each.strip() for each in text_of.split(",")] if key in many else text_of
    return found
