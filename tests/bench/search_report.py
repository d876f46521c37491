"""The part of the results on search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

HEAD = """## Search

Written by `python tasks.py bench -- --search`. Chromium reads from a server on the same machine that compresses with
gzip; each round has an empty cache. *First answer* is the time from typing a whole word into the header's field of a
finding's page, with nothing of the index read, until the suggestions stand there; *next*, the same for another
question. Bytes are those over the wire, with headers, without the page itself. Material has no filters and forgives
no misspelling. Its site is not built above 10,000 findings.
"""
_BROWSER = (
    ("first answer, ms", "first ms", 1), ("before it, kB", "first bytes", 1000),
    ("requests", "first requests", 1), ("next answer, ms", "next ms", 1), ("before it, kB", "next bytes", 1000),
    ("misspelt word, ms", "typo ms", 1), ("before it, kB", "typo bytes", 1000),
    ("explorer opens, ms", "explorer ms", 1), ("page and index, kB", "explorer bytes", 1000),
    ("a filter, ms", "filter ms", 1),
)  # fmt: skip
_CHANGES = (("one word of a finding", "one word"), ("all words of a finding", "all words"))


def search_report(entries: Sequence[Mapping[str, Any]]) -> str:
    """Give the tables: in a browser, and making the index."""
    return "\n".join([HEAD, *_browser(entries), *_making(entries)])


def _browser(entries: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield f"| findings | search | {' | '.join(name for name, _, _ in _BROWSER)} |"
    yield f"|--:|---|{'--:|' * len(_BROWSER)}"
    for entry in entries:
        for name in ("ours", "material"):
            if found := entry.get(name):
                cells = (f"{found[key] / by:,.0f}" if key in found else "" for _, key, by in _BROWSER)
                yield f"| {entry['size']:,} | {name} | {' | '.join(cells)} |"
    yield ""


def _making(entries: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield "| findings | records | entries, CPU s | index, CPU s | files | MB | MB, gzip | largest file, kB |"
    yield "|--:|--:|--:|--:|--:|--:|--:|--:|"
    for entry in entries:
        yield (
            f"| {entry['size']:,} | {entry['records']:,} | {entry['entries']:.2f} | {entry['index']:.2f} "
            f"| {entry['files']:,} | {entry['bytes'] / 1e6:.1f} | {entry['packed'] / 1e6:.1f} "
            f"| {entry['largest'] / 1e3:.0f} |"
        )
    yield "\n| findings | change | files that differ | kB | ms |\n|--:|---|--:|--:|--:|"
    for entry in entries:
        for name, key in _CHANGES:
            found = entry[key]
            yield f"| {entry['size']:,} | {name} | {found['files']} | {found['bytes'] / 1e3:.1f} | {found['ms']:.1f} |"
    yield ""
