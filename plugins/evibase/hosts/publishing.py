"""Publishing: a site is built beside the one that stands, looked over, and then put in its place at once.

MkDocs wipes the published folder and writes into it; killed at a random moment it left a broken site nine times
in ten. Here the build can end at any moment and one whole site stands.
"""

from __future__ import annotations

import ctypes
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from filelock import FileLock, Timeout


class PublishingError(Exception):
    """Why a site was not published, as one line."""


def staging_of(site: Path) -> Path:
    """Give the folder in which the new site is built: beside the published one, on the same file system."""
    return site.with_name(f".{site.name}-new")


def _former_of(site: Path) -> Path:
    return site.with_name(f".{site.name}-former")


def begin(site: Path) -> FileLock:
    """Take the lock on a site and clear away what a build that was killed has left. Give the lock, to release.

    The operating system lets go of the lock however the holder ends.
    """
    if site.exists() and not site.is_dir():
        raise PublishingError(f'"{site.name}" is a file, and the site needs a folder. Move it, or set `site_dir`.')
    site.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(site.with_name(f".{site.name}-lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise PublishingError(
            f'Another build is writing "{site.name}". Wait for it to end, then build again.'
        ) from None
    former = _former_of(site)
    if former.exists() and not site.exists():
        former.rename(site)
    for leftover in (staging_of(site), former):
        shutil.rmtree(leftover, ignore_errors=True)
    return lock


def verify(staging: Path, expected: Iterable[str]) -> None:
    """Raise `PublishingError` unless every expected file has been written and none of the pages is empty."""
    missing = [name for name in expected if not _is_there(staging / name)]
    if missing:
        listed = ", ".join(missing[:5]) + (f" and {len(missing) - 5} more" if len(missing) > 5 else "")  # noqa: PLR2004
        raise PublishingError(f"The new site is incomplete and was not published; missing: {listed}.")


def _is_there(path: Path) -> bool:
    # A file may be empty, such as the bibliography of a base that has just been begun; a page never is.
    return path.is_file() and (path.suffix != ".html" or path.stat().st_size > 0)


def publish(site: Path) -> None:
    """Put the new site in the place of the published one, and delete what stood there."""
    staging, former = staging_of(site), _former_of(site)
    if not site.exists():
        staging.rename(site)
        return
    _keep_hidden(site, staging)
    if _exchange(staging, site):
        former = staging
    else:
        # Between these two calls there is no site for an instant; `begin` puts the former one back.
        site.rename(former)
        staging.rename(site)
    shutil.rmtree(former, ignore_errors=True)


def _keep_hidden(site: Path, staging: Path) -> None:
    """Copy what stands hidden in the published folder, such as `.git`: MkDocs leaves it alone when it cleans up."""
    for path in site.glob(".*"):
        kept = staging / path.name
        if kept.exists():
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.copytree(path, kept, symlinks=True)
        else:
            shutil.copy2(path, kept, follow_symlinks=False)


#: `AT_FDCWD` and the flag of each call that swaps two paths in one step: renameat2(2), renamex_np(2).
_HERE, _EXCHANGE, _SWAP = -100, 2, 2


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step, where the system and its C library can (Linux, macOS); say whether it did."""
    calls: dict[str, tuple[str, Callable[[bytes, bytes], tuple[object, ...]]]] = {
        "linux": ("renameat2", lambda a, b: (_HERE, a, _HERE, b, _EXCHANGE)),
        "darwin": ("renamex_np", lambda a, b: (a, b, _SWAP)),
    }
    if sys.platform not in calls:
        return False
    name, arguments = calls[sys.platform]
    swap = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    return swap is not None and swap(*arguments(bytes(one), bytes(other))) == 0
