"""The page of a source: its reference, and everything in this base that leans on it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from evibase.artifact import Outline, Page
from evibase.graph.bibtex_entry import bibtex_entry
from evibase.graph.coins import coins
from evibase.graph.csl_json import csl_json
from evibase.graph.independence import project_of
from evibase.graph.ris import ris
from evibase.pages.cite import CiteBox, Format, as_html
from evibase.pages.paging import number_of, numbered, page_path, paging, part_of
from evibase.pages.parts import Anchor, Card, Parts, link_to, linked
from evibase.pages.rendering import render
from evibase.pages.rows import rows
from evibase.pages.standing_links import standing_links
from evibase.pages.view import PER_PAGE, View
from evibase.pages.words import STANCE, count, say
from evibase.pages.works import works_of
from evibase.records.model import Link, Ref
from evibase.records.reference import Reference
from evibase.records.source import Source

_encode = json.JSONEncoder(ensure_ascii=False).encode
#: The files that the exports give of a source.
_FILES = (("BibTeX", ".bib"), ("RIS", ".ris"), ("CSL-JSON", ".csl.json"))


class Cited(NamedTuple):
    """A finding that cites the source: with which stance, where in the source, and whether read second-hand."""

    card: Card
    stance: str
    word: str
    locator: str
    second_hand: bool


def keys(view: View) -> Iterator[str]:
    """Give the key of every reference, and the numbers of the further pages of what leans on it."""
    for key in view.graph.base.reference_of:
        yield from numbered(key, view.kept("places that lean on sources", partial(_how_many, view))[key])


def _how_many(view: View, key: str) -> int:
    return max(len(_leaning(view, key)), len(_others(view, key)))


def outline(view: View, key: str) -> Outline:
    """Give what is to be known of a page of a source."""
    key, nth = number_of(key)
    reference = view.graph.base.reference_of[key]
    return Outline(page_path(f"sources/{reference.address}.md", nth), reference.path)


def page(view: View, key: str) -> Page:
    """Give the page of a source."""
    key, nth = number_of(key)
    reference = view.graph.base.reference_of[key]
    ref = Ref("sources", key)
    first = f"sources/{reference.address}.md"
    path = page_path(first, nth)
    parts = Parts(view, view.page_url(path))
    sidecar = view.graph.base.of(Source).get(key)
    links, others = _leaning(view, key), _others(view, key)
    shown = part_of(others, nth)
    sisters = [name for name in view.projects[project_of(view.graph, key)] if name != key]
    label = view.name(ref)
    used = rows(parts, [other for other in shown if other.section])
    text = Markup(works_of(view).reference(key))  # noqa: S704 - escaped where it is made
    body = render(
        "source.html",
        crumbs=parts.crumbs((say("Sources"), "sources/index.md"), (label, "")),
        title=reference.title or label,
        label=label,
        key=key,
        sidecar=sidecar,
        retracted=_retracted(sidecar),
        identifiers=_identifiers(reference),
        sisters=parts.links("sources", sisters[:PER_PAGE]),
        cited=[_cited(parts, link) for link in part_of(links, nth)],
        nth=nth,
        pages=paging(parts, first, nth, max(len(links), len(others))),
        number=count(len(links), "place in this base leans on it", "places in this base lean on it"),
        others=used,
        cited_on=linked(_on_page(parts, other, reference) for other in shown if not other.section),
        abstract=reference.abstract,
        reference=text,
        cite=_box(parts, reference, text),
        bibliography=parts.to_page("bibliography/index.md"),
    )
    contents = [("cited-by", say("Findings that cite it"))]
    if used:
        contents.append(("also", say("Also used in")))
    contents.append(("about", say("About this source")))
    contents.append(("take", say("Take it along")))
    title = label if nth == 1 else say("{name}, page {number}").format(name=label, number=nth)
    return Page(path, title, reference.title or label, body, reference.path, tuple(contents))


def _box(parts: Parts, reference: Reference, text: Markup) -> Markup:
    """Give the reference in every format, and the files that hold it, as HTML."""
    place = f"{parts.root}sources/{reference.address}"
    formats = (
        Format("BibTeX", bibtex_entry(reference).strip(), f"{reference.address}.bib"),
        Format("RIS", ris(reference).strip(), f"{reference.address}.ris"),
        Format("CSL-JSON", _json(csl_json(reference)), f"{reference.address}.json"),
    )
    files = tuple(link_to(name, place + ending) for name, ending in _FILES)
    return as_html(CiteBox(text, formats, coins(reference), files))


def _json(item: Mapping[str, object]) -> str:
    """Give CSL-JSON with each field on a line of its own; `indent` would leave all of it to Python code."""
    fields = ",\n".join([f"  {_encode(name)}: {_encode(value)}" for name, value in item.items()])
    return f"[{{\n{fields}\n}}]"


class Notice(NamedTuple):
    """What is said of a work that its publisher has taken back."""

    text: str
    reason: str
    notice: str


def _retracted(sidecar: Source | None) -> Notice | None:
    """Say that the publisher has taken the work back, when, why, and where that stands."""
    found = sidecar.retracted if sidecar else None
    if found is None:
        return None
    when = say(" on {day}").format(day=found.on) if found.on else ""
    text = say("This work was retracted{when}, as {source} says.").format(when=when, source=found.source)
    return Notice(text, found.reason or "", found.notice or "")


def _identifiers(reference: Reference) -> list[tuple[str, str, str]]:
    """Give each identifier with its name, and its address where it has one."""
    doi = f"https://doi.org/{quote(reference.doi, safe='/:;().-_')}" if reference.doi else ""
    found = (
        ("DOI", reference.doi, doi),
        ("ISBN", reference.isbn, ""),
        ("ISSN", reference.issn, ""),
        ("PubMed", reference.pmid, f"https://pubmed.ncbi.nlm.nih.gov/{quote(reference.pmid)}/"),
        ("PubMed Central", reference.pmcid, f"https://www.ncbi.nlm.nih.gov/pmc/articles/{quote(reference.pmcid)}/"),
        (say("Address"), reference.url, reference.url if reference.url.startswith(("http://", "https://")) else ""),
    )
    return [(name, value, href) for name, value, href in found if value]


def _others(view: View, key: str) -> list[Ref]:
    """Give the records and pages that name the source otherwise than as evidence, each once, as far as they stand."""
    leaning = {link.origin for link in _leaning(view, key)}
    links = view.graph.links_to(Ref("sources", key), "case", "question", "citation")
    refs = dict.fromkeys(link.origin for link in links if link.origin != Ref("sources", key))
    return [r for r in refs if r not in leaning and (r.section != "findings" or r.id in view.findings)]


def _on_page(parts: Parts, ref: Ref, reference: Reference) -> Anchor:
    """Lead to the place in an authored page where its list names the source."""
    anchor = parts.anchor(ref, _page_name(ref))
    return link_to(anchor.text, f"{anchor.href}#ev-ref-{reference.address}")


def _leaning(view: View, key: str) -> tuple[Link, ...]:
    """Give the links from findings to a source, as evidence or as the document through which it was read."""
    return standing_links(view, Ref("sources", key), "evidence", "via")


def _page_name(ref: Ref) -> str:
    """Name an authored page by its file, and an index by its folder."""
    name = ref.id.removesuffix("index").rstrip("/").rpartition("/")[2]
    return name.replace("-", " ").capitalize() or say("Home")


def _cited(parts: Parts, link: Link) -> Cited:
    return Cited(parts.card(link.origin.id), link.kind, say(STANCE[link.kind]), link.note, link.role == "via")
