"""The page where readers put a brief together: what they have collected, in their order, under their own title.

Everything there is done by the script, from the pages of the records themselves (`assets/brief.js`). Without it the
page says what it is for, and leads to the briefs that are ready.
"""

from __future__ import annotations

from collections.abc import Iterator

from evibase.artifact import Outline, Page
from evibase.pages.brief import briefed
from evibase.pages.parts import Parts, link_to
from evibase.pages.rendering import render
from evibase.pages.theme_brief import path_of
from evibase.pages.view import View
from evibase.pages.words import say

PATH = "brief/index.md"


def keys(view: View) -> Iterator[str]:  # noqa: ARG001 - every page kind has the same signature
    """Give the one page."""
    yield "brief"


def outline(view: View, key: str) -> Outline:  # noqa: ARG001 - every page kind has the same signature
    """Give what is to be known of the page."""
    return Outline(PATH, headed=False, section=True)


def page(view: View, key: str) -> Page:  # noqa: ARG001 - every page kind has the same signature
    """Give the page."""
    parts = Parts(view, view.page_url(PATH))
    body = render(
        "brief_desk.html",
        assets=f"{parts.root}assets/evibase/",
        root=parts.root,
        explore=parts.to_page("explore/index.md"),
        site=view.settings.site_name,
        ready=[link_to(view.name(ref), parts.to_page(path_of(ref.id))) for ref in briefed(view)],
    )
    return Page(
        PATH, say("My brief"), say("Put findings, options and cases together on two pages."), body, section=True
    )
