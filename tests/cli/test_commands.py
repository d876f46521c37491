"""The command `evibase`: what it prints, and how it exits: 0 clean, 1 problems, 2 usage. Never a traceback."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from evibase.checks import MANUALS
from evibase.reports.formats import REPORTS
from tests.hosts.sites import Ran, contents, evibase, real_project, run, small_project

_HEAD = re.compile(r"^([\w/.-]+):(\d+):(\d+): (?:error|warning)\[", re.MULTILINE)

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
    *_, last = ran.stdout.splitlines()
    lines = _HEAD.findall(ran.stdout)
    places = [(path, int(line), int(column)) for path, line, column in lines]
    assert places == sorted(places)
    assert {path for path, *_ in places} == {"findings/sample.yml", "findings/second-sample.yml"}
    assert ran.stdout.count('= help: Did you mean "social-care"?') == 2
    assert last.startswith(f"{len(lines)} errors in ")


def test_warnings_count_only_when_strict(project: Path) -> None:
    """Law: a warning exits with 0, and with 1 under --strict, and reads the same."""
    with (project / "references.bib").open("a", encoding="utf-8") as file:
        file.write(_UNCITED)
    plain, strict = _run(project, "check"), _run(project, "check", "--strict")
    assert (plain.returncode, strict.returncode) == (0, 1)
    assert plain.stdout == strict.stdout
    assert ": warning[uncited-reference]: " in plain.stdout


@pytest.mark.parametrize("form", REPORTS)
def test_each_form_exits_alike(project: Path, form: str) -> None:
    """Law: in each form a clean base exits with 0 and one with errors with 1; a form that there is not exits with 2."""
    assert _run(project, "check", "--format", form).returncode == 0
    (project / "findings" / "new.yml").write_text("claim: x\n", encoding="utf-8")
    assert _run(project, "check", "--format", form).returncode == 1
    assert _run(project, "check", "--format", "xml").returncode == 2


def test_paths_are_checked_with_the_whole_base(project: Path) -> None:
    """Law: of the files and folders named only their own problems count, and other files are there to be linked to."""
    claims = {
        "one": "Apprentices remember more of a lesson that they have taught to somebody else.",
        "two": "Older machinists keep their place by showing newcomers around the shop floor.",
    }
    for name, claim in claims.items():
        text = (project / "findings" / "sample.yml").read_text(encoding="utf-8").replace("social-care", "social-car")
        text = f"claim: {claim}\n{text.split(chr(10), 1)[1]}"
        (project / "findings" / f"{name}.yml").write_text(text, encoding="utf-8")
    assert _run(project, "check", "findings/sample.yml", "references.bib", "mkdocs.yml").returncode == 0
    ran = _run(project, "check", "findings/one.yml")
    assert ran.returncode == 1
    assert {path for path, *_ in _HEAD.findall(ran.stdout)} == {"findings/one.yml"}
    assert re.search(r" in 1 path, read with \d+ records and \d+ references\n\Z", ran.stdout)
    assert {path for path, *_ in _HEAD.findall(_run(project, "check", "findings").stdout)} == {
        "findings/one.yml",
        "findings/two.yml",
    }
    assert _run(project, "check", "missing.yml").returncode == 2
    assert "is outside of the project" in _run(project, "check", project.parent).stderr


def test_a_pipe_gets_no_colours(project: Path) -> None:
    """Law: there are colours on a terminal, and none in a pipe or where NO_COLOR is set."""
    (project / "findings" / "new.yml").write_text("claim: x\n", encoding="utf-8")
    assert "\x1b" not in _run(project, "check").stdout
    if sys.platform != "win32":  # it has no pseudo-terminals
        assert "\x1b[1;31merror" in _on_terminal(project, {"TERM": "xterm"})
        assert "\x1b" not in _on_terminal(project, {"TERM": "xterm", "NO_COLOR": "1"})
        assert "\x1b" not in _on_terminal(project, {"TERM": "dumb"})


def _on_terminal(project: Path, variables: Mapping[str, str]) -> str:
    import pty  # noqa: PLC0415 - not on Windows

    ours, theirs = pty.openpty()
    program = Path(sys.executable).with_name("evibase")
    with os.fdopen(ours, "rb", buffering=0) as screen:
        environ = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | dict(variables)
        with subprocess.Popen([program, "check"], cwd=project, env=environ, stdout=theirs, stdin=theirs) as ran:
            os.close(theirs)
            said = b""
            with contextlib.suppress(OSError):  # how Linux says that the other end is closed
                while piece := screen.read(65536):
                    said += piece
            ran.wait()
    return said.decode()


def test_text_that_a_pipe_cannot_encode_is_no_traceback(project: Path) -> None:
    """Law: in an old encoding, too, every problem is printed."""
    (project / "findings" / "new.yml").write_text("claim: \u65e5\u672c\n", encoding="utf-8")
    ran = run(
        project, Path(sys.executable).with_name("evibase"), "check",
        variables={"PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1", "LC_ALL": "C"},
    )  # fmt: skip
    assert "Traceback" not in ran.stderr
    assert "\\u65e5" in ran.stdout


def test_rules_are_explained(project: Path) -> None:
    """Law: `explain` prints the manual of each rule, lists them all, and suggests the nearest."""
    for code in ("unknown-citekey", "error[unknown-citekey]", "UNKNOWN-CITEKEY"):
        assert _run(project, "explain", code.removeprefix("error")).stdout.startswith(MANUALS["unknown-citekey"])
    assert [line.split()[0] for line in _run(project, "explain").stdout.splitlines()] == list(MANUALS)
    ran = _run(project, "explain", "unknown-citeky")
    assert ran.returncode == 2
    assert 'Did you mean "unknown-citekey"?' in ran.stderr


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
        ("explain", "nonsense"),
        ("check", "--most", "-1"),
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


def test_fmt_says_what_it_changes(project: Path) -> None:
    """Law: `fmt --check` writes nothing and exits with 1 where `fmt` would write; after `fmt` both are content."""
    path = project / "findings" / "sample.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("themes: [time]", "# on\nthemes: [ time ]"), encoding="utf-8"
    )
    before = contents(project)
    ran = _run(project, "fmt", "--check", "findings/sample.yml")
    assert (ran.returncode, ran.stdout) == (1, "would change: findings/sample.yml\n1 of 1 records would change\n")
    assert contents(project) == before
    assert _run(project, "fmt").returncode == 0
    assert "# on\nthemes: [time]" in path.read_text(encoding="utf-8")
    assert _run(project, "fmt", "--check").returncode == 0
    assert _run(project, "fmt", project.parent).returncode == 2


def test_fmt_leaves_what_it_cannot_read(project: Path) -> None:
    """Law: a file with mistakes in its YAML is not touched; they are shown, and the exit code is 1."""
    path = project / "findings" / "new.yml"
    path.write_text("claim: a: b\n", encoding="utf-8")
    ran = _run(project, "fmt")
    assert ran.returncode == 1
    assert "error[yaml-syntax]" in ran.stdout
    assert path.read_text(encoding="utf-8") == "claim: a: b\n"
