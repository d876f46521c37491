"""Citations in what people write: in the Markdown of a page, and in every text of a record, captions included."""

from __future__ import annotations

from collections.abc import Iterator

from evibase.graph.citation_syntax import find_citations
from evibase.records.model import Fields, Link, Record, Ref
from evibase.records.yaml_subset import Loc


def citation_links(record: Record) -> Iterator[Link]:
    """Give a link for each work that is cited in a record's text, in its role "citation".

    `loc` is where the text stands, with the offset of the key in it: `("body", 120)`, `("context", 17)`. A file
    without an `@`, and most are, costs one look.
    """
    if not record.origin.may_cite:
        return
    for loc, text in _texts(record):
        yield from _found(record, loc, text)
    if record.body:
        yield from _found(record, ("body",), record.body)


def _found(record: Record, loc: Loc, text: str) -> Iterator[Link]:
    for citation in find_citations(text) if "@" in text else ():
        for item in citation.items:
            target = Ref("sources", item.key)
            yield Link(record.ref, target, "citation", (*loc, item.key_offset), note=item.locator)


def _texts(part: Fields, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Give every text in a group of fields with its place, in the order of the fields."""
    for name, field in part.declarations().items():
        yield from _in_value(getattr(part, name), (*loc, field.alias or name))


def _in_value(value: object, loc: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, Fields):
        yield from _texts(value, loc)
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from _in_value(each, (*loc, index))
