"""What is made of records in one build, file by file, each by itself and in any order."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from evibase.artifact import File, Page
from evibase.hosts.mkdocs.frames import Frames
from evibase.hosts.mkdocs.output import Made
from evibase.hosts.mkdocs.site import Plan


def files_made(plan: Plan) -> tuple[int, Made]:
    """Give how many files that are no pages there are, and what makes one of them."""

    def made(number: int) -> tuple[str, bytes]:
        file = plan.files[number].make()
        assert isinstance(file, File)  # noqa: S101 - what has no outline is no page
        return file.path, file.data

    return len(plan.files), made


def pages_made(frames: Frames, config: MkDocsConfig) -> tuple[int, Made]:
    """Give how many pages the host has not rendered, and what makes one of them."""
    recipes = tuple(frames.plan.pages.values()) if frames.splice else ()

    def made(number: int) -> tuple[str, bytes]:
        recipe = recipes[number]
        page = recipe.make()
        assert isinstance(page, Page)  # noqa: S101 - see above
        assert recipe.outline is not None  # noqa: S101 - see above
        return frames.plan.place(page.path), frames.fill(page, recipe.outline, config)

    return len(recipes), made


def rendered(files: Files, frames: Frames) -> list[str]:
    """Give the files that the host itself has written as pages."""
    ours = {*frames.prototypes, *(frames.plan.pages if frames.splice else ())}
    return [file.dest_uri for file in files.documentation_pages() if file.src_uri not in ours]
