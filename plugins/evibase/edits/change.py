"""A change of several files, and the text edits that it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from evibase.problems import Place
from evibase.records.model import Record
from evibase.records.yaml_subset import Document, Loc, read_yaml


@dataclass(frozen=True)
class Change:
    """New texts of files by path, files that go, and what a person has to know besides."""

    texts: Mapping[str, str]
    gone: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refused:
    """Why a change cannot be made, in a sentence."""

    reason: str


class Edit(NamedTuple):
    """A piece of text between two offsets that gives way to another."""

    start: int
    end: int
    new: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Give a text with all edits made; of edits that overlap, which are the same ones twice, one is made."""
    ordered = sorted(set(edits))
    kept = [edit for edit, after in pairwise([*ordered, None]) if edit and not (after and after.start < edit.end)]
    for edit in reversed(kept):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text


def offset(text: str, line: int, column: int = 1) -> int:
    """Give the offset of a place; that of the text's end where there is no such line."""
    at = 0
    for _ in range(line - 1):
        at = text.find("\n", at) + 1
        if not at:
            return len(text)
    return at + column - 1


def replaced_at(text: str, place: Place, old: str, new: str) -> Edit | None:
    """Put a name in the place of another one, which stands there with or without quotation marks."""
    start = offset(text, place.line, place.column)
    start += text[start : start + 1] in {"'", '"'}
    return Edit(start, start + len(old), new) if text.startswith(old, start) else None


def top_key(record: Record, key: str, lines: str) -> Edit:
    """Give a key at the top of a record: in the place of the one that is there, or as a line of its own before `by`."""
    text = record.origin.text
    line = _keys(record).get(key)
    if line:
        return Edit(offset(text, line), offset(text, _end(text, line)), lines)
    before = _keys(record).get("by")
    line = before or _last_line(record) + 1
    while before and line > 1 and text[offset(text, line - 1) :].startswith("#"):
        line -= 1
    start = offset(text, line)
    lead = "" if start == 0 or text[start - 1] == "\n" else "\n"
    return Edit(start, start, lead + lines)


def longer_list(record: Record, key: str, item: str) -> Edit:
    """Put an item, as `written` gives it, at the end of a list at the top of a record."""
    text = record.origin.text
    end = offset(text, _end(text, _keys(record)[key]))
    before = text[:end].rstrip("\n")
    indent = record.place_at((key, 0)).column - len("  - ") - 1
    lines = "".join(f"{' ' * (2 + indent)}{line[2:]}\n" if line else "\n" for line in item.rstrip("\n").split("\n"))
    return Edit(len(before), end, f"\n{lines}")


def without_item(record: Record, item: Loc) -> Edit | None:
    """Take an item out of a list, and the list's key with it where nothing else is in it and nothing has to be."""
    text = record.origin.text
    line, column = record.place_at(item)[1:]
    if list_length(record, item[:-1]) == 1:
        (key, *below) = item[:-1]
        field = record.declarations().get(str(key))
        if below or field is None or field.is_required():
            return None
        line = _keys(record)[str(key)]
        return Edit(offset(text, line), offset(text, _end(text, line)), "")
    row = text[offset(text, line) : offset(text, line + 1)]
    if row[: column - 1].strip(" -"):
        return _without_word(text, offset(text, line, column))
    return Edit(offset(text, line), offset(text, _end(text, line)), "")


def list_length(record: Record, loc: Loc) -> int:
    """Give how many items the list at a place has."""
    document = _document(record)
    return sum(each[:-1] == loc for each in document.values if each) if document else 0


def _without_word(text: str, start: int) -> Edit:
    """Take a word out of a list in brackets, with the comma before or behind it."""
    end = start
    while text[end] not in ",]\n":
        end += 1
    if text[end] == ",":
        while text[end] in ", ":
            end += 1
        return Edit(start, end, "")
    while text[start - 1] in ", ":
        start -= 1
    return Edit(start, end, "")


def _document(record: Record) -> Document | None:
    document = read_yaml(record.path, record.origin.yaml, record.origin.first_line)
    return document if isinstance(document, Document) else None


def _keys(record: Record) -> dict[str, int]:
    """Give the lines of the top keys."""
    document = _document(record)
    return {str(loc[0]): line for loc, (line, _) in document.keys.items() if len(loc) == 1} if document else {}


def _last_line(record: Record) -> int:
    return record.origin.first_line + record.origin.yaml.rstrip("\n").count("\n")


def _end(text: str, line: int) -> int:
    """Give the line after the key or item that begins on a line: the next one that is indented no more than it."""
    lines = text.split("\n")
    own = lines[line - 1]
    indent = len(own) - len(own.lstrip(" "))
    dash = own.lstrip(" ").startswith("-")
    for number, each in enumerate(lines[line:], start=line + 1):
        inner = len(each) - len(each.lstrip(" "))
        if each.strip() and (inner < indent or (inner == indent and (dash or not each.lstrip().startswith("- ")))):
            return number
    return len(lines) + (lines[-1] != "")
