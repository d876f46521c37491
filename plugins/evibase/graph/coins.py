"""A reference as COinS: an OpenURL in the `title` of an empty span, which Zotero's and other connectors look for.

Source: OpenURL COinS (ocoins.info), and the formats of the KEV Guidelines to ANSI/NISO Z39.88-2004.
"""

# ruff: noqa: RUF001 - dashes are what this is about

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import quote

from evibase.graph.ris import name_text
from evibase.records.reference import Reference

#: What is not "unreserved" (RFC 3986, section 2.3).
_TO_ENCODE = re.compile(r"[^A-Za-z0-9_.~-]+")
_ARTICLES = frozenset({
    "article", "article-journal", "article-magazine", "article-newspaper", "review", "periodical",
})  # fmt: skip
_BOOKS = {
    "book": "book", "chapter": "bookitem", "entry-encyclopedia": "bookitem", "entry-dictionary": "bookitem",
    "paper-conference": "proceeding", "report": "report",
}  # fmt: skip
#: What Zotero calls the others.
_KINDS = {
    "webpage": "webpage", "post": "blogPost", "post-weblog": "blogPost", "dataset": "dataset",
    "motion_picture": "videoRecording", "software": "computerProgram",
    "speech": "presentation", "manuscript": "manuscript", "map": "map",
    "graphic": "artwork", "song": "audioRecording",
}  # fmt: skip


def coins(reference: Reference) -> str:
    """Give the value of the span's `title`, percent-encoded; in HTML its `&` are still to be escaped."""
    kind = _format(reference)
    pairs = [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{kind}")]
    pairs += [(f"rft.{name}", value) for name, value in _fields(reference, kind) if value]
    pairs += [("rft_id", f"info:doi/{reference.doi}")] if reference.doi else []
    pairs += [("rft_id", reference.url)] if reference.url else []
    return openurl(pairs)


def openurl(pairs: Iterable[tuple[str, str]]) -> str:
    """Give names and values as the query of an OpenURL, percent-encoded. The names are safe as they are."""
    return "&".join([f"{name}={encoded(value)}" for name, value in pairs])


def encoded(value: str) -> str:
    """Percent-encode as `quote` does, in half the time: what stands between words is the same again and again."""
    return _TO_ENCODE.sub(_percent, value)


def _percent(match: re.Match[str]) -> str:
    return _quoted(match[0])


@lru_cache(maxsize=1024)
def _quoted(text: str) -> str:
    return quote(text, safe="")


def _format(reference: Reference) -> str:
    if reference.csl_type in _ARTICLES:
        return "journal"
    if reference.csl_type in _BOOKS:
        return "book"
    return "dissertation" if reference.csl_type == "thesis" else "dc"


def _fields(reference: Reference, kind: str) -> Iterator[tuple[str, str]]:
    issued = reference.issued
    parts = (
        f"{issued.year:04d}" if issued.year else "",
        *(f"{each:02d}" for each in (issued.month, issued.day) if each),
    )
    date = "-".join(parts)
    if kind == "dc":
        yield "type", _KINDS.get(reference.csl_type, "document")
        yield "title", reference.title
        yield "source", reference.container_title
        yield "publisher", reference.issuer
        yield "description", reference.abstract[:500]
        yield "identifier", f"doi:{reference.doi}" if reference.doi else reference.url
        yield "date", date
        yield "language", reference.language
        yield from (("creator", name_text(name)) for name in reference.authors)
        return
    yield from _of_print(reference, kind)
    yield "date", date
    yield "pages", reference.pages.replace("–", "-")
    yield "issn", reference.issn
    yield "isbn", reference.isbn
    if reference.authors and not reference.authors[0].literal:
        yield "aufirst", reference.authors[0].given
        yield "aulast", reference.authors[0].surname
    yield from (("au" if not name.literal else "aucorp", name_text(name)) for name in reference.authors)


def _of_print(reference: Reference, kind: str) -> Iterator[tuple[str, str]]:
    if kind == "journal":
        yield from (("genre", "article"), ("atitle", reference.title), ("jtitle", reference.container_title))
        yield from (("volume", reference.volume), ("issue", reference.issue))
        yield "artnum", reference.article_number
        return
    yield "genre", _BOOKS.get(reference.csl_type, "")
    if kind == "dissertation":
        yield "title", reference.title
    elif reference.container_title:
        yield from (("atitle", reference.title), ("btitle", reference.container_title))
    else:
        yield "btitle", reference.title
    yield "inst" if kind == "dissertation" else "pub", reference.issuer
    yield "place", reference.place
    yield "edition", reference.edition
    yield "series", reference.series
