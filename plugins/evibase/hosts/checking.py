"""A project checked: its problems, the files that they are in, and who wrote what clashes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from evibase.build import Compiled
from evibase.hosts.project import compile_project
from evibase.problems import Problem
from evibase.records.raw import LARGEST_BIBLIOGRAPHY, Raw, decode
from evibase.reports.report import Report

#: Where a project keeps the page of all rules.
_RULES = "contribute/rules"
_SITE_URL = re.compile(r"""^site_url:[ \t]*["']?(https?://[^\s"'#]+)""", re.MULTILINE)


class OutsideError(Exception):
    """Why a path cannot be checked, as one line."""


def checked(root: Path, paths: Sequence[Path] = ()) -> Report:
    """Check a project; where paths are given, give only the problems in these files and folders.

    The whole base is read in any case: a file is right or wrong together with all others.
    """
    compiled = compile_project(root)
    names = [name_of(root, path) for path in paths]
    problems = tuple(problem for problem in compiled.problems if not names or _concerns(problem, names))
    return report_of(compiled, root, problems, names)


def report_of(
    compiled: Compiled,
    root: Path,
    problems: tuple[Problem, ...],
    names: Sequence[str] = (),
    drafts: Mapping[str, str] = MappingProxyType({}),
) -> Report:
    """Give problems of a project with the text and the history that it takes to show them.

    `drafts` are texts of files that are not written yet.
    """
    base = compiled.graph.base
    scope = f"{len(base.records)} records and {len(base.references)} references"
    if names:
        scope = f"{len(names)} {'path' if len(names) == 1 else 'paths'}, read with {scope}"
    if not problems:
        return Report((), scope)
    from evibase.hosts.git import origins_of  # noqa: PLC0415 - a sound base does not wait for it

    files = {problem.path for problem in problems} | {other.path for each in problems for other in each.others}
    texts = {name: drafts.get(name) or _text(root, name) for name in sorted(files)}
    return Report(problems, scope, texts, rules_page(root), origins_of(root, problems, texts))


def rules_page(root: Path) -> str:
    """Give the address of the page of all rules: on the site where that has one, or in the project, or ""."""
    try:
        site = _SITE_URL.search((root / "mkdocs.yml").read_text(encoding="utf-8", errors="replace"))
    except OSError:
        site = None
    if not (root / "content" / f"{_RULES}.md").is_file():
        return ""
    return f"{site[1].rstrip('/')}/{_RULES}/" if site else f"content/{_RULES}.md"


def name_of(root: Path, path: Path) -> str:
    """Give a path in the project as problems name it."""
    try:
        # Not resolved to its end: a symbolic link is a problem of its own, under its own name.
        name = (path.parent.resolve() / path.name if path.name else path.resolve()).relative_to(root).as_posix()
    except ValueError:
        raise OutsideError(f'"{path}" is outside of the project in "{root}".') from None
    return "" if name == "." else name


def _concerns(problem: Problem, names: Sequence[str]) -> bool:
    files = {problem.path, *(other.path for other in problem.others)}
    return any(not name or file == name or file.startswith(f"{name}/") for name in names for file in files)


def _text(root: Path, name: str) -> str:
    """Give a file's text for showing it; of what is no text, nothing."""
    try:
        data = (root / name).read_bytes()
    except OSError:
        return ""
    text = decode(Raw(name, data), LARGEST_BIBLIOGRAPHY)
    if isinstance(text, str):
        return text
    shown = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return "" if "\0" in shown or len(data) > LARGEST_BIBLIOGRAPHY else shown
