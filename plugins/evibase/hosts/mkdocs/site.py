"""The compiled site as MkDocs needs it: which of its pages the host renders, and which are put into a shell."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as HostPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from evibase.artifact import Page
from evibase.build import Compiled, site_files, site_pages, view_of
from evibase.graph.reference_style import Style
from evibase.graph.title_case import SENTENCE_CASE, Titles
from evibase.hosts.citation_style import APA, StyleError, style_named
from evibase.hosts.mkdocs import shell
from evibase.hosts.project import compile_project
from evibase.pages.sanitise import PREFIX
from evibase.pages.view import Settings, View
from evibase.problems import Severity

#: How a prototype page is called, before its number. Prototypes are rendered and never written.
_PROTOTYPE = "evibase-prototype-"


class RecordFile(File):
    """A page that authored pages can link to and that the host does not render."""

    def is_documentation_page(self) -> bool:
        """Keep the host from rendering it, once its address has been worked out as that of a page."""
        return not hasattr(self, "page_made") and super().is_documentation_page()

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 - the host's signature
        """Write nothing: the page is written when its shell is there."""


#: What a shell depends on: the page's path with `*` for its name, whether it can be edited, whether it has contents.
ShellKind = tuple[str, bool, bool]


def shell_kind(page: Page) -> ShellKind:
    """Give what a shell depends on: `("findings/*.md", True, True)`.

    How deep a page stands would not be enough, for the host's links to a page's own section are shorter.
    """
    path = PurePosixPath(page.path)
    place = path.parent.with_name("*") / path.name if path.name == "index.md" else path.with_name("*.md")
    return str(place), bool(page.edit), bool(page.contents)


def compiled(config: MkDocsConfig) -> Compiled:
    """Compile the project that a configuration file stands in."""
    root = Path(config.config_file_path or "mkdocs.yml").resolve().parent
    if Path(config.docs_dir).resolve() != root / "content":
        raise PluginError("mkdocs.yml:1:1: wrong-value: evibase reads the folder `content`. Set `docs_dir: content`.")
    patterns = [pattern for pattern in (config.exclude_docs, config.draft_docs) if pattern]

    def left_out(name: str) -> bool:
        return name.endswith(".md") and any(each.match_file(name.removeprefix("content/")) for each in patterns)

    return compile_project(root, left_out)


def view(config: MkDocsConfig) -> View:
    """Give the graph as pages see it, for the site that a configuration describes."""
    return view_of(compiled(config), settings(config))


def pages_of(base: Compiled, config: MkDocsConfig) -> Mapping[str, Page]:
    """Give the pages of the site that a configuration describes, by path."""
    return _pages(base, settings(config))


@lru_cache(maxsize=2)
def _pages(base: Compiled, how: Settings) -> Mapping[str, Page]:
    return MappingProxyType({page.path: page for page in site_pages(base, how)})


def settings(config: MkDocsConfig) -> Settings:
    """Give what the host decides about the site. Raises PluginError where there is no such style of citing."""
    options = config.plugins["evibase/findings"].config if "evibase/findings" in config.plugins else {}
    titles = Titles(options.get("title_case", SENTENCE_CASE.case), tuple(options.get("protected_terms", ())))
    name, locale = options.get("style", APA), options.get("style_locale", "")
    root = Path(config.config_file_path or "mkdocs.yml").resolve().parent
    style = None if name == APA else _style(compiled(config), name, titles, root, locale)
    return Settings(config.site_name, config.site_url or "", config.use_directory_urls, titles, style)


@lru_cache(maxsize=2)
def _style(base: Compiled, name: str, titles: Titles, root: Path, locale: str) -> Style:
    """Have all references formatted once a build, however many plugins ask."""
    try:
        return style_named(name, tuple(base.graph.base.reference_of.values()), titles, root, locale)
    except StyleError as error:
        raise PluginError(f"mkdocs.yml: evibase/findings: {error}") from None


def lines_of(base: Compiled, severity: Severity) -> list[str]:
    """Give the problems of one severity as lines."""
    return [str(problem) for problem in base.problems if problem.severity is severity]


def add_files(files: Files, config: MkDocsConfig, pages: Iterable[Page], *, splice: bool) -> None:
    """Tell the host of every page: those in its navigation as pages to render, the others as pages to link to."""
    for page in pages:
        authored = files.get_file_from_path(page.path)
        if authored is None and splice and not page.section:
            _add_record(files, config, page)
            continue
        if authored is None:
            authored = File.generated(config, page.path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            files.append(authored)
        # What navigation does not list on purpose is not forgotten, and the host is not to warn of it.
        authored.inclusion = InclusionLevel.NOT_IN_NAV
        authored.edit_uri = f"../{page.edit}" if page.edit else None


def _add_record(files: Files, config: MkDocsConfig, page: Page) -> None:
    file = RecordFile.generated(config, page.path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    file.edit_uri = f"../{page.edit}" if page.edit else None
    _ = file.dest_uri, file.url  # worked out while it still counts as a page
    file.page_made = True  # type: ignore[attr-defined]
    made = HostPage(None, file, config)
    set_anchors(made, page)
    files.append(file)


def add_prototypes(files: Files, config: MkDocsConfig, pages: Mapping[str, Page]) -> dict[str, ShellKind]:
    """Add one prototype page for each kind of shell that is needed; give their paths."""
    made = {}
    kinds = sorted({shell_kind(pages[file.src_uri]) for file in files if isinstance(file, RecordFile)})
    for number, kind in enumerate(kinds):
        place, edit, _ = kind
        path = place.replace("*", f"{_PROTOTYPE}{number}")
        file = File.generated(config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        file.edit_uri = "x" if edit else None
        files.append(file)
        made[path] = kind
    return made


def hush_prototypes() -> None:
    """Keep the host from telling people of each prototype that it was skipped: that is how it should be."""
    for host in ("mkdocs", "properdocs"):
        logging.getLogger(f"{host}.commands.build").addFilter(_is_of_interest)


def _is_of_interest(record: logging.LogRecord) -> bool:
    return record.levelno > logging.INFO or _PROTOTYPE not in record.getMessage()


def dress(host: HostPage, page: Page) -> None:
    """Give a page of the host what the core knows of it, escaped: the host's templates do not escape."""
    title = page.title if page.path != "index.md" else ""
    host.meta = {"title": escape(title), "description": escape(page.description)}
    if not title:
        del host.meta["title"]
    if not page.contents:
        host.meta["hide"] = ["toc"]


