"""Cite this: how to refer to a page of the site itself, as text and as BibTeX."""

from __future__ import annotations

from typing import NamedTuple

from evibase.pages.parts import Anchor
from evibase.pages.view import View
from evibase.pages.words import say
from evibase.records.model import Ref

_TEX = str.maketrans({"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}"} | {mark: f"\\{mark}" for mark in "&%$#_"})


class CiteBox(NamedTuple):
    """A reference to one page as APA-like text and as BibTeX, and files to take along."""

    text: str
    bibtex: str
    files: tuple[Anchor, ...] = ()


def cite_box(view: View, ref: Ref, title: str, authors: tuple[str, ...], files: tuple[Anchor, ...] = ()) -> CiteBox:
    """Give how to cite a page. Pages carry no date of their own, so the date of access is the reader's to add."""
    names = view.people(authors)
    url = view.settings.site_url.rstrip("/") + "/" + view.url(ref) if view.settings.site_url else ""
    site = view.settings.site_name
    text = f"{', '.join(names)} ({say('n.d.')}). {title.rstrip('.')}. {site}. {url}".strip()
    fields = {"author": " and ".join(f"{{{_tex(name)}}}" for name in names), "title": f"{{{_tex(title.rstrip('.'))}}}"}
    fields |= {"howpublished": _tex(site)} | ({"url": url} if url else {})
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return CiteBox(text, f"@misc{{{ref.id},\n{body}}}", files)


def _tex(text: str) -> str:
    """Escape what LaTeX would take for a command."""
    return text.translate(_TEX)
