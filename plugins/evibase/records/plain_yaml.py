r"""A quick reader of the plain YAML that people and formatters write; all other YAML is left to `yaml_subset`.

Each event of libyaml costs 3 microseconds in Python, and a record has 80 of them: that is 0.25 ms. Four regular
expressions read the same record in a tenth of it. What is taken means one thing only:

- `key: value` at the start of a line, where a key is made of small letters, digits, `_` and `-`;
- values: one line of plain text, one line in quotes without such quotes or backslashes inside, `[a, b]` of plain
  words, and text below a `>` or `>-` that is indented by two spaces and has no empty lines;
- below `key:`, indented by two spaces, either further keys with such values, or a list whose items (`  - `) are
  all such values or all keys with such values;
- empty lines and comment lines before top-level keys and at the end.

Everything else is left: tabs, other indentation, deeper nesting, `|`, comments elsewhere, and all that is wrong.
Nothing is reported and no positions are kept: whoever needs them reads again with `read_yaml`, which decides.
"""

from __future__ import annotations

import re

from evibase.records.yaml_subset import Data

#: Longer files are left, so that what `read_yaml` counts (`yaml_subset.MOST_NODES`) never has to be counted.
LONGEST = 40_000

_KEY = r"([a-z][a-z0-9_-]{0,79}):"
# Not begun by a sign that means something to YAML, without `: ` and ` #` inside and spaces at the end.
_PLAIN = r"""((?![-?:,\[\]{}#&*!|>'"%@`])\S(?:[^:#\n]++|:(?![ \n])|(?<! )#)*+)(?<! )"""
_QUOTED = r"""('[^'\n]++'|"[^"\\\n]++")"""
_WORDS = r"\w[\w.+/()&'-]*+(?: [\w.+/()&'-]++)*+"
_FLOW = rf"\[({_WORDS}(?:, {_WORDS})*+)\]"
_INLINE = rf" (?:{_PLAIN}|{_QUOTED}|{_FLOW})\n"
_BETWEEN = r"(?:#[^\n]*\n|\n)*+"
# Whatever nothing before it fits, to the end of the text.
_OTHER = r"([\s\S]++)"


def _folded(indent: int) -> str:
    return rf" >-?\n((?: {{{indent}}}\S[^\n]*\n)++)"


# No pattern goes back over text, so the time grows with its length alone.
_TOP = re.compile(rf"{_BETWEEN}(?:{_KEY}(?:{_INLINE}|{_folded(2)}|\n((?:  [^\n]*\n)++))|\Z|{_OTHER})")
_INNER = re.compile(rf"  {_KEY}(?:{_INLINE}|{_folded(4)})|{_OTHER}")
_ITEM = re.compile(rf"(  - |    ){_KEY}(?:{_INLINE}|{_folded(6)})|{_OTHER}")
_TEXT = re.compile(rf"  -(?:{_INLINE}|{_folded(4)})|{_OTHER}")


def plain_data(text: str) -> dict[str, Data] | None:
    """Give exactly the data that `read_yaml` gives, or None where the text is not plain and is left to it.

    `text` is as `raw.decode` gives it, without the characters that are refused everywhere.
    """
    if len(text) > LONGEST or "\t" in text:
        return None
    data: dict[str, Data] = {}
    for key, plain, quoted, flow, folded, below, other in _TOP.findall(text if text.endswith("\n") else f"{text}\n"):
        if not key and not other:
            break
        value = plain or (_below(below) if below else _value(quoted, flow, folded, 2))
        if other or not value or key in data:
            return None
        data[key] = value
    return data or None


def _value(quoted: str, flow: str, folded: str, indent: int) -> Data:
    """Give the value of what stands in quotes, in brackets or below a `>`: nothing where it is blank."""
    if folded:
        return str(folded[indent:-1].replace("\n" + " " * indent, " "))
    if flow:
        return list(flow.split(", "))
    text = quoted[1:-1]
    return text if text.strip() else ""


def _below(text: str) -> Data | None:
    """Read what is indented below a key; None where it is not plain."""
    if not text.startswith("  - "):
        return _mapping(text)
    first = _ITEM.match(text)
    return _items(text) if first and first[2] else _texts(text)


def _mapping(text: str) -> Data | None:
    data: dict[str, Data] = {}
    for key, plain, quoted, flow, folded, other in _INNER.findall(text):
        value = plain or _value(quoted, flow, folded, 4)
        if other or not value or key in data:
            return None
        data[key] = value
    return data


def _items(text: str) -> Data | None:
    items: list[Data] = []
    item: dict[str, Data] = {}
    for lead, key, plain, quoted, flow, folded, other in _ITEM.findall(text):
        if lead == "  - ":
            item = {}
            items.append(item)
        value = plain or _value(quoted, flow, folded, 6)
        if other or not value or key in item:
            return None
        item[key] = value
    return items


def _texts(text: str) -> Data | None:
    texts: list[Data] = []
    for plain, quoted, flow, folded, other in _TEXT.findall(text):
        value = plain or _value(quoted, flow, folded, 4)
        if other or not value:
            return None
        texts.append(value)
    return texts
