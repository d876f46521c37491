"""The plugin `evibase/findings`: records to pages, links and exports."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from evibase.artifact import AUTHORED
from evibase.graph.title_case import CASES, SENTENCE_CASE
from evibase.hosts.citation_style import APA
from evibase.hosts.mkdocs import shell, site
from evibase.hosts.mkdocs.output import Output
from evibase.hosts.mkdocs.serving import UnsoundError, patient
from evibase.hosts.mkdocs.theme import add_assets, add_theme, sitemap
from evibase.hosts.project import BIBLIOGRAPHY, CITATION_FILE, FOLDERS, is_record_file
from evibase.pages.sanitise import PREFIX, sanitise
from evibase.problems import Severity, summary

log = get_plugin_logger("evibase")

_UNREAD = "The host cannot read a value here, and would show these keys as text. Put values such as dates in quotes."


class FindingsConfig(Config):
    """`splice: false` sends every page through the whole theme: slower, and the same to the last byte.

    `style` is how references are printed: `apa`, a style that is shipped, or the path of a `.csl` file, in the words of
    `style_locale`. `title_case: keep` leaves titles as they are written; `protected_terms` are never put in small
    letters.
    """

    splice = config_options.Type(bool, default=True)
    style = config_options.Type(str, default=APA)
    style_locale = config_options.Type(str, default="")
    title_case = config_options.Choice(CASES, default=SENTENCE_CASE.case)
    protected_terms = config_options.ListOfItems(config_options.Type(str), default=[])


class FindingsPlugin(BasePlugin[FindingsConfig]):
    """Each handler hands over to the core; what is kept here lasts for one build."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember how the host was called. Having this keeps the plugin alive between the builds of `serve`."""
        self.output = Output(publishes=command != "serve" and not dirty)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the base before anything is written; a base with errors ends the build here."""
        self.base = base = site.compiled(config)
        if not base.sound:
            lines = [*site.lines_of(base, Severity.ERROR), *site.lines_of(base, Severity.WARNING)]
            raise UnsoundError(
                "\n".join(["the base has problems, and no site was built.", *lines, summary(base.problems)])
            )
        for line in site.lines_of(base, Severity.WARNING):
            log.warning(line)
        self.shells: dict[site.ShellKind, shell.Shell] = {}
        self.output.begin(config)
        return add_theme(config)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add every page, and keep files of records from being published as they are."""
        self.pages = site.pages_of(self.base, config)
        for file in list(files):
            if is_record_file(f"content/{file.src_uri}"):
                files.remove(file)
        site.add_files(files, config, self.pages.values(), splice=self.config.splice)
        add_assets(files, config)
        site.hush_prototypes()
        self.prototypes = site.add_prototypes(files, config, self.pages)
        self.files = files
        return files

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:  # noqa: ARG002 - host
        """Hand over a record's text without its keys, which the host would read by rules of its own."""
        found = self.pages.get(page.file.src_uri)
        return f"---\n{{}}\n---\n{found.markdown or ''}" if found else None

    @event_priority(-50)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002 - host
        """Put titles and descriptions, escaped, where the theme looks for them."""
        if page.file.src_uri in self.prototypes:
            site.dress_prototype(page, self.prototypes[page.file.src_uri])
        elif found := self.pages.get(page.file.src_uri):
            site.dress(page, found)
        else:
            if markdown.startswith("---\n") and not page.meta:
                log.warning("content/%s:2:1: front-matter: %s", page.file.src_uri, _UNREAD)
            site.escape_meta(page)
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002 - host
        """Make the authored text safe, and put it into the page that the core has made around it."""
        if page.file.src_uri in self.prototypes:
            page.toc = site.contents_of(
                [(shell.ITEM_ID, shell.ITEM_TITLE)] if self.prototypes[page.file.src_uri][2] else []
            )
            return shell.BODY
        if found := self.pages.get(page.file.src_uri):
            page.toc = site.contents_of(found.contents)
            site.set_anchors(page, found)
            return found.body.replace(AUTHORED, sanitise(html, PREFIX))
        return sanitise(html)

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002 - host
        """Cut the shells out of the prototypes, which are then not written."""
        if page.file.src_uri not in self.prototypes:
            return output
        try:
            self.shells[self.prototypes[page.file.src_uri]] = shell.cut(output)
        except ValueError as error:
            raise PluginError(
                f"{error}: give the theme's overrides `page.content` and `page.meta.title` back."
            ) from error
        return ""

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG002 - host
        """Name every page in the sitemap."""
        return sitemap(output, site.addresses(self.files)) if template_name == "sitemap.xml" else output

    @event_priority(-1000)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the records' pages and the exports, look the whole over, and publish it."""
        self.output.write(config, site.spliced(self.files, self.pages, self.shells))
        self.output.write(config, site.exports(self.base, config))
        self.output.publish(config, site.rendered(self.files, self.prototypes))

    def on_build_error(self, *, error: Exception) -> None:
        """Let the next build begin. What the disk refused, or what is no text, ends this one with one line."""
        self.output.release()
        if isinstance(error, (OSError, UnicodeError)):
            raise Abort(f"evibase: no site was published: {error}") from error

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG002 - host
        """Rebuild when a record, the bibliography or a template changes."""
        root = Path(config.config_file_path).resolve().parent
        for name in (*FOLDERS, BIBLIOGRAPHY, CITATION_FILE):
            if (root / name).exists():
                server.watch(str(root / name))
        if config.theme.custom_dir:
            server.watch(config.theme.custom_dir)
        server.builder = patient(server.builder)
        return server
