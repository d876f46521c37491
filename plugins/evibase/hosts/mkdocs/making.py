"""What is made of records in one build, file by file, each by itself and in any order."""

from __future__ import annotations

from collections.abc import Callable

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from evibase.artifact import Page
from evibase.build import Recipe
from evibase.hosts.mkdocs.frames import Frames


def made(frames: Frames, config: MkDocsConfig) -> tuple[int, Callable[[int], tuple[str, bytes]]]:
    """Give how many files there are to write, and what makes one of them by its number, with its place in the site."""
    pages = tuple(frames.plan.pages.values()) if frames.splice else ()
    recipes = (*pages, *frames.plan.files)
    return len(recipes), lambda number: file_of(recipes[number], frames, config)


def file_of(recipe: Recipe, frames: Frames, config: MkDocsConfig) -> tuple[str, bytes]:
    """Make one page or file; give its place in the site, and its bytes."""
    artifact = recipe.make()
    if isinstance(artifact, Page):
        assert recipe.outline is not None  # noqa: S101 - it is a page
        return frames.plan.place(artifact.path), frames.fill(artifact, recipe.outline, config)
    return artifact.path, artifact.data


def rendered(files: Files, frames: Frames) -> list[str]:
    """Give the files that the host itself has written as pages."""
    ours = {*frames.prototypes, *(frames.plan.pages if frames.splice else ())}
    return [file.dest_uri for file in files.documentation_pages() if file.src_uri not in ours]
