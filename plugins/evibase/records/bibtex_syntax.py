"""The grammar of BibTeX below the level of blocks: keys, fields and values, each with its place.

bibtexparser cuts a file into blocks; this reads one block to its last character, so that nothing in it passes
unexplained. It works on plain offsets and never goes back, so its time grows with the length of the block.
The grammar is that of Nicolas Markey, "Tame the BeaST" (2009), section 4, and of `btparse`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from evibase.problems import Problem, Severity
from evibase.records.bibtex_types import COMMON_FIELDS

_HEAD = re.compile(r"@\s*(\w+)\s*([{(])")
_BLANK = re.compile(r"\s*+")
_NAME = re.compile(r"[^\s=,{}()\"#%@\\']++")
_MACRO = re.compile(r"[^\s\"#%'(),={}\\]++")
_NEXT_FIELD = re.compile(r"\s*+[A-Za-z][\w-]*+\s*+=")
# An escaped brace is no brace, as in bibtexparser.
_BRACE = re.compile(r"(?<!\\)[{}]")
_BRACE_OR_QUOTE = re.compile(r"(?<!\\)[{}\"]")
_SWALLOWED = re.compile(rf"(?<![^\s}}])({'|'.join(COMMON_FIELDS)})\s*+=\s*+(?:[{{\"]|\Z)", re.IGNORECASE)
_LONG_TEXT = frozenset({"abstract", "annotation", "annote", "file", "note"})
_CURLY = "\u201c\u201d\u201e\u00ab\u2018\u2019"
_KEY_END = {"{": re.compile(r"[^,={}\"]*+"), "(": re.compile(r"[^,={}\")]*+")}


@dataclass(frozen=True)
class Source:
    """A file's path and text, and the way from an offset in it to a line and column."""

    path: str
    text: str = field(repr=False)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def at(self, offset: int) -> tuple[int, int]:
        """Give line and column, from 1, of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def problem(
        self, offset: int, code: str, message: str, remedy: str, severity: Severity = Severity.ERROR
    ) -> Problem:
        """Give a problem at an offset."""
        return Problem(self.path, *self.at(offset), code, message, remedy, severity)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a value between two `#`: a delimited text, a number, or the name of a macro."""

    text: str
    macro: bool
    start: int


@dataclass(frozen=True, slots=True)
class RawField:
    """A field as written: its name in lower case, the pieces of its value, and where both start."""

    name: str
    start: int
    value: tuple[Piece, ...]
    value_start: int


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry (or `@string`) as written. `broken` says that it was not read to its end."""

    kind: str
    start: int
    key: str
    key_start: int
    fields: tuple[RawField, ...]
    raw: str
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in the grammar of a block. A `fatal` one ends the reading of it."""

    start: int
    code: str
    message: str
    remedy: str
    fatal: bool = True


@dataclass(slots=True)
class _Cursor:
    """How far the reading of one block has come. `shift` is the block's own place in the file."""

    text: str
    shift: int
    at: int = 0
    closing: str = "}"
    faults: list[Fault] = field(default_factory=list)

    def skip_blank(self) -> str:
        """Skip white space and give the next character, or nothing at the end."""
        match = _BLANK.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.text[self.at : self.at + 1]

    def fault(self, at: int, message: str, remedy: str, code: str = "bibtex-syntax", *, fatal: bool = True) -> None:
        self.faults.append(Fault(self.shift + at, code, message, remedy, fatal))


def read_entry(raw: str, start: int, *, key: bool = True) -> tuple[RawEntry, tuple[Fault, ...]]:
    """Read one block, `@type{key, name = value, ...}`, which stands at the offset `start` of the file.

    Where `key` is false the block has none, as `@string{name = value}`. Gives what could be read, with `raw` up to
    where it ends, and what was wrong; after a fatal fault the entry is `broken` and holds what came before.
    """
    head = _HEAD.match(raw)
    if head is None:
        fault = Fault(start, "bibtex-syntax", "An entry has no type.", "Write it as @type{key, ...}.")
        return RawEntry("", start, "", start, (), raw, broken=True), (fault,)
    cursor = _Cursor(raw, start, head.end(), "}" if head[2] == "{" else ")")
    name, key_start = _read_key(cursor, head[2]) if key else ("", head.end())
    fields = _read_fields(cursor) if not _fatal(cursor) else ()
    broken = _fatal(cursor)
    written = raw if broken else raw[: cursor.at]
    entry = RawEntry(head[1].lower(), start, name, start + key_start, fields, written, broken)
    return entry, tuple(_blame(fields, cursor.faults))


def swallowed(name: str, value: str) -> tuple[str, str] | None:
    """Say that a value holds the beginning of the field after it, because its end was lost; None if it does not."""
    found = None if "=" not in value or name in _LONG_TEXT else _SWALLOWED.search(value)
    if found is None:
        return None
    message = f"The {name} seems to have swallowed the {found[1].lower()} after it."
    return message, f"Close the {name} with its brace or quotation mark, and put a comma after it."


def _blame(fields: tuple[RawField, ...], faults: list[Fault]) -> list[Fault]:
    """Put a field that swallowed its neighbour in the place of the fault that came of it."""
    for found in fields:
        for piece in found.value:
            reason = None if piece.macro else swallowed(found.name, piece.text)
            if reason and faults and faults[-1].fatal:
                return [*faults[:-1], Fault(piece.start, "missing-comma", *reason)]
    return faults


