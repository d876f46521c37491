"""JSON for programs. `content/contribute/check.md` tells its form, and `version` changes when a key goes or changes."""

from __future__ import annotations

import json

from evibase.problems import Place, Problem, Severity
from evibase.reports.excerpt import end_of
from evibase.reports.report import Report

#: The version of the form.
VERSION = 1


def problem_json(report: Report) -> str:
    """Give all problems and how many there are."""
    errors = sum(problem.severity is Severity.ERROR for problem in report.problems)
    document = {
        "version": VERSION,
        "tool": {"name": "evibase", "version": report.version},
        "errors": errors,
        "warnings": len(report.problems) - errors,
        "problems": [_problem(report, problem) for problem in report.problems],
    }
    return json.dumps(document, indent=2, ensure_ascii=False)


def _problem(report: Report, problem: Problem) -> dict[str, object]:
    end = end_of(report.texts.get(problem.path, ""), problem.place)
    return {
        **_place(problem.place),
        "end_line": end.line,
        "end_column": end.column,
        "severity": str(problem.severity),
        "code": problem.code,
        "message": problem.message,
        "help": problem.help,
        "rule": report.address_of(problem.code),
        "others": [_place(other) for other in problem.others],
        "origins": list(report.origins_of(problem)),
    }


def _place(place: Place) -> dict[str, object]:
    return {"path": place.path, "line": place.line, "column": place.column}
