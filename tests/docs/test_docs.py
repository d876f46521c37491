"""What is written for people is true: names, commands and links."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import click
import pytest

import tasks
from evibase.cli.main import main
from evibase.exports.formats import EXPORTS
from evibase.pages.kinds import PAGES
from evibase.records.types import AUTHORED, RECORD_TYPES, TERM_PAGE
from tests.bases import ROOT

_DOCS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "plugins/README.md")
_PLAN = (ROOT / "plugins" / "README.md").read_text(encoding="utf-8")
_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
# With a class of one letter each, so that this file is not among those that name them.
_FOREIGN = re.compile(
    r"""
    (?<![\w.*-]) / (?: [w]ork | [r]oot | [h]ome/\w+ ) / | / [U]sers / \w | C:\\[U]sers
    | [p]ypi\.org | [p]ythonhosted\.org | [n]pmjs\.com | -[i]ndex-url | [a]rtifactory
    """,
    re.VERBOSE,
)


@pytest.mark.parametrize(
    "name",
    [
        *(kind.name for kind in (*RECORD_TYPES, TERM_PAGE, AUTHORED)),
        *(kind.name for kind in PAGES),
        *(export.name for export in EXPORTS),
        *(f"`evibase {name}`" for name in main.list_commands(click.Context(main))),
    ],
)
def test_the_plan_names_everything_that_can_be_changed(name: str) -> None:
    """Law: each record type, kind of page, export and command has a row that says where it is made."""
    assert re.search(rf"^\| {re.escape(name)} \| .*`", _PLAN, re.MULTILINE)


def test_paths_in_the_plan_exist() -> None:
    """Law: each module and template that the plan names is there."""
    package = ROOT / "plugins" / "evibase"
    named = re.findall(r"`([a-z_]+(?:/[a-z_*]+)*/?(?:[a-z_*]+\.(?:py|html))?)`", _PLAN)
    for path in (path for path in named if "/" in path and "*" not in path and path.endswith((".py", ".html", "/"))):
        places = (package / path, package / "pages" / path, ROOT / path)
        assert any(place.exists() for place in places), path


@pytest.mark.parametrize("doc", [*_DOCS, "content/contribute/index.md"])
def test_commands_exist(doc: str) -> None:
    """Law: each `make x` and `tasks.py x` that people are told to type is a task."""
    text = (ROOT / doc).read_text(encoding="utf-8")
    named = re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE) + re.findall(r"tasks\.py ([a-z]+)", text)
    assert set(named) <= tasks.TASKS.keys()


def test_every_task_is_told() -> None:
    """Law: each task is in the table for developers."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `make ([a-z]+)` \|", text, re.MULTILINE)) == tasks.TASKS.keys()


def test_the_tree_in_the_readme_exists() -> None:
    """Law: what the README says is in the repository is there."""
    tree = (ROOT / "README.md").read_text(encoding="utf-8").split("## What is in here")[1].split("```")[1]
    names = re.findall(r"^([a-z]\S+)", tree.removeprefix("text"), re.MULTILINE)
    assert len(names) >= 6
    assert all((ROOT / name).exists() for name in names)


@pytest.mark.parametrize("doc", _DOCS)
def test_links_lead_somewhere(doc: str) -> None:
    """Law: each relative link leads to a file, and to a heading that the file has."""
    path = ROOT / doc
    for link in _LINK.findall(_FENCED.sub("", path.read_text(encoding="utf-8"))):
        if link.startswith(("https://", "http://")):
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name) if name else path
        assert target.exists(), link
        assert not anchor or anchor in _headings(target), link


def _headings(path: Path) -> set[str]:
    """Give the anchors that GitHub makes of headings."""
    titles = re.findall(r"^#+ (.+)$", _FENCED.sub("", path.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_nothing_names_a_machine_or_a_package_index() -> None:
    """Law: the repository holds no path of somebody's machine and no address of a package index."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("this is no clone, so there is no list of files")
    command = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    found = []
    for name in filter(None, listed):
        path = ROOT / name
        if path.is_file() and b"\0" not in (data := path.read_bytes()):
            text = data.decode("utf-8", "replace")
            found += [f"{name}:{text.count(chr(10), 0, m.start()) + 1}: {m[0]}" for m in _FOREIGN.finditer(text)]
    assert found == []
