"""`evibase diff`, from git and from folders: what it reads, what it tells, and how it exits."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from evibase.hosts.comparison import compare_states, told
from evibase.hosts.history import HistoryError
from tests.bases import ROOT, SMALL
from tests.hosts.sites import Ran, evibase

_GOLDEN = ROOT / "tests" / "golden" / "change"
_FORM = ROOT / "content" / "contribute" / "maintain.md"
_FINDING = "findings/time/cover-helps.yml"
_STUDY = """\
  - source: poe-2022
    locator: p. 12
    stance: contradicts
    design: survey
    note: As many finished without cover.
"""


def _git(folder: Path, *arguments: str) -> str:
    git = shutil.which("git")
    assert git
    who = ("-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false")
    ran = subprocess.run([git, *who, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return ran.stdout.strip()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a clone with the small base on its branch `main`."""
    folder = tmp_path / "clone"
    shutil.copytree(SMALL, folder)
    _git(folder, "init", "--quiet", "--initial-branch=main")
    _commit(folder, "The small base")
    return folder


def _commit(folder: Path, message: str) -> None:
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", f"--message={message}")


def _edit(folder: Path, path: str, change: Callable[[str], str]) -> None:
    file = folder / path
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


def _contradict(folder: Path) -> None:
    _edit(folder, _FINDING, lambda text: text.replace("evidence:\n", f"evidence:\n{_STUDY}"))


def _diff(folder: Path, *arguments: str | Path) -> Ran:
    ran = evibase(folder, "diff", *arguments)
    assert "Traceback" not in ran.stdout + ran.stderr
    return ran


def test_a_branch_with_a_contradicting_study(project: Path) -> None:
    """Law: on a branch that adds a contradicting study, the claim that becomes contested is named, with the study.

    So is the policy option that this weakens. The files need not be committed.
    """
    _git(project, "switch", "--quiet", "--create=study")
    _contradict(project)
    uncommitted = _diff(project, "main").stdout
    _commit(project, "A study")
    for arguments in (("main", "study"), ("HEAD~1", "HEAD", "--merge-base")):
        ran = _diff(project, *arguments)
        assert ran.returncode == 0
        assert ran.stdout.split("\n", 1)[1] == uncommitted.split("\n", 1)[1]
    contested = uncommitted.split("Claims that become contested (1)")[1].split("\n\n")[0]
    assert "Cover in the rota lets more care workers finish" in contested
    assert "contradicted by Poe (2022), p. 12: As many finished without cover." in contested
    weakened = uncommitted.split("Policy options that are weakened (1)")[1].split("\n\n")[0]
    assert "“Put cover into the rota” (policy-options/cover-in-the-rota)" in weakened
    assert "/policy-options/cover-in-the-rota/: Put cover into the rota (changed)" in uncommitted


def test_a_revision_reads_as_its_files_do(project: Path, tmp_path: Path) -> None:
    """Law: a base read from git is the base on disk: folders and revisions compare alike, in a subfolder, too."""
    assert "Nothing changes." in told(compare_states(project, str(SMALL), "HEAD"), "text")
    _contradict(project)
    before = told(compare_states(project, str(SMALL), str(project)), "text").split("\n", 1)[1]
    assert before == told(compare_states(project, "HEAD"), "text").split("\n", 1)[1]
    outer = tmp_path / "outer"
    shutil.copytree(SMALL, outer / "deep" / "base")
    _git(outer, "init", "--quiet")
    _commit(outer, "A base below")
    ran = _diff(tmp_path, "HEAD", "--project", outer / "deep" / "base")
    assert "Nothing changes." in ran.stdout


def test_pages_can_be_left_out(project: Path) -> None:
    """Law: without pages everything else is told the same, and nothing is said of pages."""
    _contradict(project)
    whole, without = compare_states(project, "main"), compare_states(project, "main", with_pages=False)
    assert whole.change == without.change
    assert told(without, "text").count("page") == 0
    assert json.loads(told(without, "json"))["pages"] is None


