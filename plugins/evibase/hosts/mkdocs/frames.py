"""Frames: the host's own page around the pages of records, cut into shells at their markers.

A page that stands in the host's menu has a shell of its own, because the menu shows where one is. All others share
those that prototypes yield.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from evibase.artifact import AUTHORED, Outline, Page
from evibase.hosts.mkdocs import shell
from evibase.hosts.mkdocs.files import Anchors, edit_address
from evibase.hosts.mkdocs.site import Plan
from evibase.pages.sanitise import PREFIX

#: How a prototype page is called, before its number. Prototypes are rendered and never written.
_PROTOTYPE = "evibase-prototype-"
#: The template of pages whose text the host renders and whose frame it does not: it yields nothing.
_UNFRAMED = "evibase/unframed.html"

#: A name that no host writes otherwise in an address, and one of that kind that no file has.
_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
_STEM = "evibase-stem-of-a-file"

#: What a shared shell depends on: the page's path with `*` for its name and for folders below its section, whether
#: it can be edited, whether it has headings.
ShellKind = tuple[str, bool, bool]


def shell_kind(outline: Outline, menu: AbstractSet[str]) -> ShellKind:
    """Give what a shared shell depends on: `("findings/*.md", True, True)`, `("themes/*/*/*.md", True, True)`.

    How deep a page stands would not be enough, for the host's links to a page's own section are shorter. So are those
    to folders below it, where the menu leads there: `menu` holds such folders (`themes/time`).
    """
    *folders, name = outline.path.split("/")
    if name == "index.md" and folders:
        folders[-1] = "*"
    else:
        name = "*.md"
    if len(folders) > 1 and _below_section(outline.path) not in menu:
        folders[1:] = ["*"] * (len(folders) - 1)
    return "/".join((*folders, name)), bool(outline.edit), outline.headed


@dataclass
class Frames:
    """The frames of one build, and the authored texts that belong into pages.

    Without `splice` the host renders every page whole, and nothing is cut: slower, and the same to the last byte.
    """

    plan: Plan
    splice: bool = True
    prototypes: dict[str, ShellKind] = field(default_factory=dict)
    menu: frozenset[str] = frozenset()
    framed: frozenset[str] = frozenset()
    shells: dict[ShellKind, shell.Shell] = field(default_factory=dict)
    own: dict[str, shell.Shell] = field(default_factory=dict)
    authored: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    edits: dict[tuple[str, str], str] = field(default_factory=dict)

    def source(self, path: str) -> str | None:
        """Give the authored Markdown of a page of ours, which the host is about to render; None for other pages."""
        text = self.plan.authored(path)
        if text is not None:
            self.sources[path] = text
        return text

    def add_prototypes(self, files: Files, config: MkDocsConfig) -> None:
        """Add one prototype page for each kind of shell that is needed."""
        self.menu = frozenset(map(_below_section, _menu(config, files)))
        kinds = sorted({self.kind(outline) for outline in outlines(self.plan) if self.splice and not outline.section})
        for number, kind in enumerate(kinds):
            place, edit, _ = kind
            path = place.replace("*", f"{_PROTOTYPE}{number}")
            file = File.generated(config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            file.edit_uri = "x" if edit else None
            files.append(file)
            self.prototypes[path] = kind

    def kind(self, outline: Outline) -> ShellKind:
        """Give which shared shell a page needs."""
        return shell_kind(outline, self.menu)

    def in_menu(self, nav: Navigation) -> None:
        """Note which pages of records the host frames itself: sections, and what else stands in its menu."""
        listed = {page.file.src_uri for page in nav.pages}
        paths = (outline.path for outline in outlines(self.plan) if outline.section or outline.path in listed)
        self.framed = frozenset(paths)

    def dress(self, host: HostPage) -> bool:
        """Put markers into a page of ours, or the template that yields nothing; say whether it is ours."""
        path = host.file.src_uri
        if kind := self.prototypes.get(path):
            _dress(host, edit=kind[1], headed=kind[2], titled=True)
        elif path in self.plan.pages and not self.splice:
            _dress_whole(host, self.plan.page(path))
        elif recipe := self.plan.pages.get(path):
            outline = recipe.outline
            assert outline is not None  # noqa: S101 - it is a page
            _dress(host, edit=bool(outline.edit), headed=outline.headed, titled=path != "index.md")
            if path not in self.framed:
                host.meta["template"] = _UNFRAMED
                return True
            if not outline.described:
                del host.meta["description"]  # the theme then shows that of the site, or none
            if "title" not in vars(host):
                # The menu has no title for it, and would show the marker.
                host.title = escape(self.plan.page(path).title)
        else:
            return False
        return True

    def prefix(self, host: HostPage) -> str:
        """Give what is put before the ids of a page's authored text: on a page of ours, it meets others."""
        return PREFIX if host.file.src_uri in self.plan.pages else ""

    def content(self, host: HostPage, safe: str) -> str | None:
        """Take the authored text of a page of ours, which has been made safe, and give the marker for its body.

        None for pages that are not ours.
        """
        path = host.file.src_uri
        headed = "hide" not in host.meta
        if path in self.plan.pages:
            host.present_anchor_ids = Anchors(  # type: ignore[assignment]  # asked with `in`
                lambda: self.plan.page(path).contents, host.present_anchor_ids or ()
            )
            links = host.links_to_anchors
            if links and host.file in links:
                links[host.file] = {PREFIX + anchor: link for anchor, link in links[host.file].items()}
            if not self.splice:
                page = self.plan.page(path)
                host.toc = _contents_of(page.contents)
                return page.body.replace(AUTHORED, safe)
            self.authored[path] = safe
        elif path not in self.prototypes:
            return None
        host.toc = _contents_of([(shell.ITEM_ID, shell.ITEM_TITLE)] if headed else [])
        return shell.BODY

    def cut(self, host: HostPage, output: str) -> bool:
        """Cut a shell out of a page of ours, as it came out of the theme; say whether it is ours."""
        path = host.file.src_uri
        try:
            if path in self.prototypes:
                self.shells[self.prototypes[path]] = shell.cut(output)
            elif self.splice and path in self.framed:
                self.own[path] = shell.cut(output, titled=path != "index.md")
        except ValueError as error:
            raise PluginError(
                f"{error}: give the theme's overrides `page.content` and `page.meta.title` back."
            ) from error
        return path in self.prototypes or (self.splice and path in self.plan.pages)

    def fill(self, page: Page, outline: Outline, config: MkDocsConfig) -> bytes:
        """Give a page of a record, whole."""
        own = self.own.get(outline.path)
        frame = own if own is not None else self.shells[self.kind(outline)]
        body = page.body
        if page.markdown is not None:
            body = body.replace(AUTHORED, self.authored.get(outline.path, ""))
        canonical = self.plan.canonical(outline.path) if shell.CANONICAL in frame.slots else ""
        edit = self._edit(outline, config) if frame.editable else ""
        filling = shell.Filling(page.title, page.description, body, canonical, edit, page.contents)
        return frame.fill(filling)

    def _edit(self, outline: Outline, config: MkDocsConfig) -> str:
        """Give the address where a page can be edited; the host is asked once for each folder and kind of file."""
        folder, slash, name = outline.edit.rpartition("/")
        stem, dot, ending = name.partition(".")
        if not _PLAIN.fullmatch(stem):
            return edit_address(config, outline)
        known = self.edits.get((folder, ending))
        if known is None:
            other = outline._replace(edit=f"{folder}{slash}{_STEM}{dot}{ending}")
            known = self.edits[folder, ending] = edit_address(config, other)
        return known.replace(_STEM, stem)


