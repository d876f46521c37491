"""A problem as a value: what is wrong, where, and what to do about it.

Nothing in evibase raises for bad input. Whoever finds something wrong yields a `Problem`; one run
collects them all and prints them once, sorted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

#: Longest message that is printed, in characters.
_LONGEST = 400


class Severity(StrEnum):
    """How bad it is: an error stops the build, a warning stops it only under `--strict`."""

    ERROR = "error"
    WARNING = "warning"


class Place(NamedTuple):
    """A place in a file of the project: line and column count from 1."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        """Give the place as editors and terminals understand it: `path:line:column`."""
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong in one place.

    `path` is relative to the project, with forward slashes; `line` and `column` count from 1 and point
    at the value that is wrong. `message` says what is wrong, `help` what to do; both are sentences.
    `others` are the places that it takes, besides this one, for something to be wrong. Where the value ends is
    found out when it is shown (`reports/excerpt.py`), so that a clean base does not pay for it.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    help: str
    severity: Severity = Severity.ERROR
    others: tuple[Place, ...] = ()

    @property
    def place(self) -> Place:
        """Give where it is."""
        return Place(self.path, self.line, self.column)

    def __str__(self) -> str:
        """Give it in one line: `path:line:column: code: what is wrong. What to do`.

        This is the stable core, which hosts print and tests hold; `reports/` adds to it. What a stranger has written
        may be quoted in it, or be the path: it is cut where it is long, and characters that would break the line or
        the terminal are shown by their code points.
        """
        kind = "" if self.severity is Severity.ERROR else f"{self.severity}: "
        message, remedy = shortened(self.message), shortened(self.help)
        return printable(f"{self.path}:{self.line}:{self.column}: {kind}{self.code}: {message} {remedy}".rstrip())


def shortened(text: str) -> str:
    """Cut what is too long to be read."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


def printable(text: str) -> str:
    """Show characters that cannot be seen, or would act on a terminal, by their code points."""
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else f"<U+{ord(each):04X}>" for each in text)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Say whether any of the problems is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Give the problems once each, sorted by path, line and column."""
    return tuple(sorted(set(problems)))


def summary(problems: Iterable[Problem]) -> str:
    """Count errors and warnings in words: `2 errors, 1 warning`."""
    found = list(problems)
    errors = sum(problem.severity is Severity.ERROR for problem in found)
    parts = [(errors, "error"), (len(found) - errors, "warning")]
    words = [f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in parts if count]
    return ", ".join(words) or "no problems"
