"""Every link inside the site leads somewhere."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import given, settings

from evibase.artifact import AUTHORED, Page, address
from evibase.build import Compiled
from evibase.hosts.assets import assets as _assets
from evibase.pages.cited import Citing
from evibase.pages.finish import with_references
from evibase.pages.search_entry import facet_list
from evibase.pages.view import Settings, View
from evibase.pages.works import works_of
from tests.bases import ROOT, SMALL, Site, bases, compiled, files_of, site_of


class _Links(HTMLParser):
    """Collects addresses and ids."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the base's signature
        """Take the attributes that are addresses, and ids."""
        found = dict(attrs)
        self.links += [found[name] or "" for name in ("href", "src", "action", "data-ev-index") if name in found]
        self.ids += [found["id"] or ""] if "id" in found else []


def _parsed(html: str) -> _Links:
    parser = _Links()
    parser.feed(html)
    return parser


def _broken(base: Compiled, site: Site, *, directory_urls: bool) -> Iterator[str]:
    """Give each link of a page that leads to no page, file or heading of the site."""
    ids = {address(path, directory_urls=directory_urls): set(_parsed(_whole(p)).ids) for path, p in site.pages.items()}
    view = View(base.graph, Settings(directory_urls=directory_urls))
    ids = {
        address(path.removeprefix("content/"), directory_urls=directory_urls): set(
            _parsed(with_references(Citing(works_of(view)), r.body)).ids
        )
        for path, r in view.graph.base.pages.items()
    } | ids
    redirects = {path.removesuffix("index.html") if directory_urls else path for path in site.files}
    assets = {name for name, _ in _assets()}
    for path, page in site.pages.items():
        own = address(path, directory_urls=directory_urls)
        body = _whole(page)
        for link in _parsed(body).links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = _target(own, unquote(parts.path))
            known = target in ids or target in redirects or target in assets
            if link.startswith("/") or "//" in parts.path or not known or target.startswith(".."):
                yield f"{path}: {link} -> {target}"
            elif parts.fragment and parts.fragment not in ids.get(target, ()):
                yield f"{path}: {link}: no such heading"


def _whole(page: Page) -> str:
    return page.body.replace(AUTHORED, page.markdown or "")


def _target(own: str, path: str) -> str:
    if not path:
        return own
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(own) if not own.endswith("/") else own, path))
    return "" if joined == "." else joined + ("/" if path.endswith("/") else "")


@pytest.mark.parametrize("directory_urls", [True, False])
def test_links_of_the_small_base(directory_urls: bool) -> None:  # noqa: FBT001 - a setting
    """Law: each link of each page leads to a page, file or heading that the build yields."""
    files = {**files_of(SMALL), "content/contribute/index.md": b"# Contribute\n"}
    base = compiled(files)
    assert list(_broken(base, site_of(base, directory_urls=directory_urls), directory_urls=directory_urls)) == []


@pytest.mark.parametrize("directory_urls", [True, False])
def test_links_of_any_base(directory_urls: bool) -> None:  # noqa: FBT001 - a setting
    """Law: the same of any base that has the two pages which the generator's own pages name."""

    @settings(max_examples=25)
    @given(bases())
    def check(files: dict[str, bytes]) -> None:
        pages = {"content/contribute/index.md": b"# Contribute\n", "content/about/methods.md": b"# Methods\n"}
        base = compiled({**files, **pages})
        assert list(_broken(base, site_of(base, directory_urls=directory_urls), directory_urls=directory_urls)) == []

    check()


@given(bases())
@settings(max_examples=25)
def test_ids_are_unique_and_contents_lead_to_headings(files: dict[str, bytes]) -> None:
    """Law: no id stands twice on a page, and its table of contents names only ids that are there."""
    for path, page in site_of(compiled(files)).pages.items():
        ids = _parsed(_whole(page)).ids
        assert len(ids) == len(set(ids)), path
        assert {anchor for anchor, _ in page.contents} <= set(ids), path


@pytest.mark.parametrize("folder", [SMALL, ROOT], ids=["small", "real"])
def test_links_to_the_explorer_ask_for_what_there_is(folder: Path) -> None:
    """Law: each link into the explorer names facets and terms that it knows, so that it shows what was promised."""
    base = compiled(files_of(folder))
    known = {facet["id"]: {term[0] for term in facet["terms"]} for facet in facet_list(View(base.graph, Settings()))}  # type: ignore[attr-defined]
    known |= {"sort": {"fit"}, "q": set()}
    wrong = set()
    for page in site_of(base).pages.values():
        for link in _parsed(page.body).links:
            parts = urlsplit(link)
            if parts.path.endswith("explore/"):
                wrong |= {(page.path, link) for name, term in parse_qsl(parts.query) if term not in known.get(name, ())}
    assert not wrong
