r"""A quick reader of the plain BibTeX that reference managers write; from the first odd entry on, others read.

bibtexparser and `bibtex_syntax.read_entry` go over each entry twice, mark by mark, which takes 0.15 ms an entry; one
regular expression a field takes a third of it. What is taken means one thing only:

- `@type{key, name = value, ...}` where type and names are ASCII, the key is plain, and there is nothing between two
  entries but white space and lines that start with `%`;
- values in balanced braces (up to four deep), in quotes without braces and backslashes, numbers and single macros.

`@string`, `@comment` and `@preamble`, escaped braces, an `@` that begins a line or a word, `#`, and all that is wrong
are left: the entries from there on are read by `bibtex_blocks`, which finds the same entries in the plain part.
"""

from __future__ import annotations

import re

from evibase.records.bibtex_syntax import Piece, RawEntry, RawField

_HEAD = re.compile(
    r"\s*+(?:%[^\n@{}=\"]*+\n\s*+)*+@(?!(?i:comment|preamble|string))([A-Za-z]++)\{\s*+([A-Za-z0-9_:.+/-]++)\s*+,\s*+"
)
_TEXT = r"[^{}\\@]++|\\(?![{}@])|(?<=[^\s\\])@"
_BRACED = _TEXT
for _ in range(3):
    _BRACED = rf"{_TEXT}|\{{(?:{_BRACED})*+\}}"
_FIELD = re.compile(
    rf"([A-Za-z][A-Za-z0-9_-]*+)\s*+=\s*+(?:\{{((?:{_BRACED})*+)\}}|\"([^\"{{}}\\@]*+)\"|([A-Za-z0-9]++))\s*+(,?)\s*+"
)


def plain_entries(text: str, longest: int) -> tuple[list[RawEntry], int]:
    """Give the entries at the start of a bibliography that are plain, and where the last of them ends.

    An entry of more than `longest` characters is not plain.
    """
    entries: list[RawEntry] = []
    end = 0
    while head := _HEAD.match(text, end):
        fields, closing = _fields(text, head.end())
        start = head.start(1) - 1
        if text[closing : closing + 1] != "}" or closing + 1 - start > longest:
            break
        end = closing + 1
        entries.append(RawEntry(head[1].lower(), start, head[2], head.start(2), tuple(fields), text[start:end]))
    return entries, end


def _fields(text: str, at: int) -> tuple[list[RawField], int]:
    """Read fields up to what is none, and give where that stands."""
    fields: list[RawField] = []
    while match := _FIELD.match(text, at):
        name, braced, quoted, bare, comma = match.groups()
        if bare is not None:
            start = match.start(4)
            piece = Piece(bare, not bare.isdecimal(), start)
        else:
            start = match.start(2 if quoted is None else 3) - 1
            piece = Piece(braced if quoted is None else quoted, macro=False, start=start)
        fields.append(RawField(name.lower(), match.start(), (piece,), start))
        at = match.end()
        if not comma:
            break
    return fields, at
