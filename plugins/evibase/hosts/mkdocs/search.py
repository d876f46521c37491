"""The plugin `evibase/search`: the index that the header's search and the explorer read."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from evibase.hosts.mkdocs import site
from evibase.pages.search_index import search_index


class SearchConfig(Config):
    """There is nothing to configure yet."""


class SearchPlugin(BasePlugin[SearchConfig]):
    """The index is thousands of small files, too many to be handed from event to event: they are written at once."""

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the index, before `evibase/findings` publishes the site."""
        folder = Path(config.site_dir)
        for kind in ("r", "c", "l", "w"):
            (folder / "search" / kind).mkdir(parents=True, exist_ok=True)
        for file in search_index(site.view(config)):
            (folder / file.path).write_bytes(file.data)
