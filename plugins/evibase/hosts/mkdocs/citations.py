"""The plugin `evibase/citations`: `[@key, p. 3]` in any authored page becomes a link, and the page lists its works.

With `evibase/findings` the works are those of the base, each with a page. Alone it serves any site of MkDocs.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from evibase.artifact import to_root
from evibase.hosts.mkdocs import bibliography, site
from evibase.hosts.mkdocs.bibliography import CitationsConfig
from evibase.pages.cited import Citing
from evibase.pages.finish import with_references
from evibase.pages.works import works_of
from evibase.problems import Severity

log = get_plugin_logger("evibase")

_FINDINGS = "evibase/findings"


class CitationsPlugin(BasePlugin[CitationsConfig]):
    """Records' pages have their citations from the core; these handlers are for all other pages."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Having this keeps the plugin alive between the builds of `serve`."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the bibliography once a build, not once a page; one with errors ends the build here."""
        self.alone = _FINDINGS not in config.plugins
        bibliography.look_over(self.config, alone=self.alone)
        if not self.alone:
            return config
        self.read = bibliography.read(self.config, config)
        if errors := bibliography.lines_of(self.read, Severity.ERROR):
            raise PluginError("\n".join(["the bibliography has problems, and no site was built.", *errors]))
        for line in bibliography.lines_of(self.read, Severity.WARNING):
            log.warning(line)
        bibliography.name_assets(config)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Work out how each work is named, over all pages."""
        if self.alone:
            self.works = bibliography.works_of(self.read, files, self.config, bibliography.root_of(config))
            bibliography.add_assets(files, config)
        else:
            self.works = works_of(site.view(config))
            self.records = site.plan(config).pages
        return files

    @event_priority(-25)  # after plugins that make text, such as macros and snippets
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002 - host
        """Put a link in the place of each citation, and the list of works at the end."""
        if not self.alone and page.file.src_uri in self.records:
            return markdown
        how = self.config
        citing = Citing(self.works, to_root(page.file.url.removeprefix("./")))
        if self.alone and "@" in markdown:
            for problem in bibliography.unknown(page.file, markdown, config, self.works.references):
                log.warning("%s", problem)
        return with_references(citing, markdown, how.bib_command, how.full_bib_command, by_default=how.bib_by_default)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG002 - host
        """Rebuild when the bibliography changes."""
        for path in self.read.paths if self.alone else ():
            server.watch(str(Path(path)))
        return server
