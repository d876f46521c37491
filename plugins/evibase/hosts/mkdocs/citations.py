"""The plugin `evibase/citations`: `[@key, p. 3]` in any authored page becomes a link to the source's page."""

from __future__ import annotations

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from evibase.artifact import to_root
from evibase.hosts.mkdocs import site
from evibase.pages.cited import cited


class CitationsConfig(Config):
    """There is nothing to configure yet."""


class CitationsPlugin(BasePlugin[CitationsConfig]):
    """Keys that are not in the bibliography have been reported by the checks; here they stay as written."""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read the bibliography once a build, not once a page."""
        self.view = site.view(config)
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002 - host
        """Put a link in the place of each citation."""
        if "@" not in markdown:
            return markdown
        return cited(self.view, markdown, to_root(page.file.url.removeprefix("./")))
