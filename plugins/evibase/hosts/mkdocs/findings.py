"""The plugin `evibase/findings`: records to pages, links and exports."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from evibase.graph.title_case import CASES, SENTENCE_CASE
from evibase.hosts.citation_style import APA
from evibase.hosts.memory import give_back
from evibase.hosts.mkdocs import site
from evibase.hosts.mkdocs.files import SiteFiles, add_pages
from evibase.hosts.mkdocs.frames import Frames, escape_meta, hush
from evibase.hosts.mkdocs.making import made_of_records, rendered
from evibase.hosts.mkdocs.output import Output
from evibase.hosts.mkdocs.raw_links import with_addresses
from evibase.hosts.mkdocs.site import UnsoundError
from evibase.hosts.mkdocs.theme import add_assets, add_theme, sitemap
from evibase.hosts.project import BIBLIOGRAPHY, CITATION_FILE, FOLDERS, without_garbage_collection
from evibase.hosts.sharing import aside
from evibase.hosts.timing import Timings
from evibase.pages.ahead import make_ahead
from evibase.pages.rendering import compile_templates, take_compiled
from evibase.pages.sanitise import sanitise
from evibase.problems import Severity, summary

if TYPE_CHECKING:
    # Whoever only builds a site does not wait for what serves one: it is imported where that begins.
    from mkdocs.livereload import LiveReloadServer

    from evibase.hosts.mkdocs.live_site import LiveSite

log = get_plugin_logger("evibase")

_UNREAD = "The host cannot read a value here, and would show these keys as text. Put values such as dates in quotes."


class FindingsConfig(Config):
    """`splice: false` sends every page through the whole theme: slower, and the same to the last byte.

    `style` is how references are printed: `apa`, a style that is shipped, or the path of a `.csl` file, in the words of
    `style_locale`. `title_case: keep` leaves titles as they are written; `protected_terms` are never put in small
    letters. `home` are the places that the base is made for, as codes: the gap map then tells what is known from
    elsewhere only. `pdf: false` leaves out the briefs as PDFs, `pdf: true` insists on them; without it they are made
    where typst is installed.
    """

    splice = config_options.Type(bool, default=True)
    style = config_options.Type(str, default=APA)
    style_locale = config_options.Type(str, default="")
    title_case = config_options.Choice(CASES, default=SENTENCE_CASE.case)
    home = config_options.ListOfItems(config_options.Type(str), default=[])
    protected_terms = config_options.ListOfItems(config_options.Type(str), default=[])
    pdf = config_options.Optional(config_options.Type(bool))


@contextmanager
def _templates_aside() -> Iterator[None]:
    """Have the templates compiled by another process meanwhile."""
    helper = aside(compile_templates)
    try:
        yield
    finally:
        if helper is not None:
            take_compiled(helper.finish())


class FindingsPlugin(BasePlugin[FindingsConfig]):
    """Each handler hands over to the core; what is kept here lasts for one build."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember how the host was called. Having this keeps the plugin alive between the builds of `serve`."""
        self.output = Output(publishes=command != "serve" and not dirty)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the base before anything is written; a base with errors ends the build here."""
        self.timings = Timings()
        with self.timings.stage("read, link and check"), _templates_aside():
            base = site.compiled(config, again=self.output.publishes)
        give_back()
        if not base.sound:
            lines = [*site.lines_of(base, Severity.ERROR), *site.lines_of(base, Severity.WARNING)]
            raise UnsoundError(
                "\n".join(["the base has problems, and no site was built.", *lines, summary(base.problems)])
            )
        for line in site.lines_of(base, Severity.WARNING):
            log.warning(line)
        self.output.begin(config)
        return add_theme(config)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add every page, and keep files of records from being published as they are."""
        with self.timings.stage("plan pages and files"), without_garbage_collection(for_good=self.output.publishes):
            self.plan = site.plan(config)
        for line in site.lines_of_pdfs(config):
            log.warning(line)
        self.frames = Frames(self.plan, self.config.splice)
        self.built, self.map_of_site = config, ""
        self.files = files = SiteFiles(files, config, self.plan)
        add_pages(files, config, self.plan, splice=self.config.splice)
        add_assets(files, config)
        self.frames.add_prototypes(files, config)
        hush(lambda message: "Generated empty output" in message)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002 - host
        """See which pages of records stand in the menu."""
        self.frames.in_menu(nav)
        return nav

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:  # noqa: ARG002 - host
        """Hand over a record's text without its keys, which the host would read by rules of its own."""
        text = self.frames.source(page.file.src_uri)
        return None if text is None else f"---\n{{}}\n---\n{text}"

    @event_priority(-50)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002 - host
        """Put markers, or titles and descriptions that are escaped, where the theme looks for them."""
        if not self.frames.dress(page):
            if markdown.startswith("---\n") and not page.meta:
                log.warning("content/%s:2:1: front-matter: %s", page.file.src_uri, _UNREAD)
            escape_meta(page)
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Make the authored text safe; that of our own pages is put into them later."""
        safe = with_addresses(sanitise(html, self.frames.prefix(page)), page.file, files, config)
        body = self.frames.content(page, safe)
        return safe if body is None else body

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002 - host
        """Cut the shells out of pages of ours, which the host then does not write."""
        return "" if self.frames.cut(page, output) else output

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG002 - host
        """Name every page in the sitemap."""
        if template_name != "sitemap.xml" or not self.plan.settings.site_url:
            return output
        self.map_of_site = output
        # Those with markers in them have lost their place there.
        lost = self.plan.pages if self.config.splice else ()
        return sitemap(output, map(self.plan.canonical, lost))

    @event_priority(-900)
    def _write(self, *, config: MkDocsConfig) -> None:
        """Write the records' pages and files, while the search index may still be under way."""
        with self.timings.stage("make what pages share"), without_garbage_collection(for_good=self.output.publishes):
            make_ahead(site.view(config))
        give_back()
        with self.timings.stage("make and write pages and files"):
            self.output.write(config, *made_of_records(self.frames, config))

    @event_priority(-1000)
    def _publish(self, *, config: MkDocsConfig) -> None:
        """Look the whole over, and publish it."""
        with self.timings.stage("look over and publish"):
            self.output.publish(config, rendered(self.files, self.frames))
        for line in self.timings.lines():
            log.info(line)

    on_post_build = CombinedEvent(_write, _publish)

    def on_build_error(self, *, error: Exception) -> None:
        """Let the next build begin. What the disk refused, or what is no text, ends this one with one line."""
        self.output.release()
        if isinstance(error, (OSError, UnicodeError)):
            raise Abort(f"evibase: no site was published: {error}") from error

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG002 - host
        """Follow the records, and rebuild when the bibliography or a template changes."""
        from evibase.hosts.mkdocs.serving import serve  # noqa: PLC0415 - see above

        root = site.root_of(config)
        watched = [root / name for name in (*FOLDERS, BIBLIOGRAPHY, CITATION_FILE)]
        if config.theme.custom_dir:
            watched.append(Path(config.theme.custom_dir))
        serve(server, config, watched, self.live_site)
        return server

    def live_site(self) -> LiveSite:
        """Give the site as it was last built, ready to follow the records."""
        from evibase.hosts.mkdocs.live_site import Built, LiveSite  # noqa: PLC0415 - see above

        config = self.built
        left_out = site.left_out(config)
        return LiveSite(
            Built(
                site.compiled(config), site.root_of(config), config, self.frames, self.files, left_out, self.map_of_site
            )
        )
