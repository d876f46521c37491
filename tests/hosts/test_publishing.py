"""The published site is whole at every moment: the former one or the new one, whatever happens to the build."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock

from tests.hosts.sites import beside, build, built, contents, digest, environment, evibase, run, small_project

_COMMAND = (sys.executable, "-m", "mkdocs", "build", "--strict")
_FINDING = Path("findings", "sample.yml")
_BIBLIOGRAPHY = Path("references.bib")
_UNCITED = "\n@book{nobody-2000,\n  author = {Nobody, Ann},\n  title = {Never cited},\n  year = {2000},\n}\n"


@pytest.fixture
def project(tmp_path: Path, small_site: Callable[[str, str], Path]) -> Path:
    """Give a small project with a published site."""
    shutil.copytree(small_site("spliced", "here").parent, tmp_path / "project")
    return tmp_path / "project"


def _append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_a_killed_build_leaves_one_whole_site(tmp_path: Path) -> None:
    """Law: kill -9 at any moment leaves the former site or the new one, and the next build needs no help."""
    one, other = small_project(tmp_path / "one"), small_project(tmp_path / "other")
    _append(other / _FINDING, "would_change: A trial that finds the opposite.\n")
    (other / "content" / "questions" / "sample-question.md").unlink()
    start = time.monotonic()
    whole = {digest(built(one)), digest(built(other))}
    seconds = (time.monotonic() - start) / 2
    assert len(whole) == 2
    site = tmp_path / "public" / "site"
    built(one, "--site-dir", site)
    moments = random.Random(20)  # noqa: S311 - which moments does not matter, only that they differ
    for number in range(20):
        command = [*_COMMAND, "--site-dir", str(site)]
        process = subprocess.Popen(
            command, cwd=(other, one)[number % 2], env=environment(), stderr=subprocess.DEVNULL, start_new_session=True
        )
        # The first half of a build is the start of Python.
        time.sleep(seconds * moments.uniform(0.4, 1.1))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert digest(site) in whole, number
    assert digest(built(other, "--site-dir", site)) in whole
    assert beside(site) == set()


@pytest.mark.parametrize("moment", ["staging", "former", "between"])
def test_leftovers_of_a_killed_build_are_cleared(project: Path, moment: str) -> None:
    """Law: what a killed build left beside the site is cleared away, and a former site set aside comes back."""
    site = project / "site"
    before = digest(site)
    staging, former = project / ".site-new", project / ".site-former"
    for folder in {"staging": (staging,), "former": (former,), "between": (staging,)}[moment]:
        folder.mkdir()
        (folder / "index.html").write_text("half", encoding="utf-8")
    if moment == "between":
        site.rename(former)
        # Even where the build that finds them fails later on.
        (project / "content" / "about" / "index.md").write_text("[nowhere](nowhere.md)\n", encoding="utf-8")
        assert build(project, "--strict").returncode == 1
    else:
        built(project)
    assert digest(site) == before
    assert moment == "between" or beside(site) == set()


def _broken_record(project: Path) -> None:
    (project / _FINDING).write_text("claim: x\n", encoding="utf-8")


def _broken_template(project: Path) -> None:
    (project / "overrides").mkdir()
    (project / "overrides" / "main.html").write_text('{% extends "base.html" %}{% if %}', encoding="utf-8")
    config = json.loads((project / "mkdocs.yml").read_text(encoding="utf-8"))
    config["theme"]["custom_dir"] = "overrides"
    (project / "mkdocs.yml").write_text(json.dumps(config), encoding="utf-8")


def _host_warning(project: Path) -> None:
    _append(project / "content" / "about" / "index.md", "\n[nowhere](nowhere.md)\n")


def _own_warning(project: Path) -> None:
    _append(project / _BIBLIOGRAPHY, _UNCITED)


def _broken_plugin(project: Path) -> None:
    _hook(project, "def on_post_build(config):\n    raise ValueError('late')\n")


def _hook(project: Path, code: str) -> None:
    (project / "hooks.py").write_text(code, encoding="utf-8")
    config = json.loads((project / "mkdocs.yml").read_text(encoding="utf-8"))
    (project / "mkdocs.yml").write_text(json.dumps({**config, "hooks": ["hooks.py"]}), encoding="utf-8")


@pytest.mark.parametrize(
    "break_it",
    [_broken_record, _broken_template, _host_warning, _own_warning, _broken_plugin],
    ids=lambda function: function.__name__.strip("_"),
)
def test_a_failed_build_leaves_the_site(project: Path, break_it: Callable[[Path], None]) -> None:
    """Law: a build that fails, early or late, leaves the published site as it is and the next build free."""
    kept = contents(project)
    before = digest(project / "site")
    break_it(project)
    assert build(project, "--strict").returncode != 0
    assert digest(project / "site") == before
    for name, data in kept.items():
        (project / name).write_bytes(data)
    _append(project / _FINDING, "cost: Two hours a week for each person.\n")
    built(project)
    assert digest(project / "site") != before
    assert beside(project / "site") == set()


_CHANGING = """
from pathlib import Path

def on_nav(nav, config, files):
    with (Path(config.docs_dir).parent / "findings" / "sample.yml").open("a", encoding="utf-8") as file:
        file.write("cost: Two hours a week for each person.\\n")
