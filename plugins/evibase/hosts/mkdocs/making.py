"""What is made of records in one build, page by page and file by file, each by itself and in any order."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from evibase.artifact import Page
from evibase.build import Recipe
from evibase.hosts.mkdocs.frames import Frames
from evibase.hosts.mkdocs.output import Made


def made_of_records(frames: Frames, config: MkDocsConfig) -> tuple[int, Made]:
    """Give how many pages that the host has not rendered and how many other files there are, and what makes one."""
    plan = frames.plan
    pages = tuple(plan.pages.values() if frames.splice else ())
    # Where the files of each kind end in the numbers, after the pages.
    ends = tuple(accumulate((len(batch.keys) for batch in plan.files), initial=len(pages)))

    def made(number: int) -> tuple[str, bytes]:
        if number < len(pages):
            return _page(pages[number])
        nth = bisect_right(ends, number) - 1
        batch = plan.files[nth]
        file = batch.how(batch.keys[number - ends[nth]])
        return file.path, file.data

    def _page(recipe: Recipe) -> tuple[str, bytes]:
        page = recipe.make()
        assert isinstance(page, Page) and recipe.outline is not None  # noqa: S101, PT018 - it is in the plan's pages
        return plan.place(page.path), frames.fill(page, recipe.outline, config)

    return ends[-1], made


def rendered(files: Files, frames: Frames) -> list[str]:
    """Give the files that the host itself has written as pages."""
    ours = {*frames.prototypes, *(frames.plan.pages if frames.splice else ())}
    return [file.dest_uri for file in files.documentation_pages() if file.src_uri not in ours]
