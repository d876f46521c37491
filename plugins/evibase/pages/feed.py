"""Feeds: what came and changed last, of the whole base and of each theme and sector, for any feed reader.

Atom is RFC 4287, JSON Feed is https://www.jsonfeed.org/version/1.1/. Both hold the same records. Each depends on no
more than it shows, and nothing in it is of the hour of the build.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from urllib.parse import urljoin
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from evibase.artifact import File
from evibase.pages.cite import base_authors
from evibase.pages.cited import plain
from evibase.pages.dated import changes_of, dated, kind_of, newest, newest_of_all, stamp
from evibase.pages.parts import facts, in_one_line
from evibase.pages.view import View
from evibase.pages.words import say
from evibase.pages.works import works_of
from evibase.records.finding import Finding
from evibase.records.model import Ref
from evibase.table import Lookup

#: How many records a feed holds. A reader asks once a day or more often.
MOST = 30
#: The facets whose terms have feeds of their own.
FOLLOWED = ("themes", "sectors")
_ATOM, _JSON = "feed.atom", "feed.json"
#: What a base is dated that has no dated record.
_NEVER = "1970-01-01T00:00:00Z"
_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'


@dataclass(frozen=True, slots=True)
class Entry:
    """One record in a feed. All of it is plain text but `html`."""

    id: str
    url: str
    title: str
    added: str
    changed: str
    summary: str
    tags: tuple[str, ...]

    @property
    def html(self) -> str:
        """Give the summary as HTML: its parts are paragraphs."""
        return "".join(f"<p>{escape(part)}</p>" for part in self.summary.split("\n"))


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its own addresses without the ending, the page that it is about, and its entries, newest first."""

    id: str
    atom: str
    json: str
    page: str
    title: str
    about: str
    authors: tuple[str, ...]
    entries: tuple[Entry, ...]


def followed(view: View) -> Iterator[Ref]:
    """Give the terms that have feeds of their own."""
    return (ref for ref in view.terms if ref.section in FOLLOWED)


def paths(ref: Ref | None) -> tuple[str, str]:
    """Give where the Atom feed and the JSON feed of a term stand in the site; of the whole base for None."""
    folder = f"{ref}/" if ref else ""
    return f"{folder}{_ATOM}", f"{folder}{_JSON}"


def keys(view: View) -> Iterator[str]:
    """Give the path of every feed."""
    for ref in (None, *followed(view)):
        yield from paths(ref)


def file(view: View, key: str) -> File:
    """Give one feed."""
    folder, _, name = key.rpartition("/")
    found = feed(view, Ref(*folder.split("/", 1)) if folder else None)
    return File(key, as_atom(found) if name == _ATOM else as_json(found))


def feed(view: View, ref: Ref | None) -> Feed:
    """Give the feed of a term, or of the whole base."""
    atom, json_path = paths(ref)
    own = view.url(ref) if ref else ""
    name = f"{view.terms[ref].label} - {view.settings.site_name}" if ref else view.settings.site_name
    about = (
        say("What is new and what has changed in {name}").format(name=view.terms[ref].label)
        if ref
        else say("What is new and what has changed in this base")
    )
    refs = newest(view, _about(view, ref), MOST) if ref else newest_of_all(view)[:MOST]
    up = "../" * atom.count("/")
    made: Lookup[Ref, Entry] = view.kept(f"feed entries {up}", lambda each: _entry(view, each, up))
    return Feed(
        id=_id(view, own),
        atom=_address(view, atom, "feed.atom"),
        json=_address(view, json_path, "feed.json"),
        page=_address(view, own, f"{up}{own}" or "./"),
        title=name,
        about=about,
        authors=base_authors(view) or (view.settings.site_name,),
        entries=tuple(made[each] for each in refs),
    )


def _about(view: View, ref: Ref) -> list[Ref]:
    """Give what carries a term or one below it, withdrawn findings too, and the page of the term itself."""
    terms = (ref, *view.narrower(ref))
    links = (link for term in terms for link in view.graph.links_to(term, "facet"))
    return list(dict.fromkeys([ref, *(link.origin for link in links)]))


def _entry(view: View, ref: Ref, up: str) -> Entry:
    when, last = dated(view, ref), next(changes_of(view, ref))
    assert when is not None  # noqa: S101 - only what is dated is asked for
    record, works = view.record(ref), works_of(view)
    parts = [f"{last.word}: {last.what}." if last.what else f"{last.word}."]
    if isinstance(record, Finding):
        parts += [record.plain] if record.plain else []
        parts.append(in_one_line(facts(view, view.standings[ref.id])))
    elif text := getattr(record, "summary", "") or getattr(record, "question", "") or "":
        parts.append(text)
    own = view.url(ref)
    linked = (link.target for link in view.graph.outgoing.get(ref, ()) if link.role == "facet")
    return Entry(
        id=_id(view, own),
        url=_address(view, own, up + own),
        title=plain(works, view.name(ref) if ref.section == "findings" else f"{kind_of(view, ref)}: {view.name(ref)}"),
        added=stamp(when.added),
        changed=stamp(when.changed),
        summary="\n".join(plain(works, " ".join(part.split())) for part in parts),
        tags=tuple(dict.fromkeys(view.terms[term].label for term in linked if term in view.terms)),
    )


def _address(view: View, path: str, near: str) -> str:
    """Give a full address; where the site has none, the way from the feed."""
    site = view.settings.site_url
    return urljoin(f"{site.rstrip('/')}/", path) if site else near


def _id(view: View, path: str) -> str:
    """Give a name that stays: the address, which stays, or one made of the site's name where it has no address."""
    site = view.settings.site_url
    return _address(view, path, "") if site else uuid5(NAMESPACE_URL, f"evibase:{view.settings.site_name}/{path}").urn


def as_atom(found: Feed) -> bytes:
    """Give a feed as Atom."""
    top = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en"})
    _text(top, id=found.id, title=found.title, subtitle=found.about)
    _text(top, updated=found.entries[0].changed if found.entries else _NEVER)
    SubElement(top, "link", {"rel": "self", "type": "application/atom+xml", "href": found.atom})
    SubElement(top, "link", {"rel": "alternate", "type": "text/html", "href": found.page})
    for name in found.authors:
        _text(SubElement(top, "author"), name=name)
    for entry in found.entries:
        item = SubElement(top, "entry")
        _text(item, id=entry.id, title=entry.title, published=entry.added, updated=entry.changed)
        SubElement(item, "link", {"rel": "alternate", "type": "text/html", "href": entry.url})
        for tag in entry.tags:
            SubElement(item, "category", {"term": tag})
        SubElement(item, "summary", {"type": "html"}).text = entry.html
    indent(top)
    return f"{_DECLARATION}{tostring(top, encoding='unicode')}\n".encode()


def _text(parent: Element, **texts: str) -> None:
    for name, text in texts.items():
        SubElement(parent, name).text = text


def as_json(found: Feed) -> bytes:
    """Give a feed as JSON Feed 1.1."""
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": found.title,
        "description": found.about,
        "home_page_url": found.page,
        "feed_url": found.json,
        "language": "en",
        "authors": [{"name": name} for name in found.authors],
        "items": [
            {
                "id": entry.id,
                "url": entry.url,
                "title": entry.title,
                "content_html": entry.html,
                "date_published": entry.added,
                "date_modified": entry.changed,
                "tags": list(entry.tags),
            }
            for entry in found.entries
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
