"""The four forms of a report. Golden: `EVIBASE_UPDATE=1` writes them anew; read the difference as a reader would."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft4Validator

from evibase.problems import Place, Problem, Severity
from evibase.reports.formats import REPORTS
from evibase.reports.report import Report
from evibase.reports.terminal_text import MOST, terminal_text

_GOLDEN = Path(__file__).parent / "golden"
_SCHEMA = Draft4Validator(json.loads((Path(__file__).parent / "sarif-2.1.0.schema.json").read_text(encoding="utf-8")))
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
#: Text that would do something to a terminal, a log of GitHub Actions, or a reader's eye.
_HOSTILE = "\x1b[31m\r\n::error::x\n%0A\u202e,:\x07"


@pytest.mark.parametrize("form", REPORTS)
def test_a_report_in_each_form(report: Report, form: str) -> None:
    """Law: the same problems always read like this."""
    said = f"{REPORTS[form](report)}\n"
    golden = _GOLDEN / f"{form}.txt"
    if os.environ.get("EVIBASE_UPDATE"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(said, encoding="utf-8", newline="\n")
    assert said == golden.read_text(encoding="utf-8")


def test_sarif_is_sarif(report: Report) -> None:
    """Law: SARIF holds to the schema of version 2.1.0: of many problems, of none, and with rules that have no page."""
    for each in (report, Report((), "nothing"), replace(report, docs="")):
        errors = [error.message for error in _SCHEMA.iter_errors(json.loads(REPORTS["sarif"](each)))]
        assert errors == []


def test_sarif_tells_mistakes_apart(report: Report) -> None:
    """Law: no two results have one fingerprint, and one that moves to another line keeps its own."""

    def fingerprints(each: Report) -> list[str]:
        results = json.loads(REPORTS["sarif"](each))["runs"][0]["results"]
        return [result["partialFingerprints"]["evibase/v1"] for result in results]

    assert len(set(fingerprints(report))) == len(report.problems)
    moved = tuple(replace(problem, line=problem.line + 7) for problem in report.problems)
    assert fingerprints(replace(report, problems=moved)) == fingerprints(report)


def test_json_holds_what_problems_hold(report: Report) -> None:
    """Law: JSON says of each problem what it is, whole and unescaped, and where its value ends."""
    document = json.loads(REPORTS["json"](report))
    assert document["version"] == 1
    assert len(document["problems"]) == len(report.problems) == document["errors"] + document["warnings"]
    for said, problem in zip(document["problems"], report.problems, strict=True):
        assert Place(said["path"], said["line"], said["column"]) == problem.place
        assert (said["code"], said["message"], said["help"]) == (problem.code, problem.message, problem.help)
        assert (said["end_line"], said["end_column"]) > (said["line"], said["column"])


def test_each_problem_is_one_workflow_command(report: Report) -> None:
    """Law: GitHub gets one command a problem, errors first, and nothing in them ends or begins a command."""
    *lines, last = REPORTS["github"](report).split("\n")
    kinds = [re.match(r"::(error|warning) file=[^:]+::", line) for line in lines]
    assert len(lines) == len(report.problems)
    assert [kind[1] for kind in kinds if kind] == sorted(str(problem.severity) for problem in report.problems)
    errors = len([kind for kind in kinds if kind and kind[1] == "error"])
    assert last == f"{errors} errors, {len(lines) - errors} warnings in {report.scope}"


@pytest.mark.parametrize("form", REPORTS)
def test_hostile_text_does_nothing(form: str) -> None:
    """Law: whatever a file's name, a value or a line holds, only our own line ends and commands are in a report."""
    problem = Problem(
        f"findings/{_HOSTILE}.yml", 1, 1, "wrong-value", _HOSTILE, _HOSTILE, others=(Place(_HOSTILE, 1, 1),)
    )
    calm = Problem("findings/x.yml", 1, 1, "wrong-value", "x", "x", others=(Place("x", 1, 1),))
    texts = {problem.path: f"x{_HOSTILE}", _HOSTILE: f"y{_HOSTILE}", "findings/x.yml": "x", "x": "y"}
    said, expected = (REPORTS[form](Report((each,), "1 record", texts)) for each in (problem, calm))
    assert not set(said) & {"\x1b", "\r", "\u202e", "\x07"} or form in {"json", "sarif"}
    if form in {"json", "sarif"}:
        json.loads(said)
        assert not set(said) & {"\x1b", "\r", "\x07"}
    else:
        assert said.count("\n") == expected.count("\n")
    assert sum(line.startswith("::") for line in said.split("\n")) == (form == "github")


def test_colours_change_nothing_else(report: Report) -> None:
    """Law: text in colour is the same text, and there is none unless it is asked for."""
    plain, painted = terminal_text(report), terminal_text(report, colour=True)
    assert "\x1b" not in plain
    assert painted != plain
    assert _ANSI.sub("", painted) == plain


def test_text_begins_with_the_place_and_ends_with_numbers(report: Report) -> None:
    """Law: each problem begins with `path:line:column:`, as editors expect, and the last line counts all."""
    lines = terminal_text(report).split("\n")
    for problem in report.problems:
        assert any(line.startswith(f"{problem.place}: {problem.severity}[{problem.code}]: ") for line in lines)
    assert re.fullmatch(r"\d+ errors, \d+ warnings? in .*", lines[-1])


def test_no_more_than_fifty_are_shown() -> None:
    """Law: of very many problems fifty are shown, errors before warnings, and the last line says how many are not."""
    path = "findings/x.yml"
    warnings = [Problem(path, n, 1, "plain-too-long", "x", "y", Severity.WARNING) for n in range(1, 101)]
    errors = [Problem(path, n, 1, "unknown-term", "x", "y") for n in range(101, 121)]
    report = Report((*warnings, *errors), "1 record")
    said = terminal_text(report)
    assert said.count(": error[") == 20
    assert said.count(": warning[") == MOST - 20
    assert said.endswith("20 errors, 100 warnings in 1 record; 70 of them not shown (--most 0 shows all)")
    assert terminal_text(report, most=0).count(": warning[") == 100
