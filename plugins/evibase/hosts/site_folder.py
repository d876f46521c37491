"""Writing many small files, each whole."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


class Folder:
    """A folder to write a site into. It remembers which folders below it there are: most pages have one to themselves.

    Path objects and file objects would take more time than the system does.
    """

    def __init__(self, path: Path) -> None:
        """Take the folder's path."""
        self.path = os.fspath(path)
        self._there: set[str] = set()

    def write(self, name: str, data: bytes) -> None:
        """Write a file at its place in the site, or raise OSError; a part of a file is no file."""
        parent, _, _ = name.rpartition("/")
        if parent not in self._there:
            self._make(parent)
        file = os.open(f"{self.path}/{name}", _FLAGS, 0o666)
        try:
            written = os.write(file, data)
            while written < len(data):
                written += os.write(file, data[written:])
        finally:
            os.close(file)

    def delete(self, name: str) -> None:
        """Delete a file, if it is there, and the folder that it leaves empty."""
        with suppress(FileNotFoundError):
            os.unlink(f"{self.path}/{name}")  # noqa: PTH108 - see above
        folder = name.rpartition("/")[0]
        with suppress(OSError):
            os.rmdir(f"{self.path}/{folder}")  # noqa: PTH106 - see above
            self._there.discard(folder)

    def _make(self, folder: str) -> None:
        above = folder.rpartition("/")[0]
        if above and above not in self._there:
            self._make(above)
        with suppress(FileExistsError):
            os.mkdir(f"{self.path}/{folder}")  # noqa: PTH102 - see above
        self._there.add(folder)
