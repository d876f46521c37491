"""The folder host: the site as Markdown and assets, for any generator that reads pages from disk.

Zensical, for one, imports no plugin. Each page is front matter and one block of HTML, which CommonMark and
Python-Markdown pass through as it is; authored text stays Markdown. Addresses are those of folders
(`findings/x/`), the default of every such generator.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath

from evibase.artifact import AUTHORED, File, Page, address, to_root
from evibase.build import Compiled, site_files, site_pages, view_of
from evibase.hosts.assets import assets
from evibase.hosts.project import media
from evibase.pages.cited import Citing
from evibase.pages.finish import with_references
from evibase.pages.raw_links import with_addresses
from evibase.pages.search_index import search_index
from evibase.pages.view import Settings
from evibase.pages.works import works_of
from evibase.records.authored import Authored

#: Names the files that were written, so that the next run knows them as its own.
_LISTING = ".evibase-files.json"


_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


class NotEmptyError(Exception):
    """Why nothing was written, as one line."""


def write_folder(compiled: Compiled, settings: Settings, root: Path, folder: Path) -> int:
    """Write the site of the project in `root` into a folder; give the number of files.

    The folder is empty, missing, or was written by this before. Pictures and other media go along.
    Files that this wrote before and that are no longer part of the site are deleted; others are left alone.
    """
    listing = folder / _LISTING
    before = _listed(listing)
    if before is None and folder.exists() and any(folder.iterdir()):
        raise NotEmptyError(f'"{folder}" holds files that evibase did not write. Name an empty folder.')
    files = {file.path: file.data for file in folder_files(compiled, settings)}
    files |= {name: path.read_bytes() for name, path in media(root)}
    # What is about to be written is listed first: a run that was cut short can be repeated.
    _write(listing, json.dumps(sorted({*(before or ()), *files}), indent=0).encode())
    for name, data in files.items():
        _write(folder / name, data)
    for gone in sorted({*(before or ())} - files.keys(), reverse=True):
        (folder / gone).unlink(missing_ok=True)
        _remove_if_empty((folder / gone).parent, folder)
    _write(listing, json.dumps(sorted(files), indent=0).encode())
    return len(files)


def _listed(listing: Path) -> tuple[str, ...] | None:
    """Give the names of the files that an earlier run wrote; None where the folder is not one of ours."""
    try:
        names = json.loads(listing.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    inside = isinstance(names, list) and all(isinstance(name, str) and _is_inside(name) for name in names)
    return tuple(names) if inside else None


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts


def _write(path: Path, data: bytes) -> None:
    if not path.is_file() or path.read_bytes() != data:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _remove_if_empty(path: Path, root: Path) -> None:
    while path != root and path.is_dir() and not any(path.iterdir()):
        path.rmdir()
        path = path.parent


def folder_files(compiled: Compiled, settings: Settings) -> Iterator[File]:
    """Give every file of the site: Markdown pages, exports, the search index, style sheets and scripts."""
    view = view_of(compiled, settings)
    made = set()
    for page in site_pages(compiled, settings):
        made.add(page.path)
        yield File(page.path, _markdown(page).encode())
    for file, record in view.graph.base.pages.items():
        path = file.removeprefix("content/")
        if path not in made and isinstance(record, Authored):
            before, body, after = record.origin.text.rpartition(record.body or "\n")
            text = with_references(Citing(works_of(view), to_root(address(path))), body)
            yield File(path, f"{before}{with_addresses(text, path)}{after}".encode())
    yield from site_files(compiled, settings)
    yield from search_index(view)
    for name, text in assets():
        yield File(name, text.encode())


def _markdown(page: Page) -> str:
    # JSON strings are YAML's double-quoted scalars, whatever the text holds.
    head = f"---\ntitle: {json.dumps(page.title)}\ndescription: {json.dumps(page.description)}\n---\n\n"
    before, _, after = page.body.partition(AUTHORED)
    opened = _opened(before)
    closing = "".join(f"</{tag}>" for tag in reversed(opened))
    parts = [f'<div class="ev-page">\n{_one_block(before)}{closing}\n</div>']
    if page.markdown:
        parts.append(with_addresses(page.markdown, page.path))
    opening = "".join(f"<{tag}>" for tag in opened)
    if opening or after.strip():
        parts.append(f'<div class="ev-page">{opening}\n{_one_block(after)}\n</div>')
    return head + "\n\n".join(parts) + "\n"


def _one_block(html: str) -> str:
    """Take blank lines out of HTML: they would end the block that it is in Markdown."""
    return "\n".join(filter(str.strip, html.split("\n")))


class _Open(HTMLParser):
    """The elements that are open where a piece of HTML ends."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the base's signature
        if tag not in _VOID:
            self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.tags[-1:] == [tag]:
            self.tags.pop()


def _opened(html: str) -> list[str]:
    """Give the elements that are open at the end of a piece of HTML: Markdown does not count as such inside of them."""
    reader = _Open()
    reader.feed(html)
    return reader.tags
