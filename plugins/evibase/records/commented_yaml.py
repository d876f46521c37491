"""A YAML document with its comments, each tied to the key or item that it stands before or behind.

Libraries that keep comments (ruamel.yaml) tie them to what comes before: when keys change places, a comment above a
key stays with the one that used to precede it. Here it goes with its key, and reading takes a tenth of the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from evibase.records.yaml_subset import Data, Mark

#: Tells editors which schema a file has; it stays on the first line.
MODELINE = re.compile(r"#\s*yaml-language-server:")


@dataclass(slots=True)
class Node:
    """A value: text, a list of parts, or keys with parts. `style` is how it was written."""

    text: str = ""
    style: str = ""
    parts: list[Part] = field(default_factory=list)
    kind: str = "text"


@dataclass(slots=True)
class Part:
    """A key with its value, or an item of a list (its key is empty), and the comments that belong to it."""

    key: str
    node: Node
    line: int = 0
    before: list[str] = field(default_factory=list)
    behind: str = ""


@dataclass(slots=True)
class Commented:
    """A document: what stands above it, its value, and what stands below."""

    root: Node
    head: list[str] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)


def read_commented(text: str) -> Commented:
    """Read a document that `read_yaml` has found nothing wrong with."""
    reader = _Reader()
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        reader.take(event)
    document = Commented(reader.root)
    _attach(document, reader, text.split("\n"))
    return document


def of_data(data: Data) -> Node:
    """Give plain data as a document without comments."""
    if isinstance(data, dict):
        return Node(kind="map", parts=[Part(key, of_data(value)) for key, value in data.items()])
    if isinstance(data, list):
        return Node(kind="list", parts=[Part("", of_data(item)) for item in data])
    return Node(text=data)


def data_of(node: Node) -> Data:
    """Give the plain data of a document."""
    if node.kind == "map":
        return {part.key: data_of(part.node) for part in node.parts}
    if node.kind == "list":
        return [data_of(part.node) for part in node.parts]
    return node.text


def comments_of(document: Commented) -> list[str]:
    """Give all comments of a document, in no particular order."""
    return sorted([*document.head, *document.foot, *_inside(document.root)])


def _inside(node: Node) -> Iterator[str]:
    for part in node.parts:
        yield from part.before
        yield from [part.behind] if part.behind else []
        yield from _inside(part.node)


class _Reader:
    """Takes the parser's events and builds the tree; remembers where texts stand, in which there are no comments."""

    def __init__(self) -> None:
        self.root = Node()
        self.order: list[Part] = []
        self.texts: dict[int, list[tuple[int, int]]] = {}
        self._open: list[tuple[Node, str | None]] = []

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._text(event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            kind = "map" if isinstance(event, yaml.MappingStartEvent) else "list"
            node = Node(kind=kind, style="brackets" if event.flow_style else "")
            self._put(node, event)
            self._open.append((node, None))
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._open.pop()

    def _text(self, event: yaml.ScalarEvent) -> None:
        start, end = _mark(event.start_mark), _mark(event.end_mark)
        block = event.style in {"|", ">"}
        for line in range(start.line, end.line + 1):
            # Behind the sign that opens a block there may be a comment.
            first = start.column if line == start.line else 0
            last = (
                (first + 1 if line == start.line else 1 << 30)
                if block
                else (end.column if line == end.line else 1 << 30)
            )
            if not (block and line == end.line and end.column == 0):
                self.texts.setdefault(line, []).append((first, last))
        node, key = self._open[-1] if self._open else (None, None)
        if node is not None and node.kind == "map" and key is None:
            self._open[-1] = (node, event.value)
            self._key_line = start.line
            return
        text = event.value.rstrip("\n") if block else event.value
        self._put(Node(text, event.style or ""), event)

    def _put(self, node: Node, event: yaml.NodeEvent) -> None:
        if not self._open:
            self.root = node
            return
        parent, key = self._open[-1]
        line = self._key_line if parent.kind == "map" else _mark(event.start_mark).line
        part = Part(key or "", node, line)
        parent.parts.append(part)
        self.order.append(part)
        if parent.kind == "map":
            self._open[-1] = (parent, None)

    _key_line = 0


def _mark(mark: Mark | None) -> Mark:
    # Every event of libyaml has its marks; the types say that it may have none.
    if mark is None:
        raise ValueError("an event without a place")
    return mark


def _attach(document: Commented, reader: _Reader, lines: list[str]) -> None:
    """Give each comment to the part that follows it, or on whose line it stands."""
    found = [
        (number, *where) for number, line in enumerate(lines) if (where := _comment(line, reader.texts.get(number, [])))
    ]
    first = min((part.line for part in reader.order), default=len(lines))
    for number, comment, alone in found:
        if not alone:
            on_line = [part for part in reader.order if part.line <= number]
            owner = next((part for part in reversed(on_line) if part.line == number and part.key), on_line[-1])
            owner.behind = f"{owner.behind} {comment}".strip()
        elif number < first and (MODELINE.match(comment) or any(not each.strip() for each in lines[number:first])):
            document.head.append(comment)
        else:
            owner_below = next((part for part in reader.order if part.line > number), None)
            (owner_below.before if owner_below else document.foot).append(comment)


def _comment(line: str, texts: list[tuple[int, int]]) -> tuple[str, bool] | None:
    """Give the comment in a line and whether it stands alone there."""
    start = line.find("#")
    while start >= 0:
        inside = any(first <= start < last for first, last in texts)
        if not inside and (start == 0 or line[start - 1] in " \t"):
            # What stands behind a dash alone belongs to what follows, too.
            return line[start:].rstrip(), not line[:start].strip(" \t-")
        start = line.find("#", start + 1)
    return None
