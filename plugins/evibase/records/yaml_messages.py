"""What the errors of the YAML parser (libyaml) mean for somebody who writes a record, and what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BRACKETS = "Close the bracket, part the items with commas, and put text with commas or colons in double quotes."

#: What libyaml says, what that means, and what to do. The first that fits counts.
_SAID = (
    (
        "mapping values are not allowed",
        "a colon followed by a space starts a new key in the middle of a text",
        "Put the text in double quotes, or fold it: write `>-` after the key and the text, indented, below.",
    ),
    ("an alias", "a text cannot begin with `*`", "Put the text in double quotes."),
    ("an anchor", "a text cannot begin with `&`", "Put the text in double quotes."),
    ("cannot start any token", "a text cannot begin with `{}`", "Put the text in double quotes."),
    (
        "unknown escape character",
        "a backslash in double quotes begins an escape that is not known",
        "Write two backslashes for one.",
    ),
    ("quoted scalar", "a text in quotes has no closing quotation mark", "Add it at the end of the text."),
    ("did not find expected ',' or", "what opens with a bracket here goes wrong before it is closed", _BRACKETS),
    (
        "could not find expected ':'",
        "a key has no colon after it",
        "Write `key: value`; indent the lines of a long text below its key.",
    ),
    ("did not find expected key", "a key was expected here", "Indent keys that belong together alike."),
    (
        "did not find expected '-' indicator",
        "an item of a list was expected here",
        "Indent the keys of an item alike, and begin each item with `- `.",
    ),
)


#: What word processors and other languages put where YAML wants something plain: where it stands, what it is, and
#: what to do. Looked for on the line where the parser stumbled, and on the one before.
_TYPOGRAPHIC = (
    (
        re.compile(r"^\s*()[\u2013\u2014\u2022\u00b7\u25cf\u25aa\u2023\u2043\u2212]\s"),
        "a line begins with a dash or bullet that is no hyphen",
        "Begin each item with a hyphen and a space: `- `.",
    ),
    (
        re.compile(r"^(?:[ ]*|\s*(?:- )?[\w-]+:)()[\u00a0\u2000-\u200a\u202f\u3000]"),
        "a space here is of another kind than YAML knows (a no-break space, say); it looks the same",
        "Delete it, and type a plain space.",
    ),
    (
        re.compile(r"^\s*(?:- )?[\w-]+:\s+()[\u201c\u201d\u201e\u201a\u2018\u2019\u00ab]"),
        "curly quotation marks are part of the text for YAML, and the text goes wrong after them",
        'Write straight ones around the text: `"..."`.',
    ),
    (re.compile(r"^\s*()//"), "a comment begins with `#`, and this begins with `//`", "Write `# ` for it."),
    (
        re.compile(r"^\s*(?:- )?[A-Za-z_-]+()\s*=\s"),
        "an `=` stands after a key",
        "Write a colon and a space: `key: value`.",
    ),
    (
        re.compile(r"^\s*()\*\*[^*]+\*\*"),
        "this is Markdown, and a record is YAML",
        "Write each key as a plain word with a colon and a space: `claim: ...`.",
    ),
    (
        re.compile(r"^\s*(?:- )?[\w-]+:\s+()&\w+;"),
        "a text begins with a character of HTML",
        "Write the character itself, and the text in double quotes.",
    ),
)


def typographic(lines: Sequence[str], line: int) -> tuple[int, int, str, str] | None:
    """Find a character at or right before a line that is not what it looks like: line, column, what, and remedy."""
    for number in (line - 1, line):
        for pattern, what, remedy in _TYPOGRAPHIC if 0 <= number < len(lines) else ():
            match = pattern.search(lines[number])
            if match:
                return number, match.start(1), what, remedy
    return None


def explained(said: str, source: str, column: int) -> tuple[str, str]:
    """Say in other words what the parser says about a place in a line, and what to do about it."""
    before, character = source[:column], source[column : column + 1]
    if "\t" in f"{before}{character}" or "'\\t'" in said:
        return "a tab is used for indentation", "Use spaces."
    if "did not find expected key" in said and before.rstrip().endswith(("'", '"', "]", "}")):
        what = "a text goes on after its closing quotation mark or bracket"
        return what, 'Put all of it in double quotes, with `\\"` for each quotation mark inside.'
    for words, what, remedy in _SAID:
        if words in said:
            return what.format(character), remedy
    what = said.removeprefix(": ").split(": ")[-1].removesuffix(".")
    return what, "Check indentation, quotes and brackets here and on the line before."
