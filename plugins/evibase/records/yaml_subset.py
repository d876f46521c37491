"""The strict subset of YAML that records are written in.

Every scalar is a string: `NO` is Norway, `87.10` stays `87.10`, and the schema gives types. There are no
anchors, aliases, tags, merge keys, duplicate keys, empty values or second documents, and depth and size are
bounded. Data is built straight from the parser's events, so nothing is ever expanded, loops back or recurses:
PyYAML's loaders take 116 s for a merge bomb of 529 bytes and crash on nested brackets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

import yaml

from evibase.problems import Problem
from evibase.records.raw import REFUSED
from evibase.records.yaml_messages import explained, typographic

#: What a value can be: text, or a mapping or a sequence of values.
Data = str | list["Data"] | dict[str, "Data"]
#: Where a value stands in a document: keys and indexes from the top.
Loc = tuple[str | int, ...]

DEEPEST = 32
_CONFLICT = re.compile(r"<{7} |={7}\Z|>{7} ")
MOST_NODES = 20_000


class Mark(Protocol):
    """A place in the text, counted from 0."""

    @property
    def line(self) -> int:
        """Give the line."""
        ...

    @property
    def column(self) -> int:
        """Give the column."""
        ...


@dataclass(frozen=True, slots=True)
class Document:
    """Plain data read from YAML, with the line and column (from 1) of each value and of each key."""

    data: Data
    values: Mapping[Loc, tuple[int, int]]
    keys: Mapping[Loc, tuple[int, int]]


@dataclass(slots=True)
class _Open:
    """A mapping or sequence whose end has not been read yet."""

    loc: Loc
    container: dict[str, Data] | list[Data]
    key: str | None = None
    skip: bool = False


@dataclass(slots=True)
class _Builder:
    """What has been built so far. The one mutable thing here; it never leaves `read_yaml`."""

    path: str
    first_line: int
    data: Data | None = None
    stack: list[_Open] = field(default_factory=list)
    values: dict[Loc, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Loc, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    nodes: int = 0
    documents: int = 0

    def place(self, mark: Mark | None) -> tuple[int, int]:
        # Every event of libyaml has a mark; the types say that an event may have none.
        if mark is None:
            return self.first_line, 1
        return mark.line + self.first_line, mark.column + 1

    def report(self, mark: Mark | None, code: str, message: str, remedy: str) -> None:
        line, column = self.place(mark)
        self.problems.append(Problem(self.path, line, column, code, message, remedy))


class _Stopped(Exception):  # noqa: N818 - control flow inside this module, never an error that a caller sees
    """Reading this document any further makes no sense."""


def read_yaml(path: str, text: str, first_line: int = 1) -> Document | tuple[Problem, ...]:
    """Read one YAML document of the subset, or say all that is wrong with it.

    `first_line` is the line of the file on which `text` starts (front matter starts on line 2). Reports
    `yaml-syntax`, `yaml-feature`, `yaml-too-deep`, `yaml-too-long`, `duplicate-key`, `empty-value` and
    `empty-file`.
    """
    builder = _Builder(path, first_line)
    try:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            _take(builder, event)
    except _Stopped:
        pass
    except yaml.MarkedYAMLError as error:
        _syntax(builder, error, text)
    except yaml.reader.ReaderError as error:
        builder.problems.append(
            Problem(path, first_line, 1, "yaml-syntax", f"This is not YAML: {error.reason}.", "Save the file as text.")
        )
    if builder.data is None and not builder.problems:
        builder.problems.append(
            Problem(path, first_line, 1, "empty-file", "There is no record here.", "Fill it in, or delete the file.")
        )
    if builder.problems or builder.data is None:
        return tuple(builder.problems)
    return Document(builder.data, MappingProxyType(builder.values), MappingProxyType(builder.keys))


def _take(builder: _Builder, event: yaml.Event) -> None:
    """Take in one event of the parser."""
    if isinstance(event, yaml.ScalarEvent):
        _scalar(builder, event)
    elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
        _open(builder, event)
    elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
        builder.stack.pop()
    elif isinstance(event, yaml.AliasEvent):
        _alias(builder, event)
    elif isinstance(event, yaml.DocumentStartEvent):
        builder.documents += 1
        if builder.documents > 1:
            remedy = "Put each record into a file of its own, without `---` lines."
            builder.report(event.start_mark, "yaml-feature", "A second document starts here.", remedy)
            raise _Stopped


def _alias(builder: _Builder, event: yaml.AliasEvent) -> None:
    remedy = "Write the value out; if it is meant as text, put it in double quotes."
    builder.report(event.start_mark, "yaml-feature", f"The alias `*{event.anchor}` is not allowed.", remedy)
    top = builder.stack[-1] if builder.stack else None
    if top is not None and isinstance(top.container, dict) and top.key is None:
        top.key = f"*{event.anchor}"
    else:
        _value(builder, "", event.start_mark)


def _open(builder: _Builder, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
    _refuse_features(builder, event)
    if len(builder.stack) >= DEEPEST:
        message = f"Values are nested more than {DEEPEST} deep."
        builder.report(event.start_mark, "yaml-too-deep", message, "Flatten the record.")
        raise _Stopped
    if builder.stack and isinstance(builder.stack[-1].container, dict) and builder.stack[-1].key is None:
        remedy = "Check the brackets on this line."
        builder.report(event.start_mark, "yaml-feature", "A key must be plain text.", remedy)
        raise _Stopped
    container: dict[str, Data] | list[Data] = {} if isinstance(event, yaml.MappingStartEvent) else []
    loc, skip = _value(builder, container, event.start_mark)
    builder.stack.append(_Open(loc, container, skip=skip))


def _scalar(builder: _Builder, event: yaml.ScalarEvent) -> None:
    _refuse_features(builder, event)
    # An escape such as "\u202E" brings in what the file's own text may not hold; only double quotes know escapes.
    if event.style == '"' and REFUSED.search(event.value):
        for character in dict.fromkeys(REFUSED.findall(event.value)):
            message = f"The invisible character <U+{ord(character):04X}> is not allowed here."
            remedy = "Delete the escape that stands for it."
            builder.report(event.start_mark, "forbidden-character", message, remedy)
    top = builder.stack[-1] if builder.stack else None
    if top is not None and isinstance(top.container, dict) and top.key is None:
        _key(builder, top, event)
        return
    text = event.value.rstrip("\n") if event.style in {"|", ">"} else event.value
    if top is None and not text.strip():
        return
    if not text.strip():
        what = f"`{top.key}`" if top and top.key is not None else "This item"
        builder.report(event.start_mark, "empty-value", f"{what} has no value.", "Give it one, or leave it out.")
    _value(builder, text, event.start_mark)


def _key(builder: _Builder, top: _Open, event: yaml.ScalarEvent) -> None:
    name = event.value
    top.key = name
    if not name.strip():
        builder.report(event.start_mark, "yaml-syntax", "A key is missing before the colon.", "Write the key's name.")
    if name == "<<":
        builder.report(event.start_mark, "yaml-feature", "The merge key `<<` is not allowed.", "Write the keys out.")
    loc = (*top.loc, name)
    if loc in builder.keys and not top.skip:
        first = builder.keys[loc][0]
        builder.report(
            event.start_mark, "duplicate-key",
            f"`{name}` is given twice; it was first given on line {first}.", "Keep one of the two.",
        )  # fmt: skip
    builder.keys.setdefault(loc, builder.place(event.start_mark))


def _value(builder: _Builder, value: Data, mark: Mark | None) -> tuple[Loc, bool]:
    """Put a value where it belongs; give its place and whether it is a duplicate that is not kept."""
    builder.nodes += 1
    if builder.nodes > MOST_NODES:
        builder.report(mark, "yaml-too-long", f"The file holds more than {MOST_NODES:,} values.", "Split it.")
        raise _Stopped
    if not builder.stack:
        builder.data = value
        builder.values[()] = builder.place(mark)
        return (), False
    top = builder.stack[-1]
    if isinstance(top.container, list):
        loc: Loc = (*top.loc, len(top.container))
        top.container.append(value)
    else:
        key = top.key or ""
        loc, top.key = (*top.loc, key), None
        if key in top.container:
            return loc, True
        top.container[key] = value
    builder.values.setdefault(loc, builder.place(mark))
    return loc, top.skip


def _refuse_features(builder: _Builder, event: yaml.NodeEvent) -> None:
    if event.anchor is not None:
        builder.report(event.start_mark, "yaml-feature", f"The anchor `&{event.anchor}` is not allowed.", "Remove it.")
    tag = getattr(event, "tag", None)
    if tag is not None:
        written = str(tag).replace("tag:yaml.org,2002:", "!!")
        remedy = "Remove it; every value is text."
        builder.report(event.start_mark, "yaml-feature", f"The tag `{written}` is not allowed.", remedy)


def _syntax(builder: _Builder, error: yaml.MarkedYAMLError, text: str) -> None:
    """Turn a syntax error of the parser into a problem with a remedy that fits what people really write."""
    lines = text.split("\n")
    said = f"{error.context or ''}: {error.problem or ''}"
    # What is opened and never closed is noticed far below; what helps is where it was opened.
    opened = ("quoted scalar" in said and "end of stream" in said) or "did not find expected ',' or" in said
    opened = opened or "could not find expected ':'" in said
    mark = (error.context_mark if opened else None) or error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    conflict = next((number for number, each in enumerate(lines[: line + 2]) if _CONFLICT.match(each)), None)
    if conflict is not None:
        line, column = conflict, 0
        what, remedy = "a merge conflict is not resolved", "Choose one side and delete the marker lines."
    elif found := typographic(lines, line):
        line, column, what, remedy = found
    else:
        what, remedy = explained(said, lines[line] if line < len(lines) else "", column)
    line += builder.first_line
    # A feature that is not allowed, on the same line, is what the parser stumbled over: the root cause, once.
    if not any(problem.line == line for problem in builder.problems):
        builder.problems.append(
            Problem(builder.path, line, column + 1, "yaml-syntax", f"YAML cannot be read: {what}.", remedy)
        )
