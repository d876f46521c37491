"""What the errors of the YAML parser (libyaml) mean for somebody who writes a record, and what to do."""

from __future__ import annotations

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