def _fatal(cursor: _Cursor) -> bool:
    return any(fault.fatal for fault in cursor.faults)


def _read_key(cursor: _Cursor, opening: str) -> tuple[str, int]:
    cursor.skip_blank()
    start = cursor.at
    match = _KEY_END[opening].match(cursor.text, start)
    end = match.end() if match else start
    words = cursor.text[start:end].split()
    follows = cursor.text[end : end + 1]
    if follows == "=":
        # The comma after the key is missing, or the key is: the last word is the name of a field.
        cursor.at = start
        if len(words) > 1:
            cursor.at = start + len(words[0])
            cursor.fault(
                cursor.at, f'A comma is missing after the key "{words[0]}".', "Add it.", "missing-comma", fatal=False
            )
            return words[0], start
        return "", start
    cursor.at = end
    key = " ".join(words)
    if follows == ",":
        cursor.at += 1
    elif follows != cursor.closing:
        shown = f' "{key}"' if key else ""
        if follows:
            cursor.fault(end, f"A `{follows}` stands in or after the key{shown}.", "Write @type{key, name = {value}}.")
        else:
            cursor.fault(start, f"The entry{shown} breaks off after its key.", "Complete it, or delete it.")
    return key, start


def _read_fields(cursor: _Cursor) -> tuple[RawField, ...]:
    fields: list[RawField] = []
    while not _fatal(cursor):
        follows = cursor.skip_blank()
        if follows == cursor.closing:
            cursor.at += 1
            break
        found = _read_field(cursor)
        if found is None:
            break
        fields.append(found)
        _read_comma(cursor, found.name)
    return tuple(fields)


def _read_field(cursor: _Cursor) -> RawField | None:
    start = cursor.at
    match = _NAME.match(cursor.text, start)
    if match is None:
        follows = cursor.text[start : start + 1]
        if not follows:
            cursor.fault(0, f"The entry is not closed: a `{cursor.closing}` is missing.", "Add it.")
        elif follows == ",":
            cursor.fault(start, "There is a comma too many.", "Delete it.")
        else:
            cursor.fault(start, f"`{follows}` stands where the name of a field should.", "Write name = {value}.")
        return None
    cursor.at = match.end()
    name = match[0]
    if cursor.skip_blank() != "=":
        cursor.fault(start, f'There is no `=` after "{name[:40]}".', "Write name = {value}, with a comma after it.")
        return None
    cursor.at += 1
    cursor.skip_blank()
    value_start = cursor.at
    value = _read_value(cursor, name)
    return RawField(name.lower(), cursor.shift + start, tuple(value), cursor.shift + value_start) if value else None


def _read_comma(cursor: _Cursor, name: str) -> None:
    end = cursor.at
    follows = cursor.skip_blank()
    if follows == ",":
        cursor.at += 1
    elif follows == cursor.closing or _fatal(cursor):
        return
    elif _NEXT_FIELD.match(cursor.text, cursor.at):
        cursor.fault(end, f"A comma is missing after the {name}.", "Add it.", "missing-comma", fatal=False)
    elif not follows:
        cursor.fault(0, f"The entry is not closed: a `{cursor.closing}` is missing.", "Add it.")
    else:
        cursor.fault(
            cursor.at, f"`{follows}` stands after the value of {name}.", "Put the whole value in one pair of braces."
        )


def _read_value(cursor: _Cursor, name: str) -> list[Piece]:
    """Read pieces joined by `#`; no piece at all, or a fault, ends the entry."""
    pieces: list[Piece] = []
    while True:
        opening = cursor.skip_blank()
        start = cursor.at
        if opening in {"{", '"'} and opening:
            end = _closing(cursor.text, start + 1, opening)
            if end is None:
                cursor.fault(
                    start,
                    f"The {name} is not closed: its `{'}' if opening == '{' else opening}` is missing, or braces "
                    "inside it do not match.",
                    "Close it; every brace inside a value needs its partner.",
                )
                return []
            pieces.append(Piece(cursor.text[start + 1 : end], macro=False, start=cursor.shift + start))
            cursor.at = end + 1
        else:
            match = _MACRO.match(cursor.text, start)
            if opening in _CURLY and opening:
                remedy = "Put the value in braces: {...}."
                cursor.fault(start, f"The {name} opens with a curly quotation mark.", remedy)
                return []
            if match is None:
                cursor.fault(start, f"The {name} has no value.", "Write name = {value}, or delete the field.")
                return []
            number = match[0].isascii() and match[0].isdecimal()
            pieces.append(Piece(match[0], macro=not number, start=cursor.shift + start))
            cursor.at = match.end()
        end = cursor.at
        if cursor.skip_blank() != "#":
            cursor.at = end
            return pieces
        cursor.at += 1


def _closing(text: str, start: int, opening: str) -> int | None:
    """Give where the delimiter that closes a value stands, braces inside being balanced; None if nowhere."""
    depth = 0
    for match in (_BRACE if opening == "{" else _BRACE_OR_QUOTE).finditer(text, start):
        if match[0] == "{":
            depth += 1
        elif match[0] == '"':
            if not depth:
                return match.start()
        elif depth:
            depth -= 1
        else:
            return match.start() if opening == "{" else None
    return None
