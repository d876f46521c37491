"""A corpus as the peers get it: every page of ours with the data that it was rendered from, links resolved.

The peers are spared all that evibase does before it renders: reading YAML and BibTeX, checking, linking,
citing, sorting. What a template of ours is given is what a template of theirs is given, as JSON; a card or a
row that many pages show is stored once. Addresses are those from the site's root.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any

from evibase.artifact import Page, address
from evibase.build import Compiled, site_pages
from evibase.hosts.project import compile_project
from evibase.pages import kinds, rendering
from evibase.pages.parts import Card, Passing
from evibase.pages.rows import Row
from evibase.pages.view import Settings, View
from evibase.records.model import Fields
from tests.bench.patching import exchanged

SITE_NAME = "A large base"
#: What templates take from a record itself, beside what is derived from it.
_KEPT = (
    "claim cost definition done label level locator outcome plain problem result sample singular summary title".split()
)
#: The templates of whole pages: called after the kind of page, but for these.
_CALLED = {"brief": "brief_desk", "team kit": "kit"}
_PAGES = frozenset(f"{_CALLED.get(kind.name, kind.name.replace(' ', '_'))}.html" for kind in kinds.PAGES)
#: Values that are links, whatever they begin with.
_LINKS = (
    "action", "all_changes", "all_contested", "assets", "bibliography", "comparing", "contribute", "explore",
    "how_worded", "index", "map", "methods", "root",
)  # fmt: skip


@dataclass(slots=True)
class Converted:
    """The data of a site: pages in order, and what several of them show, by address."""

    pages: list[dict[str, Any]] = field(default_factory=list)
    cards: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, Any] = field(default_factory=dict)


def sound_base(corpus: Path) -> Compiled:
    """Read a corpus; it has no errors, or the benchmark is not worth running."""
    compiled = compile_project(corpus)
    if not compiled.sound:
        raise SystemExit("\n".join(map(str, compiled.problems[:10])))
    return compiled


def pages_of(corpus: Path) -> Iterable[Page]:
    """Give the pages of a corpus as evibase renders them, before they are put into a theme."""
    return site_pages(sound_base(corpus), Settings(site_name=SITE_NAME))


def converted(corpus: Path) -> Converted:
    """Give the pages of a corpus as data: kind, address, title, contents, authored Markdown, template values."""
    base = sound_base(corpus)
    seen: list[tuple[str, Mapping[str, object]]] = []
    render = rendering.render

    def listening(template: str, **values: object) -> str:
        if template not in _PAGES:
            return render(template, **values)  # a part that many pages share: they get it as it is
        seen.append((template, values))
        return ""

    found = Converted()
    with exchanged(render, listening):
        for page in kinds.all_pages(View(base.graph, Settings(site_name=SITE_NAME))):
            template, values = seen.pop()
            seen.clear()
            url = f"/{address(page.path)}"
            found.pages.append(
                {
                    "kind": template.removesuffix(".html"),
                    "url": url,
                    "title": page.title,
                    "description": page.description,
                    "contents": [{"id": anchor, "text": text} for anchor, text in page.contents],
                    "markdown": page.markdown or "",
                    "values": {
                        name: from_root(url, str(value)) if name in _LINKS else _plain(value, url, found)
                        for name, value in values.items()
                        if value
                    },
                }
            )
    return found


def _plain(value: object, url: str, found: Converted) -> Any:  # noqa: ANN401 - JSON has no type
    """Give a value as JSON holds it. What is empty is left out of objects."""
    if isinstance(value, str):
        return from_root(url, value) if value.startswith(("./", "../")) else value
    if isinstance(value, (Card, Row, Passing)):
        return _shared(value, url, found)
    if isinstance(value, Mapping):
        return {str(name): _plain(each, url, found) for name, each in value.items()}
    if isinstance(value, (list, tuple)) and not hasattr(value, "_fields"):
        return [_plain(each, url, found) for each in value]
    if isinstance(value, Fields):
        return {name: each for name in _KEPT if isinstance(each := getattr(value, name, None), str) and each}
    return _object(value, url, found) if is_dataclass(value) or isinstance(value, tuple) else value


def _shared(value: Card | Row | Passing, url: str, found: Converted) -> dict[str, str] | str:
    """Give what many pages show by its address, with what differs from page to page."""
    if isinstance(value, Passing):
        return {"card": f"/findings/{value.finding}/", "why": value.why}  # its card is in the list of findings
    return _card(value, url, found) if isinstance(value, Card) else _row(value, url, found)


def _object(value: Any, url: str, found: Converted, *left_out: str) -> dict[str, Any]:  # noqa: ANN401 - a dataclass or named tuple
    made = {}
    for name in getattr(value, "_fields", None) or [each.name for each in fields(value)]:
        part = getattr(value, name)
        if part in (None, "") or name in left_out or name == "html":
            continue
        made[name] = from_root(url, part) if name in {"href", "previous", "next"} else _plain(part, url, found)
    return made


def _card(card: Card, url: str, found: Converted) -> dict[str, str]:
    target = from_root(url, card.link.href)
    if target not in found.cards:
        found.cards[target] = _object(card, url, found, "why", "kind", "note", "shown")
    kind = {"kind": card.kind} if card.kind != "supports" else {}
    return {"card": target} | kind | ({"why": card.why} if card.why else {})


def _row(row: Row, url: str, found: Converted) -> str:
    target = from_root(url, row.link.href)
    if target not in found.rows:
        found.rows[target] = _object(row, url, found)
    return target


def from_root(url: str, link: str) -> str:
    """Give a link on a page as an address from the site's root: `../../findings/x/` becomes `/findings/x/`."""
    if link.startswith(("#", "http:", "https:", "mailto:", "/")):
        return link
    path, mark, rest = link.partition("#") if "#" in link else link.partition("?")
    joined = posixpath.normpath(posixpath.join(url, path))
    slash = "/" if joined != "/" and (path.endswith("/") or path in {"", ".", ".."}) else ""
    return f"{joined}{slash}{mark}{rest}"
