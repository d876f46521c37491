"""Two changes that break together: each is right by itself, and the merged state names both origins."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from evibase.hosts.checking import checked
from evibase.problems import Problem
from evibase.reports.report import Report
from tests.hosts.sites import BASE

_FINDING = (BASE / "findings" / "sample.yml").read_text(encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give the sample project in a repository of its own, with one commit."""
    shutil.copytree(BASE, tmp_path / "project")
    _git(tmp_path / "project", "init", "--quiet", "--initial-branch=main")
    _commit(tmp_path / "project", "The base")
    return tmp_path / "project"


def _git(project: Path, *arguments: str) -> None:
    identity = {
        f"GIT_{who}_{what}": f"{who.lower()}@example.org"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *arguments], cwd=project, env=os.environ | identity | alone, check=True, capture_output=True)  # noqa: S607 - the git on the path


def _commit(project: Path, message: str) -> None:
    _git(project, "add", "--all")
    _git(project, "commit", "--quiet", "--message", message)


def _merged(project: Path, one: dict[str, str | None], other: dict[str, str | None]) -> Report:
    """Make two branches with one change each, see that each is sound, and check what their merge is."""
    for branch, change in (("one", one), ("other", other)):
        _git(project, "switch", "--quiet", "--create", branch, "main")
        for name, text in change.items():
            path = project / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8") if text is not None else path.unlink()
        _commit(project, f"Change {branch}")
        assert checked(project).problems == ()
    _git(project, "merge", "--quiet", "--no-edit", "one")
    return checked(project)


def _only(report: Report, code: str) -> tuple[Problem, str]:
    (problem,) = report.problems
    assert problem.code == code
    return problem, " ".join(report.origins_of(problem))


def test_two_records_with_one_id(project: Path) -> None:
    """Law: two branches that add the same id in different folders clash, and both commits are named."""
    one, other = _unlike(_FINDING, "First"), _unlike(_FINDING, "Second")
    report = _merged(project, {"findings/one/new.yml": one}, {"findings/other/new.yml": other})
    problem, origins = _only(report, "duplicate-id")
    assert {problem.path, *(other.path for other in problem.others)} == {
        "findings/one/new.yml",
        "findings/other/new.yml",
    }
    assert "Change one" in origins
    assert "Change other" in origins


def test_a_link_to_what_another_branch_took_away(project: Path) -> None:
    """Law: a link to a finding that another branch deletes dangles; who wrote it and who deleted it are named."""
    linking = f"{_unlike(_FINDING, 'First')}relations:\n  - finding: unused\n    type: see-also\n    note: Both.\n"
    (project / "findings" / "unused.yml").write_text(_unlike(_FINDING, "Third"), encoding="utf-8")
    _commit(project, "Add an unused finding")
    report = _merged(project, {"findings/new.yml": linking}, {"findings/unused.yml": None})
    _, origins = _only(report, "unknown-record")
    assert "findings/new.yml:" in origins
    assert "Change one" in origins
    assert '"unused" went with' in origins
    assert "Change other" in origins


def test_a_source_that_another_branch_took_away(project: Path) -> None:
    """Law: a citation of an entry that another branch deletes is reported with both commits."""
    bibliography = (project / "references.bib").read_text(encoding="utf-8")
    (project / "references.bib").write_text(
        f"{bibliography}\n@book{{poe-2022,\n  author = {{Poe, Ann}},\n  title = {{A book}},\n  year = {{2022}},\n}}\n",
        encoding="utf-8",
    )
    (project / "content" / "index.md").write_text("# Base\n\nSee @poe-2022.\n", encoding="utf-8")
    _commit(project, "Add a source")
    report = _merged(
        project,
        {"findings/new.yml": _unlike(_FINDING, "First").replace("doe-2020", "poe-2022")},
        {"references.bib": bibliography, "content/index.md": "# Base\n"},
    )
    _, origins = _only(report, "unknown-citekey")
    assert "Change one" in origins
    assert '"poe-2022" went with' in origins
    assert "Change other" in origins


def test_what_is_not_committed_is_called_so(project: Path) -> None:
    """Law: outside of a commit there is no origin to name, and that is said."""
    (project / "findings" / "support" / "sample.yml").write_text(_unlike(_FINDING, "First"), encoding="utf-8")
    problem, origins = _only(checked(project), "duplicate-id")
    assert f"{problem.path} is not committed yet." in origins
    assert "The base" in origins


def test_without_git_nothing_is_said_of_origins(project: Path) -> None:
    """Law: outside of a repository the problem is the same, without origins."""
    shutil.rmtree(project / ".git")
    (project / "findings" / "support" / "sample.yml").write_text(_unlike(_FINDING, "First"), encoding="utf-8")
    _, origins = _only(checked(project), "duplicate-id")
    assert origins == ""


def _unlike(finding: str, word: str) -> str:
    """Give the finding with a claim of its own."""
    _, rest = finding.split("themes:", 1)
    claims = {
        "First": "Apprentices remember more of a lesson that they have taught to somebody else.",
        "Second": "Older machinists keep their place by showing newcomers around the shop floor.",
        "Third": "Reading groups at lunch rarely survive the departure of whoever began them.",
    }
    return f"claim: {claims[word]}\nthemes:{rest}"


def test_a_term_that_never_was_has_not_gone(project: Path) -> None:
    """Law: a name that is only like one in the history was not taken away by anybody."""
    text = _unlike(_FINDING, "First").replace("for: managers", "for: manager").replace("doe-2020", "doe-202")
    (project / "findings" / "new.yml").write_text(text, encoding="utf-8")
    report = checked(project)
    assert {problem.code for problem in report.problems} == {"unknown-term", "unknown-citekey"}
    assert [report.origins_of(problem) for problem in report.problems] == [(), ()]


def test_one_claim_in_two_branches(project: Path) -> None:
    """Law: two branches that make the same claim in different files clash, and both commits are named."""
    text = _unlike(_FINDING, "First")
    report = _merged(project, {"findings/one.yml": text}, {"findings/other.yml": text.replace("p. 3", "p. 4")})
    problem, origins = _only(report, "duplicate-claim")
    assert (problem.path, problem.others[0].path) == ("findings/other.yml", "findings/one.yml")
    assert "Change one" in origins
    assert "Change other" in origins
