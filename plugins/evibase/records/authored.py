"""Authored pages that are no record: the home page, about, the guide. MkDocs renders them as usual."""

from __future__ import annotations

from evibase.records.model import Record, declared


@declared
class Authored(Record):
    """A Markdown page. Its front matter belongs to the host and is only checked to be readable."""
