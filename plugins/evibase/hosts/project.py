"""A project on disk: the files that hold records, read once and handed on as bytes."""

from __future__ import annotations

import atexit
import gc
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from hashlib import blake2b
from pathlib import Path

from evibase.build import Compiled, compile_base
from evibase.hosts.sharing import beside
from evibase.problems import Problem, in_order
from evibase.records.addresses import MARKDOWN
from evibase.records.raw import Raw

#: What a project consists of: folders that are read whole, the bibliography, and how the base is to be cited.
FOLDERS = ("content", "findings")
BIBLIOGRAPHY = "references.bib"
CITATION_FILE = "CITATION.cff"
#: Where records of a project stand beside the pages of its documentation folder.
_RECORDS_BESIDE_PAGES = ("content/vocabularies/", "content/sources/", "content/people.yml", "content/kit.yml")

#: After how many new objects Python looks for garbage among the youngest, and how often among older ones.
_SELDOM = (50_000, 20, 50)


def read_project(
    root: Path, left_out: Callable[[str], bool] = lambda _: False, *, again: bool = False
) -> tuple[tuple[Raw, ...], tuple[Problem, ...]]:
    """Read the files of a project that can hold records, sorted by path.

    `left_out` says which files the host leaves out of the site. Symbolic links are not followed and are
    reported (`symbolic-link`): a host would publish what they lead to. Folders that are missing are empty.
    `again` says that a file may be read again where its text is wanted, so that nobody has to keep it.
    """
    read = partial(_read, root) if again else None
    raws: list[Raw] = []
    problems: list[Problem] = []
    for name, entry in _files(root):
        if entry.is_symlink():
            problems.append(symbolic_link(name))
        elif may_hold_records(name) and entry.is_file() and not left_out(name):
            # Path objects would cost twice as much as opening and reading the files.
            with open(entry.path, "rb", buffering=0) as file:  # noqa: PTH123
                raws.append(Raw(name, file.read(), read))
    return tuple(sorted(raws, key=lambda raw: raw.path)), tuple(problems)


def _read(root: Path, name: str) -> bytes:
    return (root / name).read_bytes()


def symbolic_link(name: str) -> Problem:
    """Give the problem that a symbolic link is."""
    return Problem(name, 1, 1, "symbolic-link", "This is a symbolic link.", "Put a real file in its place.")


def is_record_file(name: str) -> bool:
    """Say whether a file in the documentation folder holds records and is not to be published as it is."""
    return name.startswith(_RECORDS_BESIDE_PAGES)


def media(root: Path) -> Iterator[tuple[str, Path]]:
    """Give pictures and other files of the documentation folder that are no pages, by their place in the site."""
    for name, entry in sorted(_files(root), key=lambda found: found[0]):
        hidden = any(part.startswith(".") for part in name.split("/"))
        if name.startswith("content/") and entry.is_file() and not hidden and not may_hold_records(name):
            yield name.removeprefix("content/"), Path(entry.path)


def compile_project(root: Path, left_out: Callable[[str], bool] = lambda _: False, *, again: bool = False) -> Compiled:
    """Read, link and check a project. The same files are compiled once, however many plugins ask.

    `left_out` and `again` are those of `read_project`.
    """
    with without_garbage_collection():
        raws, problems = read_project(root, left_out, again=again)
        # What is read again is read in one place, even if the same files stand in another, too.
        compiled = _compile(raws, build_date(), os.fspath(root) if again else "")
    return replace(compiled, problems=in_order((*problems, *compiled.problems))) if problems else compiled


#: The bases that were compiled last, by what they were made of: by a digest, for nothing else keeps the files.
_COMPILED: dict[tuple[bytes, date, str], Compiled] = {}
_LAST = 2


def _compile(raws: tuple[Raw, ...], as_of: date, place: str) -> Compiled:
    key = _digest(raws), as_of, place
    found = _COMPILED.pop(key, None) or compile_base(raws, as_of, partial(beside, items=len(raws)))
    _COMPILED[key] = found
    while len(_COMPILED) > _LAST:
        del _COMPILED[next(iter(_COMPILED))]
    return found


def _digest(raws: Iterable[Raw]) -> bytes:
    digest = blake2b(digest_size=16)
    for raw in raws:
        digest.update(b"%b\0%d\0" % (raw.path.encode("utf-8", "surrogateescape"), len(raw.data)))
        digest.update(raw.data)
    return digest.digest()


def build_date() -> date:
    """Give the day against which review dates are held: that of SOURCE_DATE_EPOCH, or today (UTC).

    The variable is that of https://reproducible-builds.org/specs/source-date-epoch/.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    # Ten digits last until the year 2286; a number that is no moment is not worth a traceback.
    moment = datetime.fromtimestamp(int(epoch), UTC) if re.fullmatch(r"[0-9]{1,10}", epoch) else datetime.now(UTC)
    return moment.date()


@contextmanager
def without_garbage_collection(*, for_good: bool = False) -> Iterator[None]:
    """Keep Python from looking for garbage while a base comes to be: in a base nothing refers to itself in a circle.

    With 10,000 findings, going over all that there is so far again and again took 0.7 of 2.3 s. What is there after
    the first time is set aside for good (`gc.freeze`), so that nobody goes over it while pages are made; it is still
    freed when nothing refers to it any more. So is everything at the end of the process, which Python would otherwise
    go over once more before it ends: 0.9 s after a build of 10,000 findings. Later times set aside what has come to be
    if it is `for_good`: a host that builds again and again leaves garbage of its own, which would be kept with it.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # Not `gc.get_freeze_count()`, which counts: 70 ms each time.
        first = gc.get_threshold() != _SELDOM
        if first or for_good:
            gc.freeze()
        if first:
            gc.set_threshold(*_SELDOM)
            atexit.register(gc.freeze)
        if enabled:
            gc.enable()


def _files(root: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Give the files and symbolic links of a project with their paths in it; folders that cannot be read are empty."""
    waiting = [(name, os.fspath(root / name)) for name in FOLDERS]
    while waiting:
        folder, place = waiting.pop()
        for entry in _entries(place):
            name = f"{folder}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                waiting.append((name, entry.path))
            else:
                yield name, entry
    yield from (
        (entry.name, entry) for entry in _entries(os.fspath(root)) if entry.name in {BIBLIOGRAPHY, CITATION_FILE}
    )


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def may_hold_records(name: str) -> bool:
    """Say whether to read a file: images and other media of authored pages are the host's affair."""
    if name.startswith("content/"):
        return name.endswith((".md", *(f".{ending}" for ending in MARKDOWN))) or is_record_file(name)
    return True
