"""External links: where a base leads to on the web, and whether there is still something there.

The one part of evibase that uses the network, and only when it is called.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException
from typing import Literal
from urllib.error import HTTPError, URLError
from urllib.parse import urldefrag, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from evibase.graph.graph import Graph
from evibase.records.identifiers import is_safe_url
from evibase.records.source import Source
from evibase.records.vocabulary import Vocabulary

#: An address in Markdown, as a link or bare; marks of the sentence that follow it do not belong to it.
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]{}\"'`\\]+(?:\([^\s<>()]*\)[^\s<>()\[\]{}\"'`\\]*)*")
#: Names that are kept for examples and lead nowhere by design (RFC 2606, RFC 6761).
_EXAMPLES = re.compile(r"(?:.*\.)?(?:example(?:\.(?:com|net|org))?|invalid|test)")
_GONE = frozenset({404, 410})
#: Answers that say nothing about whether the page is there: for people, not for programs, or not now.
_NOT_TOLD = frozenset({401, 402, 403, 405, 406, 408, 418, 425, 429, 451, 500, 501, 502, 503, 504, 520, 521, 522, 999})
_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class ExternalLink:
    """An address, and the place where it is written."""

    path: str
    line: int
    column: int
    url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: `ok`, `moved` for good (to `now`), `gone`, or `unknown` where the site did not tell."""

    kind: Literal["ok", "moved", "gone", "unknown"]
    why: str = ""
    now: str = ""


def external_links(graph: Graph) -> Iterator[ExternalLink]:
    """Give every address that a base leads to, but for examples: of works, archived copies, terms, authored text."""
    yield from (link for link in _written(graph) if not _EXAMPLES.fullmatch(_host(link.url)))


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _written(graph: Graph) -> Iterator[ExternalLink]:
    for reference in graph.base.references:
        if reference.doi:
            yield ExternalLink(reference.path, *reference.position("doi", "url"), f"https://doi.org/{reference.doi}")
        if reference.url and not reference.url.startswith("https://doi.org/"):
            yield ExternalLink(reference.path, *reference.position("url", "howpublished", "note"), reference.url)
    for record in graph.base.records:
        places: list[tuple[tuple[str | int, ...], str]] = []
        if isinstance(record, Source) and record.archived:
            places.append((("archived",), record.archived))
        if isinstance(record, Vocabulary):
            places += [
                (("terms", index, "match", number), url)
                for index, term in enumerate(record.terms)
                for number, url in enumerate(term.match)
            ]
        found = ((match.start(), match[0].rstrip(".,;:!?*_")) for match in _ADDRESS.finditer(record.body))
        places += [(("body", offset), url) for offset, url in found]
        for loc, url in places:
            place = record.problem_at(loc, "", "", "")
            yield ExternalLink(record.path, place.line, place.column, url)


def ask_all(links: list[ExternalLink], seconds: float = 20.0) -> Iterator[tuple[ExternalLink, Answer]]:
    """Ask for every address once, several at a time; give each link with the answer, in the order of the links."""
    urls = list(dict.fromkeys(urldefrag(link.url).url for link in links))
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        answers = dict(zip(urls, pool.map(lambda url: ask(url, seconds), urls), strict=True))
    for link in links:
        yield link, answers[urldefrag(link.url).url]


def ask(url: str, seconds: float = 20.0) -> Answer:
    """Ask whether there is something at an address: with HEAD, then with GET, as some servers know only that."""
    if not is_safe_url(url):
        return Answer("gone", "this is no address of the web")
    answer = _ask(url, "HEAD", seconds)
    if answer.kind in {"gone", "unknown"}:
        time.sleep(0.2)
        answer = _ask(url, "GET", seconds)
    return answer


class _Redirects(HTTPRedirectHandler):
    """Follows redirects to the web only, and remembers whether all of them were for good."""

    def __init__(self) -> None:
        self.for_good = True

    def redirect_request(  # noqa: PLR0913, PLR0917 - the base's signature
        self, req: Request, fp: object, code: int, msg: str, headers: object, newurl: str
    ) -> Request | None:
        self.for_good = self.for_good and code in {301, 308}
        if urlsplit(newurl).scheme not in {"http", "https"}:
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]  # typeshed's are narrower


def _ask(url: str, method: str, seconds: float) -> Answer:
    redirects = _Redirects()
    opener = build_opener(redirects)
    agent = "Mozilla/5.0 (compatible; evibase links)"
    request = Request(url, method=method, headers={"User-Agent": agent, "Accept": "*/*"})  # noqa: S310 - http and https only, see `ask`
    try:
        with opener.open(request, timeout=seconds) as response:
            now = response.geturl()
    except HTTPError as error:
        error.close()
        why = f"answers {error.code}"
        if error.code in _GONE:
            return Answer("gone", why)
        return Answer("unknown" if error.code in _NOT_TOLD else "gone", why)
    except (URLError, HTTPException, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        return Answer("unknown", f"cannot be reached: {str(reason) or type(reason).__name__}")
    moved = redirects.for_good and urldefrag(now).url != url and "doi.org" not in (urlsplit(url).hostname or "")
    return Answer("moved", "has moved for good", now) if moved else Answer("ok")
