"""What is wrong with the links of a built site: those that lead nowhere, and those that load from elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from tests.hosts.sites import contents


@dataclass(slots=True)
class Html:
    """What a page holds that can be broken: ids, and addresses with the tag and attribute that they stand in."""

    ids: list[str] = field(default_factory=list)
    addresses: list[tuple[str, str, str]] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)


_ADDRESSES = {"href", "src", "action", "data", "poster", "data-ev-index", "srcset"}
#: Where an address is followed by a person, not loaded by the page.
_FOLLOWED = {("a", "href"), ("form", "action")}
_FOLLOWED_LINKS = {"canonical", "next", "prev", "alternate", "license"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.html = Html()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note ids, names of anchors and addresses."""
        given = {name: value or "" for name, value in attrs}
        self.html.ids += [given["id"]] if "id" in given else []
        self.html.styles += [given["style"]] if "style" in given else []
        kind = f"link {given.get('rel', '')}" if tag == "link" else tag
        if tag == "meta" and given.get("http-equiv") == "refresh":
            self.html.addresses.append(("a", "href", given["content"].partition("url=")[2]))
        self.html.addresses += [(kind, name, value) for name, value in given.items() if name in _ADDRESSES]


def html_of(text: str) -> Html:
    """Read a page."""
    reader = _Reader()
    reader.feed(text)
    return reader.html


def pages_of(site: Path) -> dict[str, Html]:
    """Read every page of a site, by path."""
    return {
        path.relative_to(site).as_posix(): html_of(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")
    }


def broken_links(site: Path, site_url: str = "") -> list[str]:
    """Give every internal link that leads to no file or to no id, and every id that a page has twice."""
    pages = pages_of(site)
    base = site_url or "http://site.invalid/"
    files = set(contents(site))
    found = []
    for name, page in sorted(pages.items()):
        found += [f"{name}: id {each!r} stands twice" for each, times in Counter(page.ids).items() if times > 1]
        # A server shows the 404 page at any address, and only where the site has an address can the host know that.
        own = urljoin(base, "no/such/page/" if name == "404.html" and site_url else name)
        for tag, attribute, address in page.addresses:
            whole = urljoin(base, name) + address if address.startswith("#") else urljoin(own, address)
            if wrong := _broken(pages, files, base, whole):
                found.append(f"{name}: <{tag} {attribute}={address!r}> {wrong}")
    return found


def _broken(pages: Mapping[str, Html], files: set[str], base: str, address: str) -> str:
    parts, home = urlsplit(address), urlsplit(base)
    if parts.scheme not in {"http", "https"} or parts.netloc != home.netloc:
        return ""
    if not parts.path.startswith(home.path):
        return "leads out of the site"
    name = unquote(parts.path.removeprefix(home.path))
    name = f"{name}index.html" if name == "" or name.endswith("/") else name
    if name not in files:
        return "leads nowhere"
    if parts.fragment and name in pages and unquote(parts.fragment) not in pages[name].ids:
        return "leads to no such place in the page"
    return ""


_OUTSIDE = re.compile(r"(?:https?:)?//[\w.-]", re.IGNORECASE)
_CSS_ADDRESS = re.compile(r"url\(\s*['\"]?([^'\")]*)|@import\s+['\"]([^'\"]*)", re.IGNORECASE)


def third_parties(site: Path, site_url: str = "") -> list[str]:
    """Give every script, style, font, image or frame that a page or style sheet would load from elsewhere."""
    found = []
    for name, page in pages_of(site).items():
        loaded = [
            address
            for tag, attribute, address in page.addresses
            if (tag, attribute) not in _FOLLOWED and tag.removeprefix("link ") not in _FOLLOWED_LINKS
        ]
        loaded += [address for style in page.styles for address in _css(style)]
        found += [f"{name}: {each}" for each in loaded if _foreign(each, site_url)]
    for sheet in site.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        found += [f"{sheet.name}: {each}" for each in _css(text) if _foreign(each, site_url)]
    return found


def _css(text: str) -> Iterator[str]:
    return (match[1] or match[2] or "" for match in _CSS_ADDRESS.finditer(text))


def _foreign(address: str, site_url: str) -> bool:
    return bool(_OUTSIDE.match(address)) and not (site_url and address.startswith(site_url))
