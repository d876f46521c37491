"""The lines of a file that a problem is about, and where the value that is wrong ends.

A problem carries where its value begins. Where it ends is read off the text, by the form of the file, only when
somebody is to see it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from evibase.problems import Place, printable

#: Most lines of one value that are shown.
_LINES = 3
#: Longest line that is shown whole, and how much is shown before the value where it is cut.
_WIDTH = 100
_BEFORE = 30

_QUOTED = re.compile(r""""(?:\\.|[^"\\])*"?|'(?:''|[^'])*'?""")
_BLOCK = re.compile(r"[>|][-+0-9]*\s*(?:#.*)?\Z")
_OUTER = re.compile(r" *(?:- +(?![>|]))*")
_KEY = re.compile(r"[\w.-]+(?=:(?:\s|\Z))|<<")
_FEATURE = re.compile(r"[&*!]\S+|[<=>]{7}|\t+|[:`@%]")
_PLAIN = re.compile(r"(?:[^\s#]|(?<!\s)#|\s+(?![\s#]|\Z))+")
_PLAIN_IN_BRACKETS = re.compile(r"[^,\[\]{}\n]*[^,\[\]{}\s]")
_WORD = re.compile(r"\w(?:[\w.:/+-]*\w)?")
_BIB_WORD = re.compile(r"""@?[^\s,={}"#]+""")
_BRACKET = {"[": "]", "{": "}"}


class End(NamedTuple):
    """Where a value ends: its last line, and the column after its last character."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is shown: its number, its text without what a terminal would act on, and what is marked in it."""

    number: int
    text: str
    indent: int
    marked: int


def end_of(text: str, place: Place) -> End:
    """Give where the value that begins at a place ends, at least one character after it."""
    lines = text.split("\n")
    if not 1 <= place.line <= len(lines):
        return End(place.line, place.column + 1)
    line = lines[place.line - 1]
    if _is_block(text, place, line):
        last = _block_end(lines, place.line)
        if last > place.line:
            return End(last, len(lines[last - 1].rstrip()) + 1)
    return End(place.line, place.column + max(1, _length(text, place, line)))


def excerpt(text: str, place: Place, *, point: bool = False) -> tuple[Line, ...]:
    """Give the lines to show for a place, none where the file has no such line. `point` marks one character only."""
    lines = text.split("\n")
    if not 1 <= place.line <= len(lines) or lines[place.line - 1].strip() in {"", "---"}:
        return ()
    end = End(place.line, place.column + 1) if point else end_of(text, place)
    if end.line == place.line:
        return (_line(lines[place.line - 1], place.line, place.column, end.column),)
    shown = [_line(lines[place.line - 1], place.line, place.column, place.column)]
    for number in range(place.line + 1, min(end.line, place.line + _LINES) + 1):
        each = lines[number - 1].rstrip()
        shown.append(_line(each, number, len(each) - len(each.lstrip()) + 1, len(each) + 1))
    return tuple(shown)


def _line(text: str, number: int, column: int, end: int) -> Line:
    """Cut a long line around what is marked in it, and count columns as a terminal shows them."""
    start, stop = 0, len(text)
    if stop > _WIDTH:
        start = max(0, column - 1 - _BEFORE) if column > _WIDTH - _BEFORE else 0
        stop = min(stop, start + _WIDTH)
    before, marked, after = text[start : column - 1], text[column - 1 : min(end - 1, stop)], text[end - 1 : stop]
    head, tail = "..." if start else "", "..." if stop < len(text) else ""
    before, marked, after = f"{head}{_visible(before)}", _visible(marked), f"{_visible(after)}{tail}"
    return Line(number, f"{before}{marked}{after}".rstrip(), _width(before), _width(marked) or int(end > column))


def _visible(text: str) -> str:
    return printable(text.replace("\t", "<tab>"))


def _width(text: str) -> int:
    """Count the columns that a terminal gives a text: two to a wide character, none to a combining one."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(each) in {"W", "F"} for each in text)
    return len(text) + wide - sum(unicodedata.combining(each) > 0 for each in text)


def _is_block(text: str, place: Place, line: str) -> bool:
    return not place.path.endswith(".bib") and bool(_BLOCK.match(line, place.column - 1)) and not _in_body(text, place)


def _block_end(lines: list[str], first: int) -> int:
    """Give the number of the last line with text of a block that begins on line `first`."""
    # The text is indented more than its key, or than the dash where it is an item itself.
    outer = len(_OUTER.match(lines[first - 1])[0])  # type: ignore[index]  # it matches any line
    last = first
    for number, line in enumerate(lines[first:], start=first + 1):
        if line.strip():
            if len(line) - len(line.lstrip(" ")) <= outer:
                break
            last = number
    return last


def _length(text: str, place: Place, line: str) -> int:
    start = place.column - 1
    if place.path.endswith(".bib"):
        return _length_in_brackets(line, start) or _matched(_QUOTED, line, start) or _matched(_BIB_WORD, line, start)
    if _in_body(text, place):
        return _matched(_WORD, line, start)
    return (
        _matched(_FEATURE, line, start)
        or _matched(_QUOTED, line, start)
        or _length_in_brackets(line, start)
        or _matched(_KEY, line, start)
        or _matched(_PLAIN_IN_BRACKETS if _inside_brackets(line[:start]) else _PLAIN, line, start)
    )


def _matched(pattern: re.Pattern[str], line: str, start: int) -> int:
    match = pattern.match(line, start)
    return len(match[0]) if match else 0


def _length_in_brackets(line: str, start: int) -> int:
    """Give the length of what opens with a bracket here: to its partner, or to the end of the line."""
    opening = line[start : start + 1]
    if opening not in _BRACKET or not opening:
        return 0
    depth = 0
    for index in range(start, len(line)):
        depth += (line[index] == opening) - (line[index] == _BRACKET[opening])
        if not depth:
            return index + 1 - start
    return len(line.rstrip()) - start


def _inside_brackets(before: str) -> bool:
    bare = _QUOTED.sub("", before)
    return bare.count("[") + bare.count("{") > bare.count("]") + bare.count("}")


def _in_body(text: str, place: Place) -> bool:
    """Say whether a place is in the Markdown below the keys of a page."""
    if not place.path.endswith(".md"):
        return False
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return True
    closing = (number for number, line in enumerate(lines[1:], start=2) if line.rstrip() in {"---", "..."})
    return place.line > next(closing, len(lines))