def _menu(config: MkDocsConfig, files: Files) -> Iterator[str]:
    """Give the pages that the host is to list in its menu: those that are configured, or all that it has found."""
    if config.nav is None:
        yield from (file.src_uri for file in files.documentation_pages() if file.inclusion.is_in_nav())
        return
    waiting: list[object] = [config.nav]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, Mapping):
            waiting += item.values()
        elif isinstance(item, list):
            waiting += item


def _below_section(path: str) -> str:
    """Give the folder below its section in which the host publishes a page: `themes/time` of `themes/time.md`."""
    return "/".join(path.removesuffix(".md").split("/")[:2])


def outlines(plan: Plan) -> Iterable[Outline]:
    """Give what is known of each page beforehand."""
    return (recipe.outline for recipe in plan.pages.values() if recipe.outline is not None)


def hush(skipped: Callable[[str], bool]) -> None:
    """Keep the host from telling people that it skipped the pages which are written later: so it should be."""

    def is_of_interest(record: logging.LogRecord) -> bool:
        return record.levelno > logging.INFO or not skipped(record.getMessage())

    for host in ("mkdocs", "properdocs"):
        logger = logging.getLogger(f"{host}.commands.build")
        for former in list(logger.filters):
            if getattr(former, "of_evibase", False):
                logger.removeFilter(former)
        is_of_interest.of_evibase = True  # type: ignore[attr-defined]  # so that the next build finds it
        logger.addFilter(is_of_interest)


def _dress(host: HostPage, *, edit: bool, headed: bool, titled: bool) -> None:
    host.meta = {"description": shell.DESCRIPTION}
    if titled:
        host.meta["title"] = shell.TITLE
    if not headed:
        host.meta["hide"] = ["toc"]
    host.canonical_url = shell.CANONICAL if host.canonical_url else None
    host.edit_url = shell.EDIT if edit and host.edit_url else None


def _dress_whole(host: HostPage, page: Page) -> None:
    """Give a page of the host what the core knows of it, escaped: the host's templates do not escape."""
    host.meta = {"description": escape(page.description)}
    if page.path != "index.md":
        host.meta["title"] = escape(page.title)
    if not page.contents:
        host.meta["hide"] = ["toc"]


def escape_meta(host: HostPage) -> None:
    """Escape what the host's templates would print raw of a page that is the host's own."""
    for key in ("title", "description", "author", "subtitle"):
        if isinstance(host.meta.get(key), str):
            host.meta[key] = escape(host.meta[key])


def _contents_of(contents: Iterable[tuple[str, str]]) -> TableOfContents:
    """Give a page's table of contents in the host's form: one heading for the page, the others below it."""
    top = AnchorLink("", "top", 1)
    top.children = [AnchorLink(str(escape(title)), anchor, 2) for anchor, title in contents]
    return TableOfContents([top])
