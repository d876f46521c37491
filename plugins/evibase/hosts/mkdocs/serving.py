"""Live reload: a change of a record shows at once, and while one is half written the pages stay as they were.

The host builds the site, and again whenever something changes on which many pages depend. In between a `LiveSite`
follows the records.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger
from watchdog.events import (
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

from evibase.hosts.mkdocs.live_site import LiveSite, UnfollowedError
from evibase.hosts.mkdocs.site import UnsoundError
from evibase.problems import Problem, Severity, summary

log = get_plugin_logger("evibase")

#: What a change of the site is: being read is none, though systems tell of it too.
_CHANGES: list[type[FileSystemEvent]] = [
    FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent, DirMovedEvent, DirDeletedEvent,
]  # fmt: skip
#: How long, in seconds, no file may change before what has changed is read: editors write in several steps.
_QUIET = 0.02


class _Changes(FileSystemEventHandler):
    """The paths that have changed since somebody last asked, as the system tells of them."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = threading.Lock()
        self._names: set[str] = set()
        self._all = False

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a change."""
        with self._lock:
            self._all |= event.is_directory
            for path in (event.src_path, event.dest_path):
                name = path.decode() if isinstance(path, bytes) else path
                with suppress(ValueError):
                    self._names |= {Path(name).relative_to(self._root).as_posix()} if name else set()

    def take(self) -> set[str] | None:
        """Give the paths, relative to the project; None where more may have changed than is known."""
        with self._lock:
            names = None if self._all or not self._names else self._names
            self._names, self._all = set(), False
        return names


class _Watcher(Observer):  # type: ignore[misc, valid-type]  # which class it is depends on the system
    """The system's own watcher, for what is written only: the host's own asks every half a second."""

    def schedule(
        self, event_handler: FileSystemEventHandler, path: str, *, recursive: bool = False, **_: object
    ) -> ObservedWatch:
        """Watch a path."""
        watch: ObservedWatch = super().schedule(event_handler, path, recursive=recursive, event_filter=_CHANGES)
        return watch


def serve(
    server: LiveReloadServer, config: MkDocsConfig, watched: list[Path], following: Callable[[], LiveSite]
) -> None:
    """Have a server follow the records of a project, and rebuild when something else changes.

    `following` gives the site that follows the host's last build; it takes a while, and another thread asks it.
    """
    root = Path(config.config_file_path).resolve().parent
    changes = _Changes(root)
    # What the host and other plugins have asked for until now is asked of the other watcher.
    asked = [*server._watched_paths]  # noqa: SLF001 - nothing else tells
    for path in asked:
        while path in server._watched_paths:  # noqa: SLF001 - see above
            server.unwatch(path)
    server.observer = _Watcher()
    server.build_delay = _QUIET
    for path in dict.fromkeys([*asked, *(str(path) for path in watched if path.exists())]):
        server.watch(path)
        server.observer.schedule(changes, str(Path(path).resolve()), recursive=True)
    server.builder = _Builder(server.builder, following, changes).build


class _Builder:
    """What the server calls when something has changed."""

    def __init__(self, builder: Callable[[], None], following: Callable[[], LiveSite], changes: _Changes) -> None:
        self._whole, self._following, self._changes = builder, following, changes
        self._warned: frozenset[Problem] = frozenset()
        self._site: LiveSite | None = None
        self._prepare()

    def _prepare(self) -> None:
        self._site = None
        self._aside(self._begin)

    def _aside(self, work: Callable[[], None]) -> None:
        """Do what nobody waits for; the next change does."""
        self._thread = threading.Thread(target=work, daemon=True)
        self._thread.start()

    def _begin(self) -> None:
        try:
            self._site = self._following()
        except UnfollowedError as error:
            log.debug("Every change builds the whole site: %s", error)
        except Exception:
            log.exception("Every change builds the whole site.")
        else:
            self._warned = frozenset(self._site.problems)

    def build(self) -> None:
        """Bring the site up to date."""
        self._thread.join()
        names = self._changes.take()
        if self._site is not None and self._follow(self._site, names):
            return
        self._site = None
        try:
            self._whole()
        except Abort as error:
            # Without this the host's server answers no request until the next good build.
            if not isinstance(error.__context__, UnsoundError):
                raise
            log.error("The pages are shown as they were before.")  # noqa: TRY400 - the lines above say it all
        else:
            self._prepare()

    def _follow(self, site: LiveSite, names: set[str] | None) -> bool:
        """Say whether a change could be followed; if not, the site may have followed a part of it."""
        start = time.perf_counter()
        try:
            update = site.follow(names)
        except UnfollowedError as error:
            log.info("The whole site is built again, because of %s.", error)
            return False
        except Exception:
            log.exception("The whole site is built again.")
            return False
        took = 1000 * (time.perf_counter() - start)
        if update is None:
            lines = ["the base has problems.", *map(str, site.errors), summary(site.errors)]
            log.error("%s", "\n".join(lines))
            log.error("The pages are shown as they were before.")
        else:
            log.info("%d files differ (%.0f ms).", len(update.written) + len(update.gone), took)
        self._aside(partial(self._warn, site))
        return True

    def _warn(self, site: LiveSite) -> None:
        """Say what there is to warn of that has not been said before."""
        problems = frozenset(site.problems)
        for problem in sorted(problems - self._warned, key=str):
            if problem.severity is Severity.WARNING:
                log.warning("%s", problem)
        self._warned = problems
