"""What a build yields: pages for people, and files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

#: Stands in a page's body where the host puts the authored Markdown, rendered its own way.
AUTHORED = "<!-- authored -->"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site, as the host needs it.

    `path` is that of a Markdown file in the documentation folder (`findings/release-time.md`), whether there
    is one or not; the host makes the address of it. `title` and `description` are plain text. `body` is HTML
    with links relative to the page's own address. `edit` is the file that an editor would change, relative to
    the project. `contents` are the ids and titles of the headings. `markdown` is the authored Markdown that
    belongs where `AUTHORED` stands in the body, or None. `section` is true for the few pages that a host's
    navigation may list. `cites` are the works that the body leans on without a citation in its text, each with
    the id of the place: a reader finds them in the list at the end.
    """

    path: str
    title: str
    description: str
    body: str
    edit: str = ""
    contents: tuple[tuple[str, str], ...] = ()
    markdown: str | None = None
    section: bool = False
    cites: tuple[tuple[str, str], ...] = ()


class Outline(NamedTuple):
    """What a host has to know of a page before there is one: the fields of `Page` that are cheap to tell.

    `headed` is true where the page has headings for a table of contents, and `described` where it has a description.
    """

    path: str
    edit: str = ""
    headed: bool = True
    markdown: str | None = None
    section: bool = False
    described: bool = True


@dataclass(frozen=True, slots=True)
class File:
    """A file of the site: its path there, and its bytes."""

    path: str
    data: bytes


def address(path: str, *, directory_urls: bool = True) -> str:
    """Give the address of a page, relative to the site: `findings/x/` or `findings/x.html`; of the home page, "".

    The rule is that of MkDocs' `use_directory_urls`; a `README.md` stands for the `index.md` of its folder.
    """
    folder, slash, name = path.removesuffix(".md").rpartition("/")
    stem = f"{folder}{slash}{'index' if name == 'README' else name}"
    if not directory_urls:
        return f"{stem}.html"
    return stem[: -len("index")] if stem == "index" or stem.endswith("/index") else f"{stem}/"


def to_root(own: str) -> str:
    """Give the way from a page's address up to the site's root: `../../`, and "" on the home page."""
    return "../" * own.count("/")
