"""What is made of records in one build, page by page and file by file, each by itself and in any order."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from evibase.artifact import File
from evibase.hosts.mkdocs.frames import Frames
from evibase.hosts.mkdocs.output import Made


def made_of_records(frames: Frames, config: MkDocsConfig) -> tuple[int, Made]:
    """Give how many pages that the host has not rendered and how many other files there are, and what makes one."""
    plan = frames.plan
    recipes = (*(plan.pages.values() if frames.splice else ()), *plan.files)

    def made(number: int) -> tuple[str, bytes]:
        recipe = recipes[number]
        found = recipe.make()
        if isinstance(found, File):
            return found.path, found.data
        assert recipe.outline is not None  # noqa: S101 - it is a page
        return plan.place(found.path), frames.fill(found, recipe.outline, config)

    return len(recipes), made


def rendered(files: Files, frames: Frames) -> list[str]:
    """Give the files that the host itself has written as pages."""
    ours = {*frames.prototypes, *(frames.plan.pages if frames.splice else ())}
    return [file.dest_uri for file in files.documentation_pages() if file.src_uri not in ours]