def test_only_what_the_branch_did(project: Path) -> None:
    """Law: with --merge-base, what others have done on the main branch meanwhile is not taken for undone."""
    _git(project, "switch", "--quiet", "--create=study")
    _contradict(project)
    _commit(project, "A study")
    _git(project, "switch", "--quiet", "main")
    _edit(project, "findings/time/time-competes.yml", lambda text: text.replace("[GB-SCT]", "[GB]"))
    _commit(project, "Elsewhere")
    _git(project, "switch", "--quiet", "study")
    both, ours = compare_states(project, "main"), compare_states(project, "main", from_merge_base=True)
    assert {item.ref.id for item in both.change.records} == {"cover-helps", "time-competes"}
    assert {item.ref.id for item in ours.change.records} == {"cover-helps"}


def test_what_would_be_gone_is_an_error(project: Path) -> None:
    """Law: an address that would vanish exits with 1 and says what to do; an alias or a tombstone makes it 0."""
    (project / "content/questions/does-cover-pay.md").unlink()
    ran = _diff(project, "HEAD")
    assert ran.returncode == 1
    assert "Addresses that would be gone" in ran.stdout
    assert "questions/does-cover-pay" in ran.stdout
    _git(project, "checkout", "--quiet", ".")
    file = project / "content/questions/does-cover-pay.md"
    text = file.read_text(encoding="utf-8").replace("---\n", "---\naliases: [does-cover-pay]\n", 1)
    file.rename(file.with_name("what-does-cover-cost.md"))
    file.with_name("what-does-cover-cost.md").write_text(text, encoding="utf-8")
    ran = _diff(project, "HEAD")
    assert ran.returncode == 0, ran.stdout
    assert "questions/does-cover-pay → questions/what-does-cover-cost" in ran.stdout
    assert "/questions/does-cover-pay/: " in ran.stdout
    assert "(moved)" in ran.stdout


def test_errors_are_told_first(project: Path) -> None:
    """Law: where the new state has errors they are listed, what can be read is compared, and the exit is 1."""
    _contradict(project)
    _edit(project, "findings/time/time-competes.yml", lambda text: text.replace("[social-care]", "[social-car]"))
    ran = _diff(project, "HEAD")
    assert ran.returncode == 1
    assert "unknown-term" in ran.stdout.split("Claims that become contested")[0]
    assert "Cover in the rota lets more" in ran.stdout
    assert "They are not known" in ran.stdout
    _commit(project, "Broken")
    _git(project, "checkout", "--quiet", "HEAD~1", "--", ".")
    ran = _diff(project, "HEAD")
    assert ran.returncode == 0
    assert "the state before has 1 error" in ran.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("mian",), 'Did you mean "main"?'),
        (("--", "--upload-pack=x"), '"--upload-pack=x" is neither a revision nor a folder'),
        (("missing", "HEAD"), "fetch-depth: 0"),
        (("tests",), 'The folder "tests" holds no evidence base'),
        (("empty",), 'The revision "empty" holds no evidence base'),
        (("empty", "--merge-base"), "have no commit in common"),
    ],
)
def test_a_state_that_cannot_be_found_is_named(project: Path, arguments: tuple[str, ...], message: str) -> None:
    """Law: an unknown revision is a wrong call: exit 2, the name in the message, and the nearest one where there is."""
    (project / "tests").mkdir()
    _git(project, "switch", "--quiet", "--orphan=empty")
    _git(project, "commit", "--quiet", "--allow-empty", "--message=Nothing")
    _git(project, "switch", "--quiet", "main")
    ran = _diff(project, *arguments)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert message in ran.stderr.splitlines()[-1]


