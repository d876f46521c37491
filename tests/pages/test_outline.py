"""What a host is told of a page beforehand."""

from __future__ import annotations

from hypothesis import given, settings

from evibase.build import view_of
from evibase.pages.kinds import PAGES
from evibase.pages.view import Settings
from tests.bases import bases, compiled


@settings(max_examples=20)
@given(bases())
def test_an_outline_says_what_the_page_will_be(files: dict[str, bytes]) -> None:
    """Law: path, file to edit, authored text, whether there are headings and a description: as told beforehand."""
    view = view_of(compiled(files), Settings())
    for kind in PAGES:
        for key in kind.keys(view):
            outline, page = kind.outline(view, key), kind.made(view, key)
            assert (outline.path, outline.edit, outline.headed) == (page.path, page.edit, bool(page.contents))
            assert outline.section == page.section
            assert outline.described == bool(page.description)
            assert outline.markdown == page.markdown or "@" in (outline.markdown or "")
