"""What git knows about the places of a problem. Git is called, never read from its files or done again here."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from evibase.problems import Place, Problem
from evibase.reports.excerpt import end_of

#: What two changes, each right by itself, can break together.
_CLASHES = frozenset(
    {"duplicate-citekey", "duplicate-claim", "duplicate-id", "duplicate-term", "similar-claim",
     "unknown-citekey", "unknown-person", "unknown-record", "unknown-term"}
)  # fmt: skip
#: How to ask for the last commit after which a name was gone: files that were deleted, or text that was.
_DANGLING = {
    "unknown-record": (
        "--no-renames", "--diff-filter=D", "--", ":(glob)findings/**/{name}.yml", ":(glob)content/*/{name}.md",
    ),
    "unknown-citekey": ("--pickaxe-regex", "-S[{{] *{name} *,", "--", "references.bib"),
    "unknown-term": ("--pickaxe-regex", "-Sid: +{name} *$", "--", "content/vocabularies"),
    "unknown-person": ("--pickaxe-regex", "-S^{name} *:", "--", "content/people.yml"),
}  # fmt: skip
_NAME = re.compile(r"\w[\w.:+/-]{0,99}")
#: Most places that are looked up: each costs a few hundredths of a second.
_MOST = 20
_NEW = "0" * 40


def origins_of(root: Path, problems: Iterable[Problem], texts: Mapping[str, str]) -> Mapping[Place, tuple[str, ...]]:
    """Say for the places of problems that two changes can make together in which commits these were made.

    Of a name that leads nowhere, both are told: who wrote it, and who took away what it named. Without git, or
    outside of a repository, nothing is said.
    """
    clashes = [problem for problem in problems if problem.code in _CLASHES]
    if not clashes or git(root, "rev-parse", "--is-inside-work-tree") is None:
        return {}
    found: dict[Place, tuple[str, ...]] = {}
    for problem in clashes[:_MOST]:
        removal = _removal(root, problem, texts.get(problem.path, ""))
        if removal or problem.others:
            origins = {place: _origin(root, place) for place in (problem.place, *problem.others)}
            found |= {place: (origin, removal) for place, origin in origins.items() if origin}
    return found


def git(root: Path, *arguments: str) -> str | None:
    """Run git in a folder and give what it prints; None where there is no git, or it fails."""
    # Nothing a repository's own settings could start, and no prompt.
    command = ["git", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false", *arguments]
    try:
        ran = subprocess.run(command, cwd=root, capture_output=True, check=False, timeout=20)  # noqa: S603 - a list, no shell
    except (OSError, subprocess.TimeoutExpired):
        return None
    return ran.stdout.decode("utf-8", "replace") if ran.returncode == 0 else None


def _origin(root: Path, place: Place) -> str:
    blamed = git(root, "blame", "--porcelain", "-L", f"{place.line},{place.line}", "--", place.path)
    if not blamed:
        return f"{place.path} is not committed yet." if (root / place.path).exists() else ""
    head, *lines = blamed.split("\n")
    commit = head.split(" ")[0]
    if commit == _NEW:
        return f"{place.path}:{place.line} is not committed yet."
    known = dict(line.split(" ", 1) for line in lines if " " in line and not line.startswith("\t"))
    return f"{place.path}:{place.line} came with {_told(commit, known)}"


def _told(commit: str, known: Mapping[str, str]) -> str:
    moment = datetime.fromtimestamp(int(known.get("author-time", "0")), UTC)
    return f"{commit[:10]} ({known.get('author', '')}, {moment.date()}): {known.get('summary', '')}"


def _removal(root: Path, problem: Problem, text: str) -> str:
    """Say which commit took away what a value names, where there was such a thing."""
    if problem.code not in _DANGLING:
        return ""
    end = end_of(text, problem.place)
    line = text.split("\n")[problem.line - 1] if end.line == problem.line and text else ""
    name = line[problem.column - 1 : end.column - 1].strip("\"'")
    if not _NAME.fullmatch(name):
        return ""
    form = "--format=commit %H%nauthor %an%nauthor-time %at%nsummary %s"
    pattern = name if problem.code == "unknown-record" else re.sub(r"[.+]", r"[\g<0>]", name)
    where = [part.format(name=pattern) for part in _DANGLING[problem.code]]
    known = dict(line.split(" ", 1) for line in (git(root, "log", "-1", form, *where) or "").split("\n") if " " in line)
    return f'"{name}" went with {_told(known["commit"], known)}' if "commit" in known else ""
