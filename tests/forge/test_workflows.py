"""The workflows: valid, safe, and each no more than commands that anybody can run."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import tasks
from tests.bases import ROOT
from tests.hosts.sites import run

_WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
_BIN = Path(sys.executable).parent
_NAMES = [path.stem for path in _WORKFLOWS]


def _read(path: Path) -> dict[str, object]:
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes strings only
    assert isinstance(content, dict)
    return content


def test_they_are_valid() -> None:
    """Law: actionlint finds nothing in the workflows."""
    ran = run(ROOT, _BIN / "actionlint", *_WORKFLOWS)
    assert (ran.returncode, ran.stdout) == (0, ""), ran.stdout + ran.stderr


def test_they_are_safe() -> None:
    """Law: zizmor finds nothing; the one exception stands beside its reason."""
    ran = run(ROOT, _BIN / "zizmor", "--offline", "--no-progress", "--persona=regular", ".github")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    exceptions = [
        line for path in _WORKFLOWS for line in path.read_text("utf-8").splitlines() if "zizmor: ignore" in line
    ]
    assert exceptions == ["on: # zizmor: ignore[dangerous-triggers] see above"]


@pytest.mark.parametrize("path", _WORKFLOWS, ids=_NAMES)
def test_nothing_is_granted_that_is_not_named(path: Path) -> None:
    """Law: a workflow has no permissions of its own; each job names those that it needs."""
    content = _read(path)
    assert content["permissions"] == {}
    jobs = content["jobs"]
    assert isinstance(jobs, dict)
    assert all("permissions" in job for job in jobs.values())


@pytest.mark.parametrize("path", _WORKFLOWS, ids=_NAMES)
def test_actions_are_pinned(path: Path) -> None:
    """Law: each action is named by a full commit hash, with its version beside it."""
    for line in re.findall(r"uses: (.*)", path.read_text(encoding="utf-8")):
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_code_of_a_pull_request_reaches_no_secret() -> None:
    """Law: what runs for a pull request may only read; what may write checks nothing out and runs nothing of it."""
    check = (ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8")
    assert "pull_request_target" not in check
    assert not re.search(r"secrets\.|github\.token|: write", check)
    comment = (ROOT / ".github/workflows/comment.yml").read_text(encoding="utf-8")
    assert "actions/checkout" not in comment
    assert "tasks.py" not in comment
    script = comment.partition("run: |")[2]
    assert "${{" not in script  # values come as variables, which a shell does not read as code


def _commands(text: str) -> list[str]:
    return re.findall(r"python3 tasks\.py ([a-z]+)", text)


def test_each_is_a_command_that_anybody_can_run() -> None:
    """Law: what GitHub and GitLab run are tasks of tasks.py, the same ones."""
    github = {name for path in _WORKFLOWS for name in _commands(path.read_text(encoding="utf-8"))}
    gitlab = set(_commands((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8")))
    assert github == gitlab == {"review", "test", "publish", "nightly"}
    assert github <= tasks.TASKS.keys()


def test_the_file_for_gitlab_is_yaml() -> None:
    """Law: the file for GitLab can be read, and each job has a script."""
    content = _read(ROOT / ".gitlab-ci.yml")
    jobs = {name: job for name, job in content.items() if name not in {"default", "variables"}}
    assert set(jobs) == {"check", "generator", "pages", "nightly"}
    assert all(isinstance(job, dict) and job["script"] for job in jobs.values())


def test_the_hooks_call_commands_that_exist() -> None:
    """Law: each hook that this repository offers has the keys that pre-commit asks for."""
    hooks = yaml.load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - see above
    assert [hook["id"] for hook in hooks] == ["evibase-check", "evibase-fmt"]
    for hook in hooks:
        assert {"id", "name", "entry", "language"} <= hook.keys()
        assert hook["entry"].split()[0] == "evibase"
        re.compile(hook["files"])


def test_every_path_has_an_owner() -> None:
    """Law: the file of owners covers everything, and names nothing that is not there."""
    lines = (ROOT / ".github" / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    patterns = [line.split()[0] for line in lines if line and not line.startswith("#")]
    assert patterns[0] == "*"
    for pattern in patterns[1:]:
        assert list(ROOT.glob(pattern.strip("/"))), pattern


_GH = """#!/bin/sh
echo "$*" >> "$LOG"
case "$*" in
  *"/pulls "*) echo '[{"number": 7, "head": {"sha": "old"}}, {"number": 12, "head": {"sha": "new"}}]' ;;
  *--paginate*) echo "$COMMENTS" ;;
esac
"""
_OURS = '{"id": 9, "user": {"login": "github-actions[bot]"}, "body": "<!-- evibase: what changes --> before"}'
_THEIRS = '{"id": 5, "user": {"login": "somebody"}, "body": "<!-- evibase: what changes --> not ours"}'


@pytest.mark.skipif(
    not (shutil.which("jq") and shutil.which("iconv")) and not os.environ.get("CI"),
    reason="the script runs on GitHub, where there are jq and iconv; here one of them is missing",
)
@pytest.mark.parametrize(
    ("commit", "comments", "expected"),
    [
        ("new", "[]", "--method POST repos/o/r/issues/12/comments"),
        ("new", f"[{_THEIRS}]", "--method POST repos/o/r/issues/12/comments"),
        ("new", f"[{_THEIRS}, {_OURS}]", "--method PATCH repos/o/r/issues/comments/9"),
        ("gone", "[]", ""),
    ],
)
def test_the_comment_goes_where_it_belongs(tmp_path: Path, commit: str, comments: str, expected: str) -> None:
    """Law: the comment goes to the open pull request with the commit that was checked; one of ours is renewed.

    The text may be too long and end within a letter; it stays data.
    """
    content: Any = _read(ROOT / ".github" / "workflows" / "comment.yml")
    script = content["jobs"]["comment"]["steps"][-1]["run"]
    (tmp_path / "gh").write_text(_GH, encoding="utf-8")
    (tmp_path / "gh").chmod(0o755)
    (tmp_path / "change.md").write_bytes("$(touch harm) `touch harm` é".encode() * 10_000 + b"\xc3")
    variables = {
        "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "LOG": str(tmp_path / "log"), "COMMENTS": comments,
        "REPOSITORY": "o/r", "OWNER": "me", "BRANCH": "x; touch harm", "COMMIT": commit, "RUN": "https://example.org/1",
        "FOLDER": str(tmp_path), "RUNNER_TEMP": str(tmp_path),
    }  # fmt: skip
    ran = run(tmp_path, "bash", "-eo", "pipefail", "-c", script, variables=variables)
    assert ran.returncode == 0, ran.stderr
    asked = (tmp_path / "log").read_text(encoding="utf-8").splitlines()
    assert asked[0] == "api --method GET repos/o/r/pulls -f state=open -f head=me:x; touch harm"
    posted = [line for line in asked if "body=@" in line]
    assert [expected in line for line in posted] == ([True] if expected else [])
    assert not (tmp_path / "harm").exists()
    if expected:
        assert len((tmp_path / "body.md").read_text(encoding="utf-8")) < 65_536
