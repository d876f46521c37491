"""Links from the findings that stand, for pages that list who leans on them."""

from __future__ import annotations

from functools import partial

from evibase.pages.view import View
from evibase.records.model import Link, Ref


def standing_links(view: View, ref: Ref, *roles: str) -> tuple[Link, ...]:
    """Give the links to an address, in the roles named, from findings that are neither withdrawn nor superseded."""
    return view.kept("links from findings that stand", partial(_found, view))[ref, roles]


def _found(view: View, key: tuple[Ref, tuple[str, ...]]) -> tuple[Link, ...]:
    ref, roles = key
    return tuple([link for link in view.graph.links_to(ref, *roles) if link.origin.id in view.findings])
