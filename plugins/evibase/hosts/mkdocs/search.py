"""The plugin `evibase/search`: the index that the header's search and the explorer read."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from evibase.hosts.mkdocs import site
from evibase.hosts.project import without_garbage_collection
from evibase.hosts.sharing import Helper, aside
from evibase.hosts.site_folder import Folder
from evibase.pages.search_index import search_index


class SearchConfig(Config):
    """There is nothing to configure yet."""


class SearchPlugin(BasePlugin[SearchConfig]):
    """The index is thousands of small files, too many to be handed from event to event: they are written at once.

    That takes a second of a large base, so another process does it while the host makes its own pages.
    """

    helper: Helper[None] | None = None

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Begin to write the index, before `evibase/findings` plans the pages: that is done meanwhile."""
        self.helper = aside(partial(_write, config), len(site.view(config).everything))
        return files

    @event_priority(-950)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """See to it that the index is written, after `evibase/findings` has made pages and before it publishes."""
        if self.helper is None:
            _write(config)
        else:
            self.helper.finish()
        self.helper = None

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002 - host
        """Leave nothing behind that still writes."""
        if self.helper is not None:
            self.helper.stop()
        self.helper = None


def _write(config: MkDocsConfig) -> None:
    place = Path(config.site_dir)
    place.mkdir(parents=True, exist_ok=True)
    folder = Folder(place)
    with without_garbage_collection():
        for file in search_index(site.view(config)):
            folder.write(file.path, file.data)
