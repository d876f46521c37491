"""Authored pages: YAML front matter between two `---` lines, then Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from evibase.problems import Problem
from evibase.records.raw import position

_FENCE = "---"
# What comes before a fence that a key follows: somebody meant front matter, not a rule across the page.
_LATE = re.compile(r"\s+(?=---[ \t]*\n[A-Za-z][\w-]*:(?:\s|\Z))")


@dataclass(frozen=True, slots=True)
class Split:
    """An authored page in two: `yaml` starts on line 2 of the file, `body` on line `body_line`."""

    yaml: str
    body: str
    body_line: int


def split_front_matter(path: str, text: str) -> Split | Problem:
    """Split an authored page into front matter and body. Without a first line `---` it is all body.

    Reports `front-matter` when the closing line is missing, and when something stands before the first line.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        late = _LATE.match(text)
        if late:
            message = "The front matter does not begin on the first line, so it would be shown as text."
            place = position(text, late.end())
            return Problem(path, *place, "front-matter", message, "Delete the empty lines and spaces before it.")
        return Split("", text, 1)
    for number, line in enumerate(lines[1:], start=2):
        if line.rstrip() in {_FENCE, "..."}:
            body = lines[number:]
            blank = next((index for index, text_line in enumerate(body) if text_line.strip()), len(body))
            return Split("\n".join(lines[1 : number - 1]), "\n".join(body[blank:]).rstrip(), number + 1 + blank)
    return Problem(
        path, 1, 1, "front-matter", "The front matter is not closed.", "Put a line `---` after its last key."
    )
