"""The served site that follows its records: of a change only the pages and files that differ are written.

What the host has made stays: the frames around pages, authored text, its own pages. Whatever would change one of these
is not followed (`UnfollowedError`), and the host builds the whole site again.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs import utils
from mkdocs.config.defaults import MkDocsConfig

from evibase.artifact import File, Outline, Page
from evibase.build import Compiled
from evibase.graph.retraction import retracted
from evibase.hosts.mkdocs.files import SiteFiles
from evibase.hosts.mkdocs.frames import Frames
from evibase.hosts.mkdocs.site import Plan
from evibase.hosts.mkdocs.theme import sitemap
from evibase.hosts.project import (
    FOLDERS,
    is_record_file,
    may_hold_records,
    read_project,
    without_garbage_collection,
)
from evibase.hosts.site_folder import Folder
from evibase.live.session import Live, Update
from evibase.problems import Problem
from evibase.records.raw import Raw

_FOLLOWED = tuple(f"{folder}/" for folder in FOLDERS)


class UnfollowedError(Exception):
    """A change on which more depends than records' pages. It says what has changed."""


@dataclass(frozen=True, eq=False)
class Built:
    """What a build of the host leaves behind. `map_of_site` is its sitemap, before ours is put into it."""

    base: Compiled
    root: Path
    config: MkDocsConfig
    frames: Frames
    files: SiteFiles
    left_out: Callable[[str], bool]
    map_of_site: str


class LiveSite:
    """A site as the host has built it, and the base that it follows from then on."""

    def __init__(self, built: Built) -> None:
        """Make all pages of the base once more, to know what each was made of.

        Raises UnfollowedError where the host is to render all pages itself.
        """
        frames, files = built.frames, built.files
        if not frames.splice:
            raise UnfollowedError("every page goes through the whole theme")
        self._root, self._config, self._frames, self._left_out = built.root, built.config, frames, built.left_out
        self._plan: Plan = frames.plan
        self._folder = Folder(Path(built.config.site_dir))
        self._files, self._map = files, built.map_of_site
        self._titles = {path: self._plan.page(path).title for path in frames.framed}
        self._contents = {path: self._plan.page(path).contents for path in files.asked & self._plan.pages.keys()}
        with without_garbage_collection():
            self._live = Live(built.base.files, self._plan.settings, built.base.graph.as_of, self._shown, self._write)
        self._retracted = retracted(self._live.graph)
        self._pages = frozenset(self._plan.pages)
        # What has changed since the build nobody may have told.
        self._looked = False

    def _shown(self, made: Page | File, outline: Outline | None) -> tuple[str, bytes]:
        if isinstance(made, File):
            return made.path, made.data
        assert outline is not None  # noqa: S101 - it is a page
        path = made.path
        if (made.markdown or "") != self._frames.sources.get(path, ""):
            raise UnfollowedError(f"the text of {path}")
        if path not in self._frames.own and self._frames.kind(outline) not in self._frames.shells:
            raise UnfollowedError(f"{path} is of a new kind")
        if self._titles.get(path, made.title) != made.title:
            raise UnfollowedError(f"the title of {path}")
        if self._contents.get(path, made.contents) != made.contents:
            raise UnfollowedError(f"the headings of {path}")
        return self._plan.place(path), self._frames.fill(made, outline, self._config)

    def _write(self, place: str, data: bytes) -> None:
        """Write a file of the site, if there is another one or none."""
        file = Path(self._folder.path) / place
        if not (file.is_file() and file.read_bytes() == data):
            self._folder.write(place, data)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Give what is wrong with the base as it is now, sorted."""
        return self._live.problems

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Give the errors among the problems, and without what takes a while to look for."""
        return self._live.errors

    def follow(self, names: Iterable[str] | None) -> Update | None:
        """Follow a change of files, given by their paths in the project; None where the base has errors now.

        Without names all files are looked at. Raises UnfollowedError where the host has to build the whole site. Files
        that say what they said are no change.
        """
        raws = self._raws({*names}) if names is not None else {}
        if names is None or not self._looked:
            raws = {**raws, **self._all_raws()}
        self._looked = True
        self._live.change(raws)
        if not self._live.sound:
            return None
        if retracted(self._live.graph) != self._retracted:
            raise UnfollowedError("which works are retracted")
        update = self._live.update()
        self._keep_up(update)
        return update

    def _keep_up(self, update: Update) -> None:
        """Write what differs, and the map of the site where it has other pages."""
        pages = self._live.pages
        # What authored pages link to: the host has said what of it leads nowhere.
        if moved := self._files.asked & (pages ^ self._pages):
            raise UnfollowedError(f"{min(moved)}, to which a page links")
        for place, data in update.written.items():
            self._folder.write(place, data)
        for place in update.gone:
            self._folder.delete(place)
        if pages != self._pages:
            self._pages = pages
            self._write_map()

    def _all_raws(self) -> Mapping[str, Raw | None]:
        raws, problems = read_project(self._root, self._left_out)
        if problems:
            raise UnfollowedError("there are symbolic links")
        there = {raw.path: raw for raw in raws}
        return self._raws({name for name in {*there, *self._live.paths} if there.get(name) != self._live.raw(name)})

    def _raws(self, names: set[str]) -> Mapping[str, Raw | None]:
        found: dict[str, Raw | None] = {}
        for name in names:
            path = self._root / name
            if not name.startswith(_FOLLOWED) or path.is_dir() or not self._live.reads(name):
                raise UnfollowedError(name)
            if path.is_symlink() or (path.exists() and not may_hold_records(name)):
                raise UnfollowedError(name)
            there = path.is_file() and not self._left_out(name)
            raw = Raw(name, path.read_bytes()) if there else None
            if self._is_the_hosts(name):
                if raw != self._live.raw(name):
                    raise UnfollowedError(name)
                continue
            found[name] = raw
        return {name: raw for name, raw in found.items() if raw or self._live.raw(name)}

    def _is_the_hosts(self, name: str) -> bool:
        """Say whether a file is the host's to show: a page that is no record's, or a picture."""
        if not name.startswith("content/") or is_record_file(name):
            return False
        return name.removeprefix("content/") not in self._plan.pages

    def _write_map(self) -> None:
        if not self._map:
            return
        text = sitemap(self._map, map(self._plan.canonical, self._pages)).encode()
        self._folder.write("sitemap.xml", text)
        place = Path(self._folder.path) / "sitemap.xml.gz"
        pages = [file.page for file in self._files.documentation_pages() if file.page is not None]
        with (
            place.open("wb") as file,
            gzip.GzipFile(str(place), "wb", fileobj=file, mtime=utils.get_build_timestamp(pages=pages)) as zipped,
        ):
            zipped.write(text)
