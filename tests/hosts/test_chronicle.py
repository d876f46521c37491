"""The history of a project as git knows it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from evibase.graph.history import Edit, Moment
from evibase.hosts.chronicle import chronicle

_RECORD = "claim: One thing.\nthemes: [time]\nwhere: [GB]\nconfidence:\n  level: low\n  because: One study.\n"


class _Repository:
    """A repository whose commits are an hour apart."""

    def __init__(self, root: Path) -> None:
        self.root, self.time = root, 1_780_000_000
        root.mkdir()
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str) -> None:
        git = shutil.which("git")
        assert git
        stamp = f"{self.time} +0200"
        about = (("NAME", "A"), ("EMAIL", "a@example.org"), ("DATE", stamp))
        who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in about}
        command = [git, "-C", str(self.root), "-c", "commit.gpgsign=false", *arguments]
        subprocess.run(command, check=True, env={**os.environ, **who}, capture_output=True)

    def commit(self, message: str = "A step") -> int:
        self.time += 3600
        self.git("add", "--all")
        self.git("commit", "-q", "--allow-empty", "-m", message)
        return self.time

    def write(self, path: str, text: str) -> None:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


@pytest.fixture
def repository(tmp_path: Path) -> _Repository:
    """Give a repository without commits."""
    return _Repository(tmp_path / "project")


def test_dates_and_edits_are_those_of_commits(repository: _Repository) -> None:
    """Law: a record came with the first commit that has it and changed with those that say something else of it."""
    repository.write("findings/a.yml", _RECORD)
    repository.write("content/a picture.png", "no record")
    first = repository.commit()
    repository.write("findings/a.yml", _RECORD.replace("low", "high"))
    second = repository.commit()
    repository.write("findings/a.yml", _RECORD.replace("low", "high") + "# a comment\n")
    repository.commit()
    found = chronicle(repository.root)
    assert found.known
    assert found.moments == {
        "findings/a.yml": (Moment(second, "changed", (Edit("confidence", "low", "high"),)), Moment(first, "added"))
    }


def test_a_record_keeps_its_past_under_another_name(repository: _Repository) -> None:
    """Law: a file that is renamed or moved is dated from when it came, and a move alone is no change."""
    repository.write("findings/a.yml", _RECORD)
    first = repository.commit()
    repository.git("mv", "findings/a.yml", "findings/b.yml")
    repository.commit()
    assert chronicle(repository.root).moments == {"findings/b.yml": (Moment(first, "added"),)}


def test_what_counts_is_when_something_is_merged(repository: _Repository) -> None:
    """Law: a record comes with the merge, however long it has lain on a branch: readers could not see it before."""
    repository.write("findings/a.yml", _RECORD)
    repository.commit()
    repository.git("checkout", "-q", "-b", "work")
    repository.write("findings/b.yml", _RECORD.replace("One", "Two"))
    repository.commit()
    repository.git("checkout", "-q", "main")
    repository.commit()
    repository.time += 3600
    repository.git("merge", "-q", "--no-ff", "-m", "Merge", "work")
    assert chronicle(repository.root).moments["findings/b.yml"] == (Moment(repository.time, "added"),)


def test_a_project_may_stand_in_a_folder_of_a_repository(repository: _Repository) -> None:
    """Law: only the project's own files count, under their paths in it; names may hold what git would quote."""
    repository.write("base/findings/é a.yml", _RECORD)
    repository.write("findings/b.yml", _RECORD)
    time = repository.commit()
    assert chronicle(repository.root / "base").moments == {"findings/é a.yml": (Moment(time, "added"),)}


def test_without_a_whole_history_nothing_is_known(repository: _Repository, tmp_path: Path) -> None:
    """Law: no repository, one without commits, and one cut short give no dates instead of wrong ones."""
    assert not chronicle(tmp_path).known
    assert not chronicle(repository.root).known
    repository.write("findings/a.yml", _RECORD)
    repository.commit()
    repository.write("findings/b.yml", _RECORD)
    repository.commit()
    repository.git("clone", "-q", "--depth", "1", repository.root.as_uri(), str(tmp_path / "shallow"))
    assert chronicle(repository.root).known
    assert not chronicle(tmp_path / "shallow").known
