"""The page of a source: its reference, and everything in this base that leans on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evibase.artifact import Page
from evibase.graph.bibtex_entry import bibtex_entry
from evibase.graph.independence import project_of
from evibase.graph.styled_text import to_html
from evibase.pages.paging import number_of, numbered, page_path, paging, part_of
from evibase.pages.parts import Anchor, Card, Parts
from evibase.pages.rendering import render
from evibase.pages.rows import rows
from evibase.pages.view import View
from evibase.pages.words import STANCE, count, say
from evibase.records.model import Link, Ref
from evibase.records.source import Source


@dataclass(frozen=True, slots=True)
class Cited:
    """A finding that cites the source: with which stance, where in the source, and whether read second-hand."""

    card: Card
    stance: str
    word: str
    locator: str
    second_hand: bool


def keys(view: View) -> Iterator[str]:
    """Give the key of every reference, and the numbers of the further pages of what leans on it."""
    for key in view.graph.base.reference_of:
        yield from numbered(key, len(_leaning(view, key)))


def page(view: View, key: str) -> Page:
    """Give the page of a source."""
    key, nth = number_of(key)
    reference = view.graph.base.reference_of[key]
    ref = Ref("sources", key)
    first = f"sources/{reference.address}.md"
    path = page_path(first, nth)
    parts = Parts(view, view.page_url(path))
    sidecar = view.graph.base.of(Source).get(key)
    links = _leaning(view, key)
    others = dict.fromkeys(link.origin for link in view.graph.links_to(ref, "case", "question", "citation"))
    sisters = [name for name in view.projects[project_of(view.graph, key)] if name != key]
    label = view.name(ref)
    body = render(
        "source.html",
        crumbs=parts.crumbs((say("Sources"), "sources/index.md"), (label, "")),
        title=reference.title or label,
        reference=to_html(view.style.entry(key)),
        label=label,
        key=key,
        sidecar=sidecar,
        sisters=parts.anchors("sources", sisters),
        cited=[_cited(parts, link) for link in part_of(links, nth)],
        nth=nth,
        pages=paging(parts, first, nth, len(links)),
        number=count(len(links), "place in this base leans on it", "places in this base lean on it"),
        others=rows(parts, others),
        cited_on=[parts.anchor(other, _page_name(other)) for other in others if not other.section],
        abstract=reference.abstract,
        bibtex=bibtex_entry(reference).strip(),
        file=Anchor("BibTeX", f"{parts.root}sources/{reference.address}.bib"),
    )
    contents = [("cited-by", say("Findings that cite it"))]
    if any(other.section for other in others):
        contents.append(("also", say("Also used in")))
    contents.append(("take", say("Take it along")))
    title = label if nth == 1 else say("{name}, page {number}").format(name=label, number=nth)
    return Page(path, title, reference.title or label, body, reference.path, tuple(contents))


def _leaning(view: View, key: str) -> list[Link]:
    """Give the links from findings to a source, as evidence or as the document through which it was read."""
    links = view.graph.links_to(Ref("sources", key), "evidence", "via")
    return [link for link in links if link.origin.id in view.findings]


def _page_name(ref: Ref) -> str:
    """Name an authored page by its file, and an index by its folder."""
    name = ref.id.removesuffix("index").rstrip("/").rpartition("/")[2]
    return name.replace("-", " ").capitalize() or say("Home")


def _cited(parts: Parts, link: Link) -> Cited:
    return Cited(parts.card(link.origin.id), link.kind, say(STANCE[link.kind]), link.note, link.role == "via")
