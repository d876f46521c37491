"""The command `evibase`: what it prints, and how it exits: 0 clean, 1 problems, 2 usage. Never a traceback."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.hosts.sites import Ran, contents, evibase, real_project, small_project

_UNCITED = "\n@book{nobody-2000,\n  author = {Nobody, Ann},\n  title = {Never cited},\n  year = {2000},\n}\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give the small project."""
    return small_project(tmp_path / "project")


def _run(folder: Path, *arguments: str | Path) -> Ran:
    ran = evibase(folder, *arguments)
    assert "Traceback" not in ran.stdout + ran.stderr
    return ran


def test_a_sound_base_is_clean(project: Path) -> None:
    """Law: a base without problems gives one line of numbers, and 0 even when strict."""
    for arguments in (("check",), ("check", "--strict"), ("check", "--project", project)):
        ran = _run(project, *arguments)
        assert (ran.returncode, ran.stderr) == (0, "")
        assert ran.stdout.startswith("no problems in ")
        assert len(ran.stdout.splitlines()) == 1


def test_the_real_base_is_clean(tmp_path: Path) -> None:
    """Law: the base that this repository publishes passes its own check, strictly."""
    ran = _run(tmp_path, "check", "--strict", "--project", real_project(tmp_path / "project"))
    assert ran.returncode == 0, ran.stdout


def test_errors_are_all_printed_in_order(project: Path) -> None:
    """Law: errors exit with 1, all of them at once, in order of file and line."""
    for name in ("sample", "second-sample"):
        path = project / "findings" / f"{name}.yml"
        text = path.read_text(encoding="utf-8").replace("social-care", "social-car").replace("doe-2020", "doe-2021")
        path.write_text(f"{text}thems: [time]\n", encoding="utf-8")
    ran = _run(project, "check")
    assert ran.returncode == 1
    *lines, last = ran.stdout.splitlines()
    places = [(path, int(line), int(column)) for path, line, column, _ in (each.split(":", 3) for each in lines)]
    assert places == sorted(places)
    assert {path for path, *_ in places} == {"findings/sample.yml", "findings/second-sample.yml"}
    assert len([line for line in lines if 'Did you mean "social-care"' in line or "social-care" in line]) == 2
    assert last.startswith(f"{len(lines)} errors in ")


def test_warnings_count_only_when_strict(project: Path) -> None:
    """Law: a warning exits with 0, and with 1 under --strict, and reads the same."""
    with (project / "references.bib").open("a", encoding="utf-8") as file:
        file.write(_UNCITED)
    plain, strict = _run(project, "check"), _run(project, "check", "--strict")
    assert (plain.returncode, strict.returncode) == (0, 1)
    assert plain.stdout == strict.stdout
    assert ": warning: uncited-reference: " in plain.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("check", "--nonsense"),
        ("check", "--project", "missing"),
        ("check", "--project", "references.bib"),
        ("write",),
        ("write", "references.bib"),
        ("schema", "nonsense"),
    ],
    ids=" ".join,
)
def test_usage_errors_exit_with_2(project: Path, arguments: tuple[str, ...]) -> None:
    """Law: a wrong call exits with 2, says what is wrong in the last line, and prints nothing to stdout."""
    ran = _run(project, *arguments)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.splitlines()[-1].startswith("Error: ")


@pytest.mark.parametrize("command", [("check",), ("write", "out"), ("schema", "finding")], ids=" ".join)
def test_a_folder_that_is_no_project_is_named(tmp_path: Path, command: tuple[str, ...]) -> None:
    """Law: where there is neither content/ nor findings/, every command says so and exits with 2."""
    ran = _run(tmp_path, *command)
    assert ran.returncode == 2
    assert "holds no evidence base" in ran.stderr
    assert list(tmp_path.iterdir()) == []


def test_half_a_project_is_checked(project: Path) -> None:
    """Law: a project without vocabularies and people gives problems, not a crash."""
    shutil.rmtree(project / "content")
    assert _run(project, "check").returncode == 1


def test_help_and_version(tmp_path: Path) -> None:
    """Law: each command explains itself, and the program knows its version."""
    for arguments in (("--help",), ("-h",), ("check", "-h"), ("write", "-h"), ("schema", "-h")):
        assert _run(tmp_path, *arguments).returncode == 0
    assert _run(tmp_path, "--version").stdout.startswith("evibase ")


def test_schemas_are_listed_and_printed(project: Path) -> None:
    """Law: every listed record type has a JSON Schema, and that of findings knows the terms of the base."""
    names = _run(project, "schema").stdout.split()
    assert "finding" in names
    for name in names:
        schema = json.loads(_run(project, "schema", name).stdout)
        assert schema["type"] == "object"
        assert schema["$schema"].startswith("https://json-schema.org/")
    finding = _run(project, "schema", "finding").stdout
    assert '"social-care"' in finding


def test_write_tells_how_many_files(project: Path, tmp_path: Path) -> None:
    """Law: `write` prints the number of files and the folder, which is made with its parents."""
    folder = tmp_path / "deep" / "out"
    ran = _run(project, "write", folder, "--name", "A name", "--url", "https://example.org/")
    assert ran.returncode == 0, ran.stderr
    written = set(contents(folder)) - {".evibase-files.json"}
    assert ran.stdout == f"{len(written)} files in {folder}\n"
    assert "https://example.org/findings/sample/" in (folder / "findings" / "sample.md").read_text(encoding="utf-8")
