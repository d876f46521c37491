"""Workflow commands of GitHub Actions: each problem becomes a note beside its line in a pull request.

The form and what has to be escaped: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
GitHub shows ten of each kind for a step, errors first here; the log holds all of them.
"""

from __future__ import annotations

from evibase.problems import Problem, Severity, printable, shortened, summary
from evibase.reports.excerpt import end_of
from evibase.reports.report import Report


def github_annotations(report: Report) -> str:
    """Give one command a line, errors first, and a line of numbers."""
    ordered = sorted(report.problems, key=lambda problem: problem.severity is Severity.WARNING)
    return "\n".join(
        [*(_annotation(report, each) for each in ordered), f"{summary(report.problems)} in {report.scope}"]
    )


def _annotation(report: Report, problem: Problem) -> str:
    end = end_of(report.texts.get(problem.path, ""), problem.place)
    properties: dict[str, str | int] = {"file": problem.path, "line": problem.line, "endLine": end.line}
    if end.line == problem.line:  # columns count only within one line
        properties |= {"col": problem.column, "endColumn": end.column - 1}
    properties["title"] = problem.code
    parts = [
        f"{shortened(problem.message)} {shortened(problem.help)}".strip(),
        *(f"See also {other}." for other in problem.others),
        *report.origins_of(problem),
        report.address_of(problem.code),
    ]
    said = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{problem.severity} {said}::{_data(parts)}"


def _data(parts: list[str]) -> str:
    # The line ends between the parts are ours; one inside a part is shown by its code point.
    return "%0A".join(printable(part).replace("%", "%25") for part in parts)


def _property(value: str) -> str:
    return printable(value).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
