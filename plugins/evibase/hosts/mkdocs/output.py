"""What a build writes, and when it becomes the published site."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from filelock import BaseFileLock
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.utils import CountHandler

from evibase.hosts.project import without_garbage_collection
from evibase.hosts.publishing import PublishingError, begin, publish, staging_of, verify
from evibase.hosts.sharing import shared
from evibase.hosts.site_folder import Folder

#: What gives a file by its number, with its place in the site.
Made = Callable[[int], tuple[str, bytes]]


@dataclass
class Output:
    """The output of one build. `publishes` is false under `serve` and for dirty builds, which write in place."""

    publishes: bool
    site: Path | None = None
    lock: BaseFileLock | None = None

    def begin(self, config: MkDocsConfig) -> None:
        """Turn the host's output to a folder beside the published site."""
        if not self.publishes:
            return
        site = Path(config.site_dir).resolve()
        try:
            self.lock = begin(site)
        except (PublishingError, OSError) as error:
            raise PluginError(str(error)) from error
        self.site = site
        config.site_dir = str(staging_of(site))

    def write(self, config: MkDocsConfig, items: int, made: Made) -> None:
        """Write so many files: `made` gives each by its number, with its place in the site."""
        place = Path(config.site_dir)
        place.mkdir(parents=True, exist_ok=True)
        folder = Folder(place)

        def write(numbers: range) -> None:
            for number in numbers:
                folder.write(*made(number))

        with without_garbage_collection(for_good=self.publishes):
            shared(write, items)

    def publish(self, config: MkDocsConfig, rendered: Iterable[str]) -> None:
        """Put the new site in place of the old one, unless the host is about to refuse the build.

        What we write ourselves is whole or the build has ended; what the host renders is looked over here.
        """
        if self.site is None:
            return
        staging, site = Path(config.site_dir), self.site
        config.site_dir = str(site)
        try:
            if _refused(config):
                return
            verify(staging, rendered)
            publish(site)
        except (PublishingError, OSError) as error:
            raise PluginError(str(error)) from error
        finally:
            self.release()

    def release(self) -> None:
        """Let the next build begin. A folder that was not published is cleared away by it."""
        if self.lock is not None:
            self.lock.release()
        self.lock, self.site = None, None


def _refused(config: MkDocsConfig) -> bool:
    """Say whether the host has counted warnings under `--strict`; it says so only after the last event."""
    handlers = (handler for host in ("mkdocs", "properdocs") for handler in logging.getLogger(host).handlers)
    counters = [handler for handler in handlers if isinstance(handler, CountHandler)]
    return config.strict and any(counter.get_counts() for counter in counters)
