"""Cite this: how to refer to a page of the site itself or to the base, as text, BibTeX, RIS and CSL-JSON.

Made by hand and not by a style: there is one form of it, and a base has ten thousand of these.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from markupsafe import Markup, escape

from evibase.artifact import to_root
from evibase.graph.coins import encoded, openurl
from evibase.pages.parts import Anchor, link_to
from evibase.pages.rendering import cut, joined, mark, markup, preformatted
from evibase.pages.view import View
from evibase.pages.words import say
from evibase.records.edition import Author, Edition
from evibase.records.model import Ref

_TEX = MappingProxyType(
    {ord("\\"): r"\textbackslash{}", ord("{"): r"\{", ord("}"): r"\}"} | {ord(mark): f"\\{mark}" for mark in "&%$#_"}
)
# Made once: `json.dumps` makes one each time that it is not asked for its defaults.
_encode = json.JSONEncoder(ensure_ascii=False).encode


_CLOSING = ("?", "!")
#: What else there is of a record, for whoever takes it along.
_FILES = {
    "findings": (
        ("The record as written (YAML)", ".yml"),
        ("The record with what is derived from it (JSON)", ".json"),
    )
}


class Format(NamedTuple):
    """One reference in one format: its name, the text, and what a file of it is called."""

    name: str
    text: str
    file: str


class CiteBox(NamedTuple):
    """A reference to one page or work: as text in HTML, in formats to copy, as COinS, and files to take along."""

    text: str
    formats: tuple[Format, ...]
    coins: str = ""
    files: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class _Work:
    """What is cited: a page of the site, or the base as a whole, which has no `site`.

    `closed` says whether the title ends with a mark of its own.
    """

    key: str
    title: str
    closed: bool
    authors: tuple[str, ...]
    site: str
    version: str
    day: tuple[int, ...]
    url: str
    doi: str = ""

    @property
    def year(self) -> str:
        """Give the year, or what stands for one."""
        return str(self.day[0]) if self.day else say("n.d.")


def as_html(box: CiteBox) -> Markup:
    """Show a reference."""
    return markup("takeaway.html", box=box)


def cite_box(view: View, ref: Ref, title: str, authors: tuple[str, ...]) -> Markup:
    """Give how to cite a page. Version and date are those of the base, for pages carry none of their own.

    But for id and title it is the same on all pages of a section that are by the same people: it is made once for
    these, with marks in the places of the two.
    """
    title = title.rstrip(".")
    form = view.kept("forms to cite", partial(_form, view))[ref.section, authors, title.endswith(_CLOSING)]
    return joined(
        form,
        {
            "id": ref.id,
            "text": title,
            "bibtex": preformatted(_tex(title)),
            "ris": preformatted(title),
            "csl": preformatted(_encode(title)[1:-1]),
            "coins": encoded(title),
        },
    )


def _form(view: View, key: tuple[str, tuple[str, ...], bool]) -> tuple[str, ...]:
    """Give how to cite the pages of a section that are by certain people, cut at id and title.

    The title has a mark for each format, which writes it in its own way.
    """
    section, authors, closed = key
    edition, base, page = _edition(view), view.settings.site_url, view.page_url(f"{section}/{mark('id')}.md")

    def work(title: str) -> _Work:
        return _Work(
            key=mark("id"),
            title=mark(title),
            closed=closed,
            authors=tuple(view.people(authors)) or _authors(edition),
            site=edition.title if edition else view.settings.site_name,
            version=_version(edition),
            day=_day(edition),
            url=f"{base.rstrip('/')}/{page}" if base else "",
        )

    names = _FILES.get(section, ())
    files = tuple(link_to(say(name), f"{to_root(page)}{section}/{mark('id')}{ending}") for name, ending in names)
    formats = _formats(work("bibtex"), work("ris"), work("csl"))
    return cut(as_html(CiteBox(_text(work("text")), formats, _coins(work("coins")), files)))


def base_box(view: View) -> Markup | None:
    """Give how to cite the base as a whole; nothing where it does not say so itself."""
    edition = _edition(view)
    if edition is None:
        return None
    url = edition.url or view.settings.site_url
    work = _Work(
        key="base",
        title=edition.title,
        closed=edition.title.endswith(_CLOSING),
        authors=_authors(edition),
        site="",
        version=_version(edition),
        day=_day(edition),
        url=url,
        doi=edition.doi or "",
    )
    files = (link_to("CITATION.cff", "CITATION.cff"),)
    return as_html(CiteBox(_text(work), _formats(work, work, work), _coins(work), files))


def base_authors(view: View) -> tuple[str, ...]:
    """Give who made the base, as its citation file names them; nobody where it names none."""
    return _authors(_edition(view))


def _edition(view: View) -> Edition | None:
    return view.kept("edition", partial(_first_edition, view))[""]


def _first_edition(view: View, _: str) -> Edition | None:
    return next(iter(view.graph.base.of(Edition).values()), None)


def _authors(edition: Edition | None) -> tuple[str, ...]:
    return tuple(map(_author, edition.authors)) if edition else ()


def _author(author: Author) -> str:
    return author.name or " ".join(part for part in (author.given, author.family) if part)


def _version(edition: Edition | None) -> str:
    return (edition.version or "") if edition else ""


def _day(edition: Edition | None) -> tuple[int, ...]:
    day = edition.released if edition else None
    return (day.year, day.month, day.day) if day else ()


def _formats(for_bibtex: _Work, for_ris: _Work, for_csl: _Work) -> tuple[Format, ...]:
    """Give the formats; the works differ by what marks the title, if that is to be put in later."""
    return (
        Format("BibTeX", _bibtex(for_bibtex), f"{for_bibtex.key}.bib"),
        Format("RIS", _ris(for_ris), f"{for_ris.key}.ris"),
        Format("CSL-JSON", _csl(for_csl), f"{for_csl.key}.json"),
    )


def _text(work: _Work) -> Markup:
    """Give the reference as APA has it for a page of a site (10.16) or a data set (10.9)."""
    lead = ", ".join(work.authors)
    stop = "" if not lead or lead.endswith(".") else "."
    version = f" ({say('Version')} {work.version})" if work.version else ""
    title, site = escape(work.title), escape(work.site)
    end = "" if work.closed else "."
    named = f"{title}{end} <i>{site}</i>{version}." if work.site else f"<i>{title}</i>{version} [{say('Data set')}]."
    where = f"https://doi.org/{work.doi}" if work.doi else work.url
    text = f"{escape(lead)}{stop} ({work.year}). {named} {escape(where)}"
    return Markup(text.strip())  # noqa: S704 - its parts are escaped


def _bibtex(work: _Work) -> str:
    kind = "online" if work.site else "dataset"
    fields: Mapping[str, str] = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in work.authors),
        "title": f"{{{_tex(work.title)}}}",
        "organization": _tex(work.site),
        "version": work.version,
        "date": "-".join(f"{part:02d}" for part in work.day),
        "doi": work.doi,
        "url": work.url,
    }
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{work.key},\n{body}}}"


def _ris(work: _Work) -> str:
    lines = [f"TY  - {'ELEC' if work.site else 'DATA'}", f"ID  - {work.key}"]
    lines += [f"AU  - {name}" for name in work.authors]
    lines += [f"TI  - {work.title}"]
    lines += [f"T2  - {work.site}"] if work.site else []
    lines += [f"PY  - {work.year}", f"DA  - {work.day[0]:04d}/{work.day[1]:02d}/{work.day[2]:02d}/"] if work.day else []
    lines += [f"ET  - {work.version}"] if work.version else []
    lines += [f"DO  - {work.doi}"] if work.doi else []
    lines += [f"UR  - {work.url}"] if work.url else []
    return "\n".join([*lines, "ER  - "])


def _csl(work: _Work) -> str:
    item = {
        "id": work.key,
        "type": "webpage" if work.site else "dataset",
        "title": work.title,
        "author": [{"literal": name} for name in work.authors],
        "container-title": work.site,
        "version": work.version,
        "issued": {"date-parts": [list(work.day)]} if work.day else {},
        "DOI": work.doi,
        "URL": work.url,
    }
    return f"[{_encode({name: value for name, value in item.items() if value})}]"


def _coins(work: _Work) -> str:
    pairs = [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc")]
    pairs += [("rft.type", "webpage" if work.site else "dataset"), ("rft.title", work.title)]
    pairs += [("rft.source", work.site)] if work.site else []
    pairs += [("rft.creator", name) for name in work.authors]
    pairs += [("rft.date", "-".join(f"{part:02d}" for part in work.day))] if work.day else []
    pairs += [("rft.identifier", work.url)] if work.url else []
    return openurl(pairs)


def _tex(text: str) -> str:
    """Escape what LaTeX would take for a command."""
    return text.translate(_TEX)
