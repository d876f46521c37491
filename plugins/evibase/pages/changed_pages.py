"""Which pages of the site a change touches: both sites are made, and every page is compared with itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from evibase.artifact import address, to_root
from evibase.pages.cited import Citing
from evibase.pages.finish import with_references
from evibase.pages.kinds import FILES, all_pages
from evibase.pages.view import View
from evibase.pages.works import works_of
from evibase.records.authored import Authored


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page that is new, reads differently, leads elsewhere (`moved`), or is gone, by its address in the site."""

    address: str
    title: str
    kind: Literal["new", "changed", "moved", "gone"]


def changed_pages(old: View, new: View) -> tuple[PageChange, ...]:
    """Give the pages that differ between the sites of two sound bases, by address."""
    before, after = _pages(old), _pages(new)
    redirects = {kind.file(new, key).path.removesuffix("index.html") for kind in FILES for key in kind.keys(new)}
    found = [
        PageChange(own, page[0], "changed" if own in before else "new")
        for own, page in after.items()
        if before.get(own) != page
    ]
    found += [
        PageChange(own, page[0], "moved" if own in redirects else "gone")
        for own, page in before.items()
        if own not in after
    ]
    return tuple(sorted(found, key=lambda change: change.address))


def _pages(view: View) -> dict[str, tuple[str, int]]:
    """Give each page's title by address, with a number that differs where anything on the page does."""
    directory_urls = view.settings.directory_urls
    found: dict[str, tuple[str, int]] = {}
    for page in all_pages(view):
        own = address(page.path, directory_urls=directory_urls)
        found[own] = page.title, hash((page.title, page.description, page.body, page.markdown))
    for file, record in view.graph.base.pages.items():
        path = file.removeprefix("content/")
        own = address(path, directory_urls=directory_urls)
        if own not in found and isinstance(record, Authored):
            title = next((line[2:] for line in record.body.split("\n") if line.startswith("# ")), path)
            found[own] = (
                title,
                hash((record.origin.yaml, with_references(Citing(works_of(view), to_root(own)), record.body))),
            )
    return found
