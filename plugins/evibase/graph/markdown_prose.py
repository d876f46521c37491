"""Which parts of a Markdown text are prose: everything else blanked out, every offset kept.

CommonMark 0.31 and Python-Markdown's admonitions, tabs and four-space lists as far as citations need them. It
errs on the side of prose. Every construct is looked for once, so the time grows with the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

#: Stands for each character that is no prose; line ends stay.
BLANK = "\x00"

_VISIBLE = re.compile(r"[^\n]")
_INDENT = re.compile(r"[ \t]*+")
_FENCE = re.compile(r"[ \t>]*+(?P<fence>`{3,}+(?=[^`\n]*+$)|~{3,}+)", re.MULTILINE)
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]")
_MARKER = re.compile(r"[ \t]*+(?:[-*+]|\d{1,9}[.)]|!!!|\?\?\?\+?|===[!+]?|\[\^[^\]\n]++\]:|:)[ \t]")
_DEFINITION = re.compile(r" {0,3}\[(?!\^)[^\[\]@\n]++\]:")
_SPECIAL = re.compile(r"[\\`<\[\]]|(?<!\w)(?:https?://|ftp://|www\.|mailto:)", re.IGNORECASE)
_TARGET = r"\((?:[^()\n\\]|\\.|\([^()\n]*+\))*+\)"
_LINK = re.compile(rf"\[(?:[^\[\]\n]|\n(?!\s*+\n))*+\](?:{_TARGET}|\[[^\[\]@\n]*+\])")
_LINK_END = re.compile(rf"\]{_TARGET}")
_TAG = re.compile(r"<[/!?A-Za-z](?:[^<>\"'\n]|\n(?!\s*+\n)|\"[^\"]*+\"|'[^']*+')*+>")
_RAW_ELEMENT = re.compile(r"<(pre|code|script|style|textarea|kbd|samp|svg|math)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s<>\]\"]++")
_CODE = 4


@dataclass(slots=True)
class _Text:
    """The text and what is found out about it once."""

    text: str
    ticks: dict[int, list[int]] = field(default_factory=dict)
    gaps: list[int] = field(default_factory=list)
    # What has no end anywhere after some point is not looked for again.
    endless: set[str] = field(default_factory=set)

    def find(self, what: str, at: int) -> int:
        """Give where the next `what` (in lower case) stands, -1 if nowhere."""
        if what in self.endless:
            return -1
        found = re.compile(re.escape(what), re.IGNORECASE).search(self.text, at)
        if found is None:
            self.endless.add(what)
            return -1
        return found.start()


def masked(markdown: str) -> str:
    """Give the text with all that is no prose replaced by `BLANK`, character by character."""
    parts: list[str] = []
    done = 0
    for start, end in _hidden(markdown):
        parts += [markdown[done:start], _VISIBLE.sub(BLANK, markdown[start:end])]
        done = end
    return "".join([*parts, markdown[done:]])


def _hidden(markdown: str) -> Iterator[tuple[int, int]]:
    """Give the stretches that are no prose, in order."""
    text = _survey(markdown)
    at, after_gap = 0, True
    containers: list[int] = []
    while at < len(markdown):
        end = _line_end(markdown, at)
        if not markdown[at:end].strip():
            at, after_gap = end + 1, True
            continue
        indent = _indent(markdown, at)
        marker = _MARKER.match(markdown, at, end) is not None
        if after_gap or marker:
            containers = [container for container in containers if container < indent]
        if after_gap and indent >= (containers[-1] + 2 * _CODE if containers else _CODE):
            yield at, end
            at = end + 1
            continue
        fence = _FENCE.match(markdown, at)
        if fence:
            stop = _fence_end(markdown, fence)
            yield at, stop
            at, after_gap = stop + 1, True
            continue
        if marker:
            containers.append(indent)
        after_gap = _HEADING.match(markdown, at, end) is not None
        if _DEFINITION.match(markdown, at, end):
            yield at, end
        else:
            for start, stop in _in_line(text, at, end):
                yield start, stop
                end = max(end, _line_end(markdown, stop))
        at = end + 1


def _survey(markdown: str) -> _Text:
    text = _Text(markdown)
    for run in re.finditer("`+", markdown):
        text.ticks.setdefault(len(run[0]), []).append(run.start())
    text.gaps = [match.start() for match in re.finditer(r"\n(?=[ \t]*+(?:\n|\Z))", markdown)]
    return text


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _indent(text: str, at: int) -> int:
    match = _INDENT.match(text, at)
    return len(match[0].expandtabs(_CODE)) if match else 0


def _fence_end(text: str, fence: re.Match[str]) -> int:
    """Give the end of the line that closes a fence, or of the text."""
    mark = fence["fence"]
    closing = re.compile(rf"^[ \t>]*+{re.escape(mark[0])}{{{len(mark)},}}[ \t]*+$", re.MULTILINE)
    found = closing.search(text, _line_end(text, fence.end()))
    return found.end() if found else len(text)


def _in_line(text: _Text, at: int, end: int) -> Iterator[tuple[int, int]]:
    """Give what is no prose from `at` to the end of the line, or of the line where the last of it ends."""
    while match := _SPECIAL.search(text.text, at, end):
        start = match.start()
        stop = _stop(text, match)
        if stop > start:
            yield start, stop
            end = max(end, _line_end(text.text, stop))
        at = max(stop, match.end())


def _stop(text: _Text, match: re.Match[str]) -> int:
    """Give where the construct that starts here ends; its start, if it is none after all."""
    start, sign = match.start(), match[0]
    if sign == "\\":
        return min(start + 2, len(text.text)) if text.text[start + 1 : start + 2] not in {"", "\n"} else start
    if sign == "`":
        return _code_span(text, start)
    if sign == "<":
        return _html(text, start)
    if sign in "[]":
        found = (_LINK if sign == "[" else _LINK_END).match(text.text, start)
        return found.end() if found else start
    address = _ADDRESS.match(text.text, start)
    return address.end() if address else start


def _code_span(text: _Text, start: int) -> int:
    length = 1
    while text.text[start + length : start + length + 1] == "`":
        length += 1
    runs = text.ticks.get(length, [])
    index = bisect_left(runs, start + length)
    gap = bisect_left(text.gaps, start)
    paragraph_end = text.gaps[gap] if gap < len(text.gaps) else len(text.text)
    closed = index < len(runs) and runs[index] < paragraph_end
    # An opening run that nothing closes is plain text, all of it.
    return runs[index] + length if closed else start + length


def _html(text: _Text, start: int) -> int:
    if text.text.startswith("<!--", start):
        end = text.find("-->", start + len("<!--"))
        return end + len("-->") if end >= 0 else len(text.text)
    tag = _TAG.match(text.text, start)
    if tag is None:
        return start
    element = _RAW_ELEMENT.match(text.text, start)
    if element and not tag[0].endswith("/>"):
        end = text.find(f"</{element[1].lower()}", tag.end())
        return _line_end_of_tag(text.text, end) if end >= 0 else tag.end()
    return tag.end()


def _line_end_of_tag(text: str, at: int) -> int:
    end = text.find(">", at)
    return len(text) if end < 0 else end + 1
