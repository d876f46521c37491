"""The one way in which a record is written: order of keys, folded text, quotation marks. Comments are kept.

- Keys come in the order of the record's model; keys that it does not know come last, as they were.
- A text stands on the line of its key if that has room (98 characters); else it is folded below it.
- Quotation marks are used where YAML would read something else than text, and nowhere else.
- Lists of words stand in brackets on one line; others have an item a line, indented by two spaces. Where items have
  several words, brackets that are there stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

from evibase.records.commented_yaml import Commented, Node, Part

#: Longest line, in characters: in a diff and with a line end it is one of a hundred.
WIDTH = 98
#: Gives for the group at a place where its keys stand in it; those of one rank stay in the order in which they are.
Order = Callable[[tuple[str, ...]], Mapping[str, int]]

_PLAIN = re.compile(r"""[^\s\-?:,\[\]{}#&*!|>'"%@`](?:[^:#\t]|:(?!\s|\Z)|(?<!\s)#)*""")
_BRACKETS = re.compile(r"[,\[\]{}]")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
# Numbers of YAML 1.2, which editors read; PyYAML knows those of 1.1.
_NUMBER = re.compile(r"[-+]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?|0o[0-7]+|0x[0-9a-fA-F]+")
_BREAK = re.compile(r"(?<=[^ ]) (?=[^ ])")
_RESOLVER = Resolver()


def written(document: Commented, order: Order) -> str:
    """Give a document in its canonical form, with a line end at its end."""
    lines = [*document.head, *_value(document.root, 0, (), order), *document.foot]
    return "\n".join(lines) + "\n"


def scalar(text: str, *, in_brackets: bool = False) -> str:
    """Give a text of one line as YAML, in quotation marks where it needs them."""
    plain = _PLAIN.fullmatch(text) and text == text.strip() and not (in_brackets and _BRACKETS.search(text))
    if plain and (_DATE.fullmatch(text) or not _means_something_else(text)):
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _means_something_else(text: str) -> bool:
    tag = _RESOLVER.resolve(ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]  # the stubs lack it
    return tag != "tag:yaml.org,2002:str" or _NUMBER.fullmatch(text) is not None


def _value(node: Node, indent: int, place: tuple[str, ...], order: Order) -> Iterator[str]:
    """Give the lines of keys or of a list, or of a text that stands alone."""
    if node.kind == "text":
        yield scalar(node.text)
        return
    for part in _ordered(node, order(place)) if node.kind == "map" else node.parts:
        yield from (f"{' ' * indent}{comment}" for comment in part.before)
        lead = f"{' ' * indent}{f'{_key(part.key)}:' if node.kind == 'map' else '-'}"
        where = (*place, part.key) if node.kind == "map" else place
        if node.kind == "list" and part.node.parts and not _in_brackets(part.node, lead):
            # The first key stands behind the dash, and a comment on it above.
            lines = list(_value(part.node, indent + 2, where, order))
            above = next(number for number, line in enumerate(lines) if not line.lstrip().startswith("#"))
            yield from (line[2:] for line in lines[:above])
            yield f"{lead} {lines[above][indent + 2 :]}"
            yield from lines[above + 1 :]
        else:
            yield from _part(part, lead, indent, where, order)


def _key(key: str) -> str:
    return key if _PLAIN.fullmatch(key) else scalar(key)


def _ordered(node: Node, rank: Mapping[str, int]) -> list[Part]:
    return sorted(node.parts, key=lambda part: rank.get(part.key, len(rank)))


def _part(part: Part, lead: str, indent: int, place: tuple[str, ...], order: Order) -> Iterator[str]:
    node = part.node
    if node.kind == "text":
        yield from _text(node, lead, indent, part.behind)
        return
    if not node.parts:
        yield _behind(f"{lead} {'[]' if node.kind == 'list' else '{}'}", part.behind)
        return
    line = _in_brackets(node, lead)
    if line:
        yield _behind(line, part.behind)
        return
    yield _behind(lead, part.behind)
    yield from _value(node, indent + 2, place, order)


def _in_brackets(node: Node, lead: str) -> str:
    """Give a list on one line, in brackets, if it may stand so; else nothing."""
    if node.kind != "list" or not all(_fits(each, node.style) for each in node.parts):
        return ""
    line = f"{lead} [{', '.join(scalar(each.node.text, in_brackets=True) for each in node.parts)}]"
    return line if len(line) <= WIDTH else ""


def _fits(part: Part, style: str) -> bool:
    """Say whether an item may stand in brackets: words always do, and texts of several words where they did."""
    text = part.node.text
    alone = part.node.kind == "text" and not part.before and not part.behind and "\n" not in text
    return alone and (" " not in text or style == "brackets") and not _BRACKETS.search(text)


def _behind(line: str, comment: str) -> str:
    return f"{line}  {comment}" if comment else line


def _text(node: Node, lead: str, indent: int, comment: str) -> Iterator[str]:
    line = f"{lead} {scalar(node.text)}"
    inner = " " * (indent + 2)
    blocked = "\n" in node.text or len(line) > WIDTH
    # A block would lose spaces at the beginning or end of a line.
    if not blocked or any(each != each.strip() for each in node.text.split("\n")) or not node.text:
        yield _behind(_escaped(node.text, lead) if "\n" in node.text else line, comment)
    elif "\n" in node.text and (node.style == "|" or "\n\n" in node.text):
        yield _behind(f"{lead} |-", comment)
        yield from (f"{inner}{each}".rstrip() for each in node.text.split("\n"))
    else:
        yield _behind(f"{lead} >-", comment)
        for number, paragraph in enumerate(node.text.split("\n")):
            yield from [""] if number else []
            yield from _folded(paragraph, inner)


def _escaped(text: str, lead: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'{lead} "{escaped}"'


def _folded(text: str, inner: str) -> Iterator[str]:
    line = ""
    for word in _BREAK.split(text):
        if line and len(inner) + len(line) + 1 + len(word) > WIDTH:
            yield f"{inner}{line}"
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield f"{inner}{line}"
