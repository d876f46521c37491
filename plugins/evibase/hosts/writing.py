"""Files of a project written: formatted, new, renamed. What is worked out elsewhere is put on the disk here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evibase.build import Compiled, compile_base
from evibase.edits.change import Change
from evibase.hosts.checking import name_of
from evibase.hosts.project import read_project
from evibase.problems import Problem, Severity
from evibase.records.formatting import formatted
from evibase.records.raw import Raw


@dataclass(frozen=True)
class Formatted:
    """What came of formatting: the new texts of the files that differ, how many were looked at, and problems."""

    texts: Mapping[str, str]
    number: int
    problems: tuple[Problem, ...]


def format_project(root: Path, compiled: Compiled, paths: Sequence[Path]) -> Formatted:
    """Work out the canonical form of a project's records, or of those in the files and folders that are named."""
    names = [name_of(root, path) for path in paths]
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    number = 0
    raws, _ = read_project(root)
    for raw in raws:
        if names and not any(not name or raw.path == name or raw.path.startswith(f"{name}/") for name in names):
            continue
        text = formatted(raw, compiled.graph.base)
        number += text is not None
        if isinstance(text, tuple):
            problems += text
        elif text is not None and text.encode() != raw.data:
            texts[raw.path] = text
    return Formatted(texts, number, tuple(problems))


def make_change(root: Path, compiled: Compiled, change: Change) -> tuple[Problem, ...]:
    """Write a change; where the base would have errors that it does not have now, give these and write nothing."""
    raws, _ = read_project(root)
    files = {raw.path: raw for raw in raws if raw.path not in change.gone}
    files |= {name: Raw(name, text.encode()) for name, text in change.texts.items()}
    after = compile_base(files.values(), compiled.graph.as_of)
    known = {(problem.code, problem.message) for problem in compiled.problems}
    new = [p for p in after.problems if p.severity is Severity.ERROR and (p.code, p.message) not in known]
    if not new:
        write_files(root, change.texts)
        for name in change.gone:
            (root / name).unlink()
    return tuple(new)


def write_files(root: Path, texts: Mapping[str, str]) -> None:
    """Write files of a project, each whole or not at all."""
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.new")
        beside.write_bytes(text.encode())
        if path.exists():
            beside.chmod(path.stat().st_mode)
        beside.replace(path)
