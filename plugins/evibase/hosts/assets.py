"""Our style sheets and scripts, as every host puts them into a site."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

#: The folder of the pages room, which holds the theme's templates too.
PAGES = Path(str(files("evibase.pages")))


def assets() -> Iterator[tuple[str, Path]]:
    """Give each file with the place in the site where the theme's templates look for it, sorted."""
    folder = PAGES / "assets"
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield f"assets/evibase/{path.relative_to(folder).as_posix()}", path
