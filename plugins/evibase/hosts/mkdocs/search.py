"""The plugin `evibase/search`: the index that the header's search and the explorer read."""

from __future__ import annotations

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel

from evibase.hosts.mkdocs import site
from evibase.pages.search_index import search_index


class SearchConfig(Config):
    """There is nothing to configure yet."""


class SearchPlugin(BasePlugin[SearchConfig]):
    """The index is a file like any other; the host copies it."""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the index."""
        index = search_index(site.view(config))
        files.append(File.generated(config, index.path, content=index.data, inclusion=InclusionLevel.INCLUDED))
        return files
