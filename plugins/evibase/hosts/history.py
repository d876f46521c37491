"""Another state of a project: a revision in git, or a folder. Git itself is asked; nothing of it is done again here."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from evibase.build import Compiled, compile_base
from evibase.hosts.project import BIBLIOGRAPHY, FOLDERS, build_date, compile_project, may_hold_records, symbolic_link
from evibase.problems import Problem, in_order
from evibase.records.raw import Raw
from evibase.records.validation import nearest

_LINK, _FILE = "120000", "100"
_NO_BASE = "holds no evidence base: there is neither content/ nor findings/ in it."


class HistoryError(Exception):
    """Why a state could not be found, as one line."""


def state(root: Path, named: str) -> Compiled:
    """Read, link and check a project as it is in a folder, or was in a revision of its repository.

    Raises `HistoryError` where there is neither.
    """
    folder = Path(named)
    if any((folder / name).is_dir() for name in FOLDERS):
        return compile_project(folder.resolve())
    if folder.is_dir() and _ran(root, "rev-parse", "--verify", "--quiet", "--end-of-options", named).returncode:
        raise HistoryError(f'The folder "{named}" {_NO_BASE}')
    commit = _commit(root, named)
    raws, problems = _files_in(root, commit)
    if not raws:
        raise HistoryError(f'The revision "{named}" {_NO_BASE}')
    compiled = compile_base(raws, build_date())
    return Compiled(compiled.graph, in_order((*problems, *compiled.problems))) if problems else compiled


def merge_base(root: Path, one: str, other: str) -> str:
    """Give the commit at which two revisions parted. Raises `HistoryError` where they have none in common."""
    try:
        return asked(root, "merge-base", _commit(root, one), _commit(root, other)).decode().strip()
    except HistoryError as error:
        remedy = f' In CI, fetch the whole history ("fetch-depth: 0"). {error}'.rstrip()
        raise HistoryError(f'"{one}" and "{other}" have no commit in common.{remedy}') from None


def _commit(root: Path, revision: str) -> str:
    if _answer(root, "rev-parse", "--git-dir") is None:
        message = f'There is no folder "{revision}" with an evidence base, and "{root}" is in no git repository.'
        raise HistoryError(f"{message} {_said(root)}".rstrip())
    found = _answer(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found is None:
        names = asked(root, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes", "refs/tags")
        remedy = nearest(revision, names.decode(errors="replace").split())
        remedy = remedy or 'See "git branch --all"; in CI, fetch the whole history ("fetch-depth: 0").'
        raise HistoryError(f'"{revision}" is neither a revision nor a folder with an evidence base. {remedy}')
    return found.decode().strip()


def _said(root: Path) -> str:
    """Give what git says where the folder is a repository that it refuses to read."""
    ran = _ran(root, "rev-parse", "--git-dir")
    text = ran.stderr.decode(errors="replace").strip().splitlines()
    return "" if not text or "not a git repository" in text[0] else f"git says: {text[0].removeprefix('fatal: ')}"


def _files_in(root: Path, commit: str) -> tuple[tuple[Raw, ...], tuple[Problem, ...]]:
    """Give the files of a revision that can hold records, as `hosts.project.read_project` gives those on disk."""
    listed = asked(root, "ls-tree", "-r", "-z", commit, "--", *FOLDERS, BIBLIOGRAPHY)
    wanted: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for entry in filter(None, listed.split(b"\0")):
        about, _, path = entry.partition(b"\t")
        mode, _, name = about.decode().split(" ")
        place = os.fsdecode(path)
        if mode == _LINK:
            problems.append(symbolic_link(place))
        elif mode.startswith(_FILE) and may_hold_records(place):
            wanted.append((place, name))
    data = contents(asked(root, "cat-file", "--batch", given="".join(f"{name}\n" for _, name in wanted).encode()))
    raws = (Raw(place, content) for (place, _), content in zip(wanted, data, strict=True))
    return tuple(sorted(raws, key=lambda raw: raw.path)), tuple(problems)


def contents(output: bytes) -> Iterator[bytes]:
    """Part what `git cat-file --batch` prints: a line with name, type and size, the bytes, a line end."""
    at = 0
    while at < len(output):
        end = output.index(b"\n", at)
        size = int(output[at:end].rpartition(b" ")[2])
        yield output[end + 1 : end + 1 + size]
        at = end + 1 + size + 1


def _answer(root: Path, *arguments: str) -> bytes | None:
    """Ask git; None where it says no."""
    ran = _ran(root, *arguments)
    return None if ran.returncode else ran.stdout


def asked(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Give what git answers. Raises `HistoryError` with what it says where it refuses."""
    ran = _ran(root, *arguments, given=given)
    if ran.returncode:
        lines = ran.stderr.decode(errors="replace").strip().splitlines() or [f"exit code {ran.returncode}"]
        raise HistoryError(f"git {arguments[0]}: {lines[0].removeprefix('fatal: ')}")
    return ran.stdout


def _ran(root: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    git = shutil.which("git")
    if git is None:
        raise HistoryError("git is not installed, and only git knows other states. Name a folder instead.")
    command: Sequence[str] = (git, "-C", str(root), *arguments)
    # Messages in English, for `_said`; no lock, for nothing is written.
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    return subprocess.run(command, input=given, capture_output=True, check=False, env=environment)  # noqa: S603 - a list, and revisions come after --end-of-options or as hashes
