"""The host's list of files, with the records' pages in it that authored pages can link to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import PurePath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as HostPage

from evibase.artifact import Outline
from evibase.hosts.mkdocs.site import Plan
from evibase.hosts.project import is_record_file
from evibase.pages.sanitise import PREFIX


class SiteFiles(Files):
    """The host's files, and the records' pages: of these only the ones that somebody asks for.

    The host goes over all its files a dozen times, and would need a second for 10,000 of them.
    """

    def __init__(self, files: Iterable[File], config: MkDocsConfig, plan: Plan) -> None:
        """Take the files that the host has found, without those that hold records and are no pages."""
        super().__init__(file for file in files if not is_record_file(f"content/{file.src_uri}"))
        self._config, self._plan = config, plan
        self._records: dict[str, File] = {}
        #: The pages of records for which others have asked, whether there are such pages or not.
        self.asked: set[str] = set()

    def get_file_from_path(self, path: str) -> File | None:
        """Give a file, or the page of a record."""
        found = super().get_file_from_path(path)
        name = PurePath(path).as_posix()
        if found is None or name in self._plan.pages:
            self.asked.add(name)
        if found is None and name in self._plan.pages:
            found = self._records.get(name) or self._record(name)
            self._records[name] = found
        return found

    def _record(self, path: str) -> File:
        file = host_file(self._config, path, self._plan.pages[path].outline)
        page = HostPage(None, file, self._config)
        page.present_anchor_ids = Anchors(lambda: self._plan.page(path).contents)  # type: ignore[assignment]  # asked `in`
        return file


class Anchors(AbstractSet[str]):
    """The places of a page to which others may link. The page is made when the first of them is asked for."""

    def __init__(self, contents: Callable[[], Iterable[tuple[str, str]]], authored: Iterable[str] = ()) -> None:
        """Take the page's headings, and the ids of its authored text, which get their prefix there."""
        self._contents = contents
        self._authored = {PREFIX + anchor for anchor in authored}

    def __contains__(self, anchor: object) -> bool:
        """Say whether a link may lead there; the page is made only for what is not among the authored ids."""
        return anchor == "top" or anchor in self._authored or anchor in set(self)

    def __iter__(self) -> Iterator[str]:
        """Give the ids of the headings that the page is made with."""
        return (anchor for anchor, _ in self._contents())

    def __len__(self) -> int:
        """Count them."""
        return sum(1 for _ in self)


def host_file(config: MkDocsConfig, path: str, outline: Outline | None) -> File:
    """Give a file of the host for a page that has none on disk."""
    file = File.generated(config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    set_edit(file, outline)
    return file


def set_edit(file: File, outline: Outline | None) -> None:
    """Tell the host which file an editor of the page would change."""
    file.edit_uri = f"../{outline.edit}" if outline and outline.edit else None


def edit_address(config: MkDocsConfig, outline: Outline) -> str:
    """Give the address where a page can be edited, as the host makes it of its own settings."""
    if not (outline.edit and (config.edit_uri or config.edit_uri_template)):
        return ""
    file = host_file(config, outline.path, outline)
    return HostPage(None, file, config).edit_url or ""


def add_pages(files: Files, config: MkDocsConfig, plan: Plan, *, splice: bool) -> None:
    """Tell the host of the pages that it is to render: those that stand in its menu or hold authored text."""
    # Not `get_file_from_path`, which makes a path object of each.
    found = files.src_uris
    for path, recipe in plan.pages.items():
        outline = recipe.outline
        assert outline is not None  # noqa: S101 - it is a page
        file = found.get(path)
        if file is None and (outline.section or outline.markdown or not splice):
            file = host_file(config, path, outline)
            files.append(file)
        if file is not None:
            # What navigation does not list on purpose is not forgotten, and the host is not to warn of it.
            file.inclusion = InclusionLevel.NOT_IN_NAV
            set_edit(file, outline)