def set_anchors(host: HostPage, page: Page) -> None:
    """Tell the host to which places of a page others may link; ids of authored text have got their prefix."""
    authored = {PREFIX + anchor for anchor in host.present_anchor_ids or ()}
    host.present_anchor_ids = {"top"} | {anchor for anchor, _ in page.contents} | authored
    links = host.links_to_anchors
    if links and host.file in links:
        links[host.file] = {PREFIX + anchor: link for anchor, link in links[host.file].items()}


def escape_meta(host: HostPage) -> None:
    """Escape what the host's templates would print raw of a page that is the host's own."""
    for key in ("title", "description", "author", "subtitle"):
        if isinstance(host.meta.get(key), str):
            host.meta[key] = escape(host.meta[key])


def dress_prototype(host: HostPage, kind: ShellKind) -> None:
    """Put the markers into a prototype."""
    _, edit, contents = kind
    host.meta = {"title": shell.TITLE, "description": shell.DESCRIPTION} | ({} if contents else {"hide": ["toc"]})
    host.canonical_url = shell.CANONICAL if host.canonical_url else None
    host.edit_url = shell.EDIT if edit and host.edit_url else None


def contents_of(contents: Iterable[tuple[str, str]]) -> TableOfContents:
    """Give a page's table of contents in the host's form: one heading for the page, the others below it."""
    top = AnchorLink("", "top", 1)
    top.children = [AnchorLink(str(escape(title)), anchor, 2) for anchor, title in contents]
    return TableOfContents([top])


def spliced(
    files: Files, pages: Mapping[str, Page], shells: Mapping[ShellKind, shell.Shell]
) -> Iterator[tuple[str, bytes]]:
    """Give every page that the host did not render, whole, with its place in the site."""
    for file in files:
        if isinstance(file, RecordFile) and file.page is not None:
            page = pages[file.src_uri]
            filling = shell.Filling(
                page.title,
                page.description,
                page.body,
                file.page.canonical_url or "",
                file.page.edit_url or "",
                page.contents,
            )
            yield file.dest_uri, shells[shell_kind(page)].fill(filling).encode()


def exports(base: Compiled, config: MkDocsConfig) -> Iterator[tuple[str, bytes]]:
    """Give every file that is no page, with its place in the site."""
    return ((file.path, file.data) for file in site_files(base, settings(config)))


def addresses(files: Files) -> Iterator[str]:
    """Give the full address of every page that the host does not know as one of its own, where the site has one."""
    pages = (file.page for file in files if isinstance(file, RecordFile) and file.page is not None)
    return (page.canonical_url for page in pages if page.canonical_url)


def rendered(files: Files, prototypes: Iterable[str]) -> list[str]:
    """Give the files that the host has written as pages."""
    left_out = set(prototypes)
    return [file.dest_uri for file in files.documentation_pages() if file.src_uri not in left_out]
