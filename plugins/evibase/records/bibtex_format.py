"""One form for every entry of a bibliography: what `evibase bib fmt` writes.

Types and names of fields in small letters, one field a line, values in braces, a comma after each. Order, comments,
keys, macros and the values themselves stay as they are, and so does whatever stands between entries or is broken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from evibase.problems import Problem
from evibase.records.bibtex_blocks import read_blocks
from evibase.records.bibtex_syntax import Piece, RawEntry, Source
from evibase.records.raw import LARGEST_BIBLIOGRAPHY, Raw, decode

#: BibTeX counts these braces and biber does not: in quotation marks they need no partner.
_ESCAPED_BRACE = re.compile(r"\\[{}]")


def formatted(raw: Raw) -> tuple[str | None, tuple[Problem, ...]]:
    """Give the bibliography in its one form, and what is wrong with its grammar; None where it is no text.

    An entry that is broken, or whose braces are escaped in quotation marks, stays to the letter.
    """
    text = decode(raw, LARGEST_BIBLIOGRAPHY)
    if isinstance(text, tuple):
        return None, text
    blocks = read_blocks(Source(raw.path, text))
    parts: list[str] = []
    done = 0
    for entry in sorted((*blocks.entries, *blocks.strings), key=lambda each: each.start):
        if entry.broken or not entry.raw or not text.startswith(entry.raw, entry.start):
            continue
        parts += [text[done : entry.start], canonical(entry, text)]
        done = entry.start + len(entry.raw)
    whole = "".join([*parts, text[done:]])
    return (whole.replace("\n", "\r\n") if b"\r\n" in raw.data else whole), blocks.problems


def canonical(entry: RawEntry, text: str) -> str:
    """Give one entry, or `@string`, in the one form."""
    values = [(field.name, _value(field.value, text)) for field in entry.fields]
    if entry.kind == "string":
        return f"@string{{{', '.join(f'{name} = {value}' for name, value in values)}}}"
    return entry_text(entry.kind, entry.key, values)


def entry_text(kind: str, key: str, values: Iterable[tuple[str, str]]) -> str:
    """Give an entry of fields whose values have their braces already."""
    body = "".join(f"  {name} = {value},\n" for name, value in values)
    return f"@{kind}{{{key},\n{body}}}"


def _value(pieces: Iterable[Piece], text: str) -> str:
    return " # ".join(_piece(piece, text) for piece in pieces)


def _piece(piece: Piece, text: str) -> str:
    if piece.macro:
        return piece.text
    if text[piece.start] == '"' and _ESCAPED_BRACE.search(piece.text):
        return f'"{piece.text}"'
    return f"{{{piece.text}}}"
