"""The text that readers of a base see, piece by piece, each with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import NamedTuple

from evibase.build import Compiled
from evibase.records.authored import Authored

#: Keys whose values are codes and ids, not words.
_CODES = frozenset(
    {"id", "aliases", "by", "source", "via", "finding", "findings", "cases", "where", "themes", "sectors"}
)
_CITATION = re.compile(r"\[[^\[\]]*@[^\[\]]*\]")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<[^<>]+>")
_ADDRESS = re.compile(r"\]\([^)\s]*\)|\{:?[^{}\n]*\}")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


class Piece(NamedTuple):
    """One piece of text: the file, the path of keys to it (`body` for Markdown), and the words."""

    path: str
    place: str
    text: str


def pieces_of(base: Compiled) -> Iterator[Piece]:
    """Give every text of every record and authored page; bodies without addresses, citations and tags."""
    for record in base.graph.base.records:
        for place, text in _texts(asdict(record), ()):  # type: ignore[call-overload]  # all kinds of records are dataclasses
            yield Piece(record.path, place, text)
        if isinstance(record, Authored):
            yield Piece(record.path, "body", prose_of(_FRONT_MATTER.sub("", record.origin.text)))
        elif record.body:
            yield Piece(record.path, "body", prose_of(record.body))


def prose_of(markdown: str) -> str:
    """Give Markdown without what nobody reads: addresses, citations, tags and attributes."""
    plain = _COMMENT.sub(" ", markdown)
    for pattern, instead in ((_CITATION, " "), (_ADDRESS, "] "), (_TAG, " ")):
        plain = pattern.sub(instead, plain)
    return plain


def _texts(value: object, place: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield ".".join(place), value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in _CODES:
                yield from _texts(inner, (*place, str(key)))
    elif isinstance(value, tuple | list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*place, str(index)))
