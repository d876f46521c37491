"""Redirects: the page that stays at a former address and sends readers on, with or without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from evibase.artifact import File, address, to_root
from evibase.pages.view import View
from evibase.pages.words import say


def redirects(view: View) -> Iterator[File]:
    """Give a small page of its own for each alias."""
    directory_urls = view.settings.directory_urls
    for alias, ref in view.graph.aliases.items():
        if alias in view.graph.known:
            continue
        own = address(f"{alias}.md", directory_urls=directory_urls)
        target = escape(to_root(own) + view.url(ref))
        name = escape(view.name(ref))
        moved = say("This page has moved")
        html = (
            f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{name}</title>\n'
            f'<meta name="viewport" content="width=device-width">\n<meta name="robots" content="noindex">\n'
            f'<meta http-equiv="refresh" content="0; url={target}">\n<link rel="canonical" href="{target}">\n</head>\n'
            f'<body>\n<main>\n<h1>{moved}</h1>\n<p><a href="{target}">{name}</a></p>\n</main>\n</body>\n</html>\n'
        )
        yield File(f"{own}index.html" if own.endswith("/") else own, html.encode())
