r"""Every way to be wrong that we have thought of, as a folder in `tests/examples/problems/`.

A folder is laid over the sample project in `tests/examples/base/`, which has no problems:

- a file replaces or adds the file of that path;
- `<path>.escaped` holds bytes that an editor or git would not keep: `\x00` stands for a byte, and
  `\x61\x2c{300}` for 300 times these two;
- `<path>.deleted` takes the file of the base away;
- `expected.txt` holds the exact lines that a person sees, or nothing where nothing is wrong.

Read the lines as the person who made the mistake. To write them anew: `EVIBASE_UPDATE=1 pytest tests/checks`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from evibase.checks import MANUALS
from evibase.problems import Problem

_EXAMPLES = Path(__file__).parent.parent / "examples" / "problems"
_FOLDERS = sorted(folder for folder in _EXAMPLES.iterdir() if folder.is_dir())
_BYTES = re.compile(rb"((?:\\x[0-9a-f]{2})+)(?:\{(\d+)\})?")
_CODE = re.compile(r"^[^:]+:\d+:\d+: (?:warning: )?([a-z0-9-]+): ", re.MULTILINE)

_Problems = Callable[[Mapping[str, bytes]], tuple[Problem, ...]]


def _unescaped(data: bytes) -> bytes:
    return _BYTES.sub(lambda match: bytes.fromhex(match[1].decode().replace("\\x", "")) * int(match[2] or 1), data)


def _laid_over(base: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    files = dict(base)
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() or name == "expected.txt":
            continue
        if name.endswith(".deleted"):
            del files[name.removesuffix(".deleted")]
        elif name.endswith(".escaped"):
            files[name.removesuffix(".escaped")] = _unescaped(path.read_bytes())
        else:
            files[name] = path.read_bytes()
    return files


def test_the_sample_project_has_no_problems(base: Mapping[str, bytes], problems_of_project: _Problems) -> None:
    """Law: nothing is said about a project in which nothing is wrong."""
    assert problems_of_project(base) == ()


@pytest.mark.parametrize("folder", _FOLDERS, ids=lambda folder: folder.name)
def test_a_mistake_gives_these_lines(folder: Path, base: Mapping[str, bytes], problems_of_project: _Problems) -> None:
    """Law: each mistake is reported with these words, at the line and column of the value that is wrong."""
    problems = problems_of_project(_laid_over(base, folder))
    lines = "".join(f"{problem}\n" for problem in problems)
    expected = folder / "expected.txt"
    if os.environ.get("EVIBASE_UPDATE"):
        expected.write_text(lines, encoding="utf-8")
    assert lines == expected.read_text(encoding="utf-8")


def test_every_code_has_an_example() -> None:
    """Law: what has a manual can be reported, and an example shows how that reads."""
    text = "".join((folder / "expected.txt").read_text(encoding="utf-8") for folder in _FOLDERS)
    # Links are no bytes of a project; the hosts that read the disk find them (tests/hosts).
    assert set(_CODE.findall(text)) == set(MANUALS) - {"symbolic-link"}
