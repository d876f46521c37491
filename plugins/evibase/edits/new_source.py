"""A new source: an entry at the end of the bibliography, and what BibTeX cannot say in a file beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from evibase.edits.change import Change, Refused
from evibase.edits.draft import modeline
from evibase.graph.graph import Graph
from evibase.records.bibtex_types import CSL_TYPES
from evibase.records.formatting import draft
from evibase.records.reference import KEY
from evibase.records.source import Source
from evibase.records.types import BIBLIOGRAPHY, RECORD_TYPES
from evibase.records.validation import hint
from evibase.records.yaml_subset import Data

SOURCE = next(kind for kind in RECORD_TYPES if kind.model is Source)
#: The fields of an entry that are asked for, with what they mean; others can be written into the file.
FIELDS = {
    "author": "who wrote it: `Family, Given and Family, Given`; a body in braces: `{A body}`",
    "title": "its title",
    "year": "four digits, or `in press`; nothing where there is no date",
    "journal": "the journal of an article",
    "booktitle": "the book or proceedings that it is a part of",
    "publisher": "who published it",
    "institution": "the body behind a report",
    "volume": "the volume",
    "number": "the issue, or the number of a report",
    "pages": "first and last page: `12--30`",
    "howpublished": "what it is, if nothing else says so",
    "doi": "its DOI, such as 10.1234/abc",
    "url": "where it can be read, beginning with https://",
}
_AS_WRITTEN = frozenset({"author", "doi", "url"})


@dataclass(frozen=True)
class Entry:
    """An entry of the bibliography: its key, its type, and its fields as a person says them."""

    key: str
    kind: str
    fields: Mapping[str, str]


def new_source(graph: Graph, bibliography: str, entry: Entry, beside: dict[str, Data]) -> Change | Refused:
    """Give the bibliography with one more entry, and the file beside it where there is something to say there."""
    key, kind, fields = entry.key, entry.kind, entry.fields
    if not re.fullmatch(KEY, key):
        return Refused(f'"{key}" cannot be a key. Use letters, digits and single hyphens, such as brown-2019.')
    taken = next((known for known in graph.base.reference_of if known.lower() == key.lower()), None)
    if taken:
        return Refused(f'The key "{taken}" is in {BIBLIOGRAPHY} already.')
    if kind not in CSL_TYPES:
        return Refused(f'"{kind}" is no type of entry. {hint(kind, CSL_TYPES)}')
    unbalanced = next((name for name, value in fields.items() if not _balanced(value)), None)
    if unbalanced:
        return Refused(f"The braces in `{unbalanced}` do not match.")
    lines = [f"  {name} = {{{_latex(name, value)}}},\n" for name, value in fields.items() if value.strip()]
    written = f"@{kind}{{{key},\n{''.join(lines)}}}\n"
    before = bibliography.rstrip("\n")
    texts = {BIBLIOGRAPHY: f"{before}\n\n{written}" if before else written}
    if beside:
        path = f"content/sources/{key}.yml"
        texts[path] = draft(SOURCE, graph.base, beside, (modeline(path, SOURCE),))
    return Change(texts)


def _latex(name: str, value: str) -> str:
    text = " ".join(value.split())
    return text if name in _AS_WRITTEN else re.sub(r"(?<!\\)([&%#_$])", r"\\\1", text)


def _balanced(value: str) -> bool:
    depth = 0
    for character in value:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0
