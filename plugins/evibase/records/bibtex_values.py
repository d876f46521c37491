"""Values of fields: macros (`@string`, months) filled in and the pieces that `#` joins put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from evibase.problems import Problem, Severity
from evibase.records.bibtex_dates import MONTHS
from evibase.records.bibtex_syntax import Piece, RawEntry, RawField, Source
from evibase.records.validation import nearest

#: Most characters that the macros of one file may add up to: two dozen `@string`s that double each other would
#: otherwise fill the memory.
LARGEST_EXPANSION = 16 * 1024 * 1024

#: Looking for the nearest name costs time in proportion to all names: after so many a file is broken anyway.
MOST_SUGGESTIONS = 50

#: The months are macros in every style of BibTeX and in biber.
MONTH_MACROS: Mapping[str, str] = MappingProxyType({name[:3].lower(): name for name in MONTHS})

_LONGEST_NAME = 60


@dataclass(slots=True)
class Macros:
    """The `@string`s of a file by lower-case name, and how many characters they may still add up to."""

    values: dict[str, str] = field(default_factory=lambda: dict(MONTH_MACROS))
    left: int = LARGEST_EXPANSION
    unknown: int = 0


def read_macros(strings: Iterable[RawEntry], source: Source) -> tuple[Macros, tuple[Problem, ...]]:
    """Give the macros of a file; reports `undefined-string` and (a warning) `duplicate-string`."""
    macros = Macros()
    problems: list[Problem] = []
    seen: set[str] = set()
    for raw in (raw for entry in strings for raw in entry.fields):
        text, found = expand(raw, macros, source)
        problems += found
        if raw.name in seen:
            problems.append(
                source.problem(
                    raw.start, "duplicate-string", f'The @string "{raw.name}" is defined twice.',
                    "Delete one; the later one counts.", Severity.WARNING,
                )
            )  # fmt: skip
        seen.add(raw.name)
        macros.values[raw.name] = text
    return macros, tuple(problems)


def expand(raw: RawField, macros: Macros, source: Source) -> tuple[str, tuple[Problem, ...]]:
    """Give a field's value as LaTeX, its macros filled in and its pieces joined; reports `undefined-string`."""
    if len(raw.value) == 1 and not raw.value[0].macro:
        return raw.value[0].text, ()
    parts: list[str] = []
    problems: list[Problem] = []
    for piece in raw.value:
        text = macros.values.get(piece.text.lower()) if piece.macro else piece.text
        if text is None:
            problems.append(_undefined(piece, macros, source))
        elif len(text) > macros.left:
            if macros.left:
                problems.append(_too_much(raw, source))
            macros.left = 0
        else:
            macros.left -= len(text) if piece.macro else 0
            parts.append(text)
    return "".join(parts), tuple(problems)


def _undefined(piece: Piece, macros: Macros, source: Source) -> Problem:
    name = piece.text[:_LONGEST_NAME]
    macros.unknown += 1
    near = nearest(name, macros.values) if macros.unknown <= MOST_SUGGESTIONS else ""
    remedy = near or "Put text in braces: {...}."
    return source.problem(piece.start, "undefined-string", f'No @string is called "{name}".', remedy)


def _too_much(raw: RawField, source: Source) -> Problem:
    return source.problem(
        raw.value_start, "entry-too-large",
        f"The @strings of this file add up to more than {LARGEST_EXPANSION:,} characters.",
        "Write out long texts instead of joining macros.",
    )  # fmt: skip
