"""Redirects: the page that stays at a former address and sends readers on, with or without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from evibase.artifact import File, address, to_root
from evibase.pages.view import View
from evibase.pages.words import say
from evibase.records.model import Ref
from evibase.records.reference import address as key_address


def keys(view: View) -> Iterator[str]:
    """Give every alias as an address; one that is also the address of a record is that record's."""
    taken = {ref._replace(id=_page_name(ref)) for ref in view.graph.known}
    yield from (str(ref) for ref in view.graph.redirects if ref._replace(id=_page_name(ref)) not in taken)


def file(view: View, key: str) -> File:
    """Give the small page at a former address."""
    alias = Ref(*key.split("/", 1))
    ref = view.graph.redirects[alias]
    own = address(f"{alias.section}/{_page_name(alias)}.md", directory_urls=view.settings.directory_urls)
    target = escape(to_root(own) + view.url(ref))
    name = escape(view.name(ref))
    moved = say("This page has moved")
    html = (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{name}</title>\n'
        f'<meta name="viewport" content="width=device-width">\n<meta name="robots" content="noindex">\n'
        f'<meta http-equiv="refresh" content="0; url={target}">\n<link rel="canonical" href="{target}">\n</head>\n'
        f'<body>\n<main>\n<h1>{moved}</h1>\n<p><a href="{target}">{name}</a></p>\n</main>\n</body>\n</html>\n'
    )
    return File(f"{own}index.html" if own.endswith("/") else own, html.encode())


def _page_name(ref: Ref) -> str:
    """Give the name of a page by its address: that of a source is made of its key."""
    return key_address(ref.id) if ref.section == "sources" else ref.id
