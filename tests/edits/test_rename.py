"""Renaming and withdrawing: every reference follows, nothing else is touched, and what was published stays."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evibase.build import Compiled
from evibase.edits.change import Change, Edit, Refused, edited
from evibase.edits.rename import renamed
from evibase.edits.withdraw import withdrawn
from evibase.hosts.project import compile_project
from evibase.hosts.writing import make_change
from evibase.problems import Severity
from evibase.records.model import Ref
from tests.bases import ROOT
from tests.hosts.sites import BASE, contents, small_project

_REAL = compile_project(ROOT)
_RENAMED = sorted(
    str(record.ref)
    for record in _REAL.graph.base.records
    if "aliases" in record.declarations() and record.ref.section != "sources"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give the small project."""
    return small_project(tmp_path / "project")


def _made(project: Path, change: Change | Refused) -> Compiled:
    assert isinstance(change, Change), change
    assert make_change(project, compile_project(project), change) == ()
    return compile_project(project)


def test_every_reference_follows(project: Path) -> None:
    """Law: after a rename nothing names the old id but the alias, in keys of any form and in the text of pages."""
    (project / "findings" / "new.yml").write_text(
        (BASE / "findings" / "sample.yml").read_text(encoding="utf-8").replace("Time for learning", "Leave for courses")
        + "relations:\n  - finding: 'sample' # quoted\n    type: see-also\n    note: The sample is near.\n",
        encoding="utf-8",
    )
    before = compile_project(project)
    named = [link for link in before.graph.links if link.target == Ref("findings", "sample")]
    assert len(named) >= 3
    after = _made(project, renamed(before.graph, "sample", "time-competes"))
    assert [p for p in after.problems if p.severity is Severity.ERROR] == []
    assert [link for link in after.graph.links if link.target == Ref("findings", "sample")] == []
    assert len([link for link in after.graph.links if link.target == Ref("findings", "time-competes")]) == len(named)
    assert after.graph.resolve(Ref("findings", "sample")) == Ref("findings", "time-competes")
    assert "findings/time-competes.md#evidence" in (project / "content/about/index.md").read_text(encoding="utf-8")
    assert "'time-competes' # quoted" in (project / "findings" / "new.yml").read_text(encoding="utf-8")
    assert "The sample is near." in (project / "findings" / "new.yml").read_text(encoding="utf-8")


def test_a_rename_and_back(project: Path) -> None:
    """Law: a record that gets its old name back has both names, and all other files are as they were."""
    before = contents(project)
    _made(project, renamed(compile_project(project).graph, "findings/sample", "other-name"))
    _made(project, renamed(compile_project(project).graph, "other-name", "sample"))
    after = contents(project)
    assert {name for name in before | after if before.get(name) != after.get(name)} == {"findings/sample.yml"}
    assert after["findings/sample.yml"].replace(b"aliases: [other-name]\n", b"") == before["findings/sample.yml"]


@pytest.mark.parametrize("ref", _RENAMED[:: max(1, len(_RENAMED) // 40)])
def test_records_of_the_real_base_can_be_renamed(ref: str) -> None:
    """Law: in the base of this repository any record can be renamed, and no link is lost or made."""
    section, _, old = ref.partition("/")
    change = renamed(_REAL.graph, ref, f"{old[:70]}-renamed")
    assert isinstance(change, Change)
    before = sum(link.target == Ref(section, old) and link.role != "citation" for link in _REAL.graph.links)
    named = sum(text.count(f"{old[:70]}-renamed") for text in change.texts.values())
    assert named >= before
    assert change.gone == (next(r.path for r in _REAL.graph.base.records if str(r.ref) == ref),)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("samle", "x-y", 'Did you mean "sample"?'),
        ("sample", "A b", 'Choose "a-b".'),
        ("sample", "second-sample", "is taken by findings/second-sample"),
        ("sample", "sample", "already"),
        ("doe-2020", "doe-2021", "There is no"),
        ("policy-options/sample", "x-y", "There is no"),
    ],
)
def test_what_cannot_be_renamed_is_refused(old: str, new: str, reason: str) -> None:
    """Law: an id that is not there, is none, or is taken is refused with a reason; nothing is worked out."""
    change = renamed(compile_project(BASE).graph, old, new)
    assert isinstance(change, Refused)
    assert reason in change.reason


def test_of_two_records_with_one_id_one_is_to_be_named(project: Path) -> None:
    """Law: an id that a finding and a case study share is not guessed."""
    shutil.copy(project / "content/case-studies/sample-case.md", project / "content/case-studies/sample.md")
    graph = compile_project(project).graph
    change = renamed(graph, "sample", "x-y")
    assert isinstance(change, Refused)
    assert "findings/sample" in change.reason
    assert "case-studies/sample" in change.reason
    assert isinstance(renamed(graph, "case-studies/sample", "x-y"), Change)


def test_a_withdrawn_finding_leaves_the_others(project: Path) -> None:
    """Law: after a withdrawal the finding says so and why, nothing warns of a link to it but what would be empty."""
    before = compile_project(project)
    change = withdrawn(before.graph, "third-sample", 'The interviews: "lost".')
    after = _made(project, change)
    text = (project / "findings/support/third-sample.yml").read_text(encoding="utf-8")
    assert "status: withdrawn\nwithdrawn_because: 'The interviews: \"lost\".'\n" in text
    assert [p for p in after.problems if p.severity is Severity.ERROR] == []
    told = [remark.split(" ")[0] for remark in change.remarks if "still names it" in remark]  # type: ignore[union-attr]  # `_made` has looked
    warned = [str(problem.place) for problem in after.problems if problem.code == "withdrawn-finding"]
    assert sorted(told) == sorted(warned)


def test_lists_lose_the_item_and_nothing_else(project: Path) -> None:
    """Law: lists in brackets, lists of items and lists with one item lose just what named the finding."""
    page = project / "content" / "questions" / "sample-question.md"
    head = "---\ntitle: Why?\nkind: absolute\nthemes: [time]\nby: [maintainers]\n"
    forms = {
        "findings: [sample, third-sample]\n": "findings: [sample]\n",
        "findings: [third-sample, sample]  # two\n": "findings: [sample]  # two\n",
        "findings:\n  # the first\n  - sample\n  - third-sample\n": "findings:\n  # the first\n  - sample\n",
        "findings: [third-sample]\n": "",
        "findings:\n- third-sample\n": "",
    }
    for before, after in forms.items():
        page.write_text(f"{head}{before}---\nText.\n", encoding="utf-8")
        change = withdrawn(compile_project(project).graph, "third-sample", "Lost.")
        assert isinstance(change, Change)
        assert change.texts["content/questions/sample-question.md"] == f"{head}{after}---\nText.\n"


@pytest.mark.parametrize(("name", "reason"), [("sample-case", "x"), ("sample", " "), ("nobody", "x")])
def test_what_cannot_be_withdrawn_is_refused(name: str, reason: str) -> None:
    """Law: only findings are withdrawn, and never without a reason."""
    assert isinstance(withdrawn(compile_project(BASE).graph, name, reason), Refused)


def test_edits_do_not_disturb_each_other() -> None:
    """Law: edits are made in order of their places; the same edit twice is one."""
    edits = [Edit(4, 5, "E"), Edit(0, 1, "A"), Edit(4, 5, "E"), Edit(2, 2, "x"), Edit(2, 2, "y")]
    assert edited("abcdefg", edits) == "Abxycd" + "E" + "fg"
