"""The part of the results on Lighthouse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

HEAD = """## Lighthouse

Written by `python tasks.py bench -- --lighthouse`. Lighthouse as it comes: a phone of the middle class on slow 4G, both
simulated; the server is on the same machine and compresses with gzip. The median of all rounds; the score for
accessibility is the lowest of them. Times are in milliseconds.
"""


def scores_report(entries: Sequence[Mapping[str, Any]]) -> str:
    """Give the table."""
    lines = [
        HEAD,
        (
            "| findings | page | accessibility | performance | first contentful paint | largest contentful paint "
            "| total blocking time | layout shift | kB |"
        ),
        "|--:|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {one['size']:,} | {one['page']} | {one['accessibility']} | {one['performance']} "
        f"| {one['first contentful paint']:,.0f} | {one['largest contentful paint']:,.0f} "
        f"| {one['total blocking time']:,.0f} | {one['layout shift']:.3f} | {one['bytes'] / 1e3:,.0f} |"
        for one in entries
    ]
    return "\n".join([*lines, ""])