"""


def test_a_record_that_changes_meanwhile_stops_the_build(project: Path) -> None:
    """Law: no page is published beside the text of another state of its record; the next build says how to go on."""
    before = digest(project / "site")
    _hook(project, _CHANGING)
    result = build(project)
    assert result.returncode != 0
    told = result.stdout + result.stderr
    assert f"no site was published: {_FINDING.as_posix()} was changed meanwhile. Begin again." in told
    assert "Traceback" not in told
    assert digest(project / "site") == before
    (project / "hooks.py").write_text("", encoding="utf-8")
    built(project)
    assert "Two hours a week" in (project / "site" / "findings" / "sample.yml").read_text(encoding="utf-8")


def test_warnings_stop_properdocs_too(project: Path, properdocs: str) -> None:
    """Law: what fails --strict is not published under ProperDocs either, and published without --strict."""
    before = digest(project / "site")
    _host_warning(project)
    command = (properdocs, "-m", "properdocs", "build")
    assert run(project, *command, "--strict").returncode == 1
    assert digest(project / "site") == before
    assert run(project, *command).returncode == 0
    assert digest(project / "site") != before


@pytest.mark.parametrize("warn", [_host_warning, _own_warning])
def test_warnings_publish_without_strict(project: Path, warn: Callable[[Path], None]) -> None:
    """Law: without --strict a warning is shown and the new site is published."""
    before = digest(project / "site")
    warn(project)
    ran = build(project)
    assert (ran.returncode, "WARNING" in ran.stderr) == (0, True)
    assert digest(project / "site") != before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_full_disk_leaves_the_site(project: Path) -> None:
    """Law: a target that takes no more ends the build with one line, and the former site stands."""
    site = project / "site"
    before = digest(site)
    _append(project / _FINDING, "cost: Two hours a week for each person.\n")
    # No file may grow beyond this: for a build that is the same as a disk that is full.
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (50_000, 50_000))
    ran = subprocess.run(
        _COMMAND, cwd=project, env=environment(PYTHONDONTWRITEBYTECODE="1"), capture_output=True, text=True,
        check=False, preexec_fn=limit,
    )  # fmt: skip
    assert ran.returncode == 1
    assert "no site was published" in ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr
    assert digest(site) == before
    built(project)
    assert beside(site) == set()


def test_a_place_that_cannot_be_written_gives_one_line(project: Path) -> None:
    """Law: where nothing can be written beside the site, the build says so and leaves everything as it is."""
    before = contents(project)
    ran = build(project, "--strict", "--site-dir", "mkdocs.yml/site")
    assert ran.returncode == 1
    assert "mkdocs.yml" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert contents(project) == before


def test_of_two_builds_at_once_one_gives_way(project: Path) -> None:
    """Law: a build that finds another at work ends at once, with one clear line, and changes nothing."""
    before = digest(project / "site")
    with FileLock(project / ".site-lock"):
        ran = build(project, "--strict")
    assert ran.returncode == 1
    assert 'Another build is writing "site". Wait for it to end, then build again.' in ran.stderr
    assert "Traceback" not in ran.stderr
    assert digest(project / "site") == before


def test_two_builds_at_once_give_one_whole_site(project: Path) -> None:
    """Law: of two builds started together one wins, the other wins after it or gives way."""
    before = digest(project / "site")
    started = [
        subprocess.Popen(_COMMAND, cwd=project, env=environment(), stderr=subprocess.PIPE, text=True) for _ in range(2)
    ]
    ended = [(process.communicate()[1], process.returncode) for process in started]
    assert 0 in {code for _, code in ended}
    assert all(code == 0 or "Another build is writing" in text for text, code in ended)
    assert not [text for text, _ in ended if "Traceback" in text]
    assert digest(project / "site") == before
    assert beside(project / "site") == set()


@pytest.mark.parametrize("place", ["missing", "empty", "link"])
def test_the_site_may_be_missing_empty_or_a_link(tmp_path: Path, place: str) -> None:
    """Law: a folder that is not there yet is made, with its parents; a link to a folder stays one."""
    project = small_project(tmp_path / "project")
    site = tmp_path / "www" / "public"
    if place != "missing":
        (tmp_path / "www" / "real").mkdir(parents=True)
        site.symlink_to("real") if place == "link" else site.mkdir()
    built(project, "--site-dir", site)
    assert (site / "findings" / "sample" / "index.html").is_file()
    assert site.is_symlink() == (place == "link")


def test_a_file_in_the_place_of_the_site_is_left_alone(tmp_path: Path) -> None:
    """Law: where a file stands in the place of the site, the build ends with one line, and the file stays."""
    project = small_project(tmp_path / "project")
    (project / "site").write_text("my notes", encoding="utf-8")
    ran = build(project, "--strict")
    assert ran.returncode == 1
    assert '"site" is a file' in ran.stderr
    assert "Traceback" not in ran.stderr
    assert (project / "site").read_text(encoding="utf-8") == "my notes"


def test_hidden_files_of_the_published_folder_stay(project: Path) -> None:
    """Law: what stands hidden in the published folder stays, as under MkDocs alone: `.git`, `.nojekyll`."""
    (project / "site" / ".git" / "refs").mkdir(parents=True)
    (project / "site" / ".git" / "HEAD").write_text("ref: refs/heads/gh-pages\n", encoding="utf-8")
    (project / "site" / ".nojekyll").touch()
    (project / "site" / "old.html").write_text("old", encoding="utf-8")
    built(project)
    assert (project / "site" / ".git" / "HEAD").read_text(encoding="utf-8") == "ref: refs/heads/gh-pages\n"
    assert (project / "site" / ".nojekyll").is_file()
    assert not (project / "site" / "old.html").exists()


def test_evibase_check_writes_nothing(project: Path) -> None:
    """Law: checking leaves no trace in the project."""
    before = contents(project)
    assert evibase(project, "check").returncode == 0
    assert contents(project) == before
