"""A report of many different mistakes at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from evibase.hosts.checking import checked
from evibase.problems import Place
from evibase.reports.report import Report
from tests.hosts.sites import small_project

_MISTAKES = {
    "findings/new.yml": """
title: "Zeit \u201egenug\u201c \u65e5\u672c\u8a9e"
claim: >-
  Night staff in care homes take part in fewer courses than day staff, and they say so
  whenever anybody asks them
themes: [time, "tiem"]
sectors: [social-care]
where: [UK, GB]
evidence:
  - source: doe-2002
    locator: p. 3
    stance: supports
    design: survey
figures:
  - value: "3"
    source: doe-2002
implications:
  - for: managers
    text: "100%: plan, and\\u0020ask."
by: [maintainers]
sectrs: [schools]
""",
    "content/about/new.md": "# New\n\nSee @nobody-1999, and more.\n",
}


@pytest.fixture
def report(tmp_path: Path) -> Report:
    """Give what a check of a project with many mistakes finds."""
    project = small_project(tmp_path / "project")
    for name, text in _MISTAKES.items():
        (project / name).write_text(text.removeprefix("\n"), encoding="utf-8", newline="")
    (project / "findings" / "support" / "sample.yml").write_bytes((project / "findings" / "sample.yml").read_bytes())
    with (project / "references.bib").open("a", encoding="utf-8") as file:
        file.write("\n@reprot{nobody-2000,\n  author = {Nobody, Ann},\n  title = {Never cited},\n  year = {2000},\n}\n")
    found = checked(project)
    duplicate = next(problem for problem in found.problems if problem.code == "duplicate-id")
    return Report(
        found.problems,
        found.scope,
        found.texts,
        "https://base.example.org/contribute/rules/",
        {duplicate.place: ('findings/support/sample.yml:1 came with 0123456789 (Ann, 2026-01-02): Add "x": 100%',)},
        "1.2.3",
    )


@pytest.fixture
def place() -> Place:
    """Give a place that no file has."""
    return Place("findings/none.yml", 3, 1)