def test_without_git_there_are_folders(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: outside a repository, or without git, revisions are refused with the reason, and folders still compare."""
    bare = tmp_path / "bare"
    shutil.copytree(SMALL, bare)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", os.fspath(tmp_path))
    with pytest.raises(HistoryError, match="is in no git repository"):
        compare_states(bare, "main")
    monkeypatch.setenv("PATH", os.fspath(bare))
    with pytest.raises(HistoryError, match="git is not installed"):
        compare_states(project, "main")
    assert compare_states(bare, str(project)).acceptable


def test_a_link_in_a_revision_is_a_problem(project: Path) -> None:
    """Law: a symbolic link in a revision is reported and not followed, as it is on disk."""
    (project / "findings/linked.yml").symlink_to("../../../secret")
    _commit(project, "A link")
    assert "findings/linked.yml:1:1: symbolic-link" in _diff(project, "HEAD~1", "HEAD").stdout


_EDITS: tuple[tuple[str, str, str], ...] = (
    (_FINDING, "evidence:\n", f"evidence:\n{_STUDY}"),
    ("findings/time/time-competes.yml", "by: [", "status: withdrawn\nwithdrawn_because: Misread.\nby: ["),
    ("findings/support/ask-colleagues.yml", "locator: ", "locator: about "),
    ("findings/time/evenings-are-chosen.yml", "sectors: [social-care]", "sectors: [schools]"),
    ("findings/time/own-time-finishes-less.yml", "level: low", "level: high"),
    ("references.bib", "@", "@book{new-2024,\n  author = {New, Ann},\n  title = {New},\n  year = {2024},\n}\n\n@"),
    ("content/index.md", "\n# ", "\n# Now: "),
)


@pytest.mark.parametrize(("form", "ending"), [("text", "txt"), ("markdown", "md"), ("json", "json")])
def test_what_is_told_is_as_agreed(project: Path, form: str, ending: str) -> None:
    """Law: a change that touches everything is told as agreed, to the last character, in each form."""
    for path, before, after in _EDITS:
        _edit(project, path, lambda text, before=before, after=after: text.replace(before, after, 1))  # type: ignore[misc]  # bound now
    (project / "content/questions/does-cover-pay.md").unlink()
    text = told(compare_states(project, "main"), form)
    kept = _GOLDEN / f"change.{ending}"
    if os.environ.get("EVIBASE_UPDATE"):
        kept.write_text(text, encoding="utf-8", newline="\n")
    assert text == kept.read_text(encoding="utf-8"), "EVIBASE_UPDATE=1 writes it anew."


def test_the_json_is_documented() -> None:
    """Law: each key of the JSON is explained where maintainers read about it, with the version of the form."""
    found: set[str] = set()
    content = json.loads((_GOLDEN / "change.json").read_text(encoding="utf-8"))
    _keys(content, found)
    page = _FORM.read_text(encoding="utf-8")
    assert {key for key in found if f"`{key}`" not in page} == set()
    assert f"version {content['version']}" in page


def _keys(value: object, found: set[str]) -> None:
    if isinstance(value, dict):
        found.update(value)
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _keys(each, found)


_HOSTILE = (
    "<script>alert(1)</script> <!-- --> @everyone see #1, GH-1 and https://evil.example.org/ or www.evil.example.org "
    "![x](https://evil.example.org/x.png) [click](javascript:alert(1)) ``` ~~no~~ **bold** | a | b | $x$ \\ &amp; "
)


def test_strangers_text_stays_text(project: Path) -> None:
    """Law: in Markdown, what a stranger has written is no tag, link, picture, mention or reference to an issue."""
    _edit(
        project, _FINDING, lambda text: text.replace("As many", "x").replace("where: [GB-SCT]", "where: [GB-SCT, NO]")
    )
    _edit(project, _FINDING, lambda text: f"{text}context: {json.dumps('- 1. ' + _HOSTILE)}\n")
    text = told(compare_states(project, "main"), "markdown")
    assert not re.search(r"<(?!/?details>|/?summary>)", text)
    assert not re.search(r"(?<!\\)[`*_\[\]|~$!]", text)
    assert not re.search(r"@\w|#\d|GH-\d|://\w|www\.", text)


def test_a_large_change_fits_into_a_comment(project: Path) -> None:
    """Law: however much changes, the Markdown is within the 65,536 characters that a comment may have."""
    finding = (project / _FINDING).read_text(encoding="utf-8").replace("evidence:\n", f"evidence:\n{_STUDY * 20}")
    finding = finding.replace("As many finished without cover.", "x*_" * 2000)
    for number in range(300):
        (project / f"findings/made-up-{number}.yml").write_text(finding, encoding="utf-8")
    found = compare_states(project, "main")
    assert len(told(found, "text")) > 65_536
    text = told(found, "markdown")
    assert 1_000 < len(text) < 65_536
    assert "300 findings added" in text
