"""`evibase new`: what it writes, what it refuses, and how it asks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from evibase.cli.main import main
from evibase.hosts.project import compile_project
from evibase.records.finding import Finding
from evibase.records.formatting import formatted
from evibase.records.raw import Raw
from tests.hosts.sites import Ran, contents, digest, evibase, small_project

_CLAIM = "Apprentices remember more of a lesson that they have taught to somebody else."
_FINDING = (
    "new", "finding", "--claim", _CLAIM, "--themes", "support,time", "--sectors", "schools", "--where", "GB, INT",
    "--evidence", "source=doe-2020; locator=p. 3; see also p. 4; stance=supports; design=survey",
    "--evidence", "source=roe-2021; locator=p. 9; stance=qualifies; design=interviews; condition=In small groups.",
    "--implications", "for=managers; text=Let them teach.", "--by", "maintainers", "--facet", "learning=formal",
)  # fmt: skip
_OTHERS = {
    "case-study": (
        "--title", "A school", "--summary", "One sentence.", "--themes", "time",
        "--sectors", "schools", "--where", "GB",
        "--problem", "P", "--done", "D", "--result", "R", "--outcome", "mixed", "--tested", "local",
        "--sources", "source=doe-2020; locator=p. 1", "--findings", "sample,third-sample", "--by", "maintainers",
    ),
    "policy-option": (
        "--title", "Pay for cover", "--summary", "One sentence.", "--themes", "time", "--problem", "P",
        "--level", "team", "--instrument", "rules", "--actors", "managers",
        "--basis", "finding=sample; role=supports", "--by", "maintainers",
    ),
    "question": ("--title", "Who pays?", "--kind", "absolute", "--themes", "time", "--by", "maintainers"),
}  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give the small project."""
    return small_project(tmp_path / "project")


def _new(project: Path, *arguments: str) -> Ran:
    ran = evibase(project, *arguments)
    assert "Traceback" not in ran.stdout + ran.stderr
    return ran


def _written(project: Path, ran: Ran) -> list[str]:
    assert ran.returncode == 0, ran.stderr
    names = re.findall(r"^written: (.+)$", ran.stdout, re.MULTILINE)
    base = compile_project(project).graph.base
    for name in names:
        if name.endswith(".yml") or name.startswith(("content/case", "content/pol", "content/que")):
            text = (project / name).read_text(encoding="utf-8")
            assert formatted(Raw(name, text.encode()), base) == text
    assert evibase(project, "check").returncode == 0
    return names


def test_a_finding_from_options(project: Path) -> None:
    """Law: options alone give a finding that is sound and canonical, and tells editors its schema."""
    (name,) = _written(project, _new(project, *_FINDING))
    assert name == "findings/apprentices-remember-more-of-a-lesson-that-they-have-taught.yml"
    text = (project / name).read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../.vscode/schemas/finding.json\nclaim: ")
    finding = compile_project(project).graph.base.of(Finding)[Path(name).stem]
    assert [item.locator for item in finding.evidence] == ["p. 3; see also p. 4", "p. 9"]
    assert finding.facets["learning"] == ("formal",)
    assert finding.where == ("GB", "INT")


@pytest.mark.parametrize("kind", _OTHERS)
def test_other_records_from_options(project: Path, kind: str) -> None:
    """Law: each kind of record can be written from options alone, under the name that is given."""
    (name,) = _written(project, _new(project, "new", kind, "a-new-one", *_OTHERS[kind]))
    assert Path(name).name == "a-new-one.md"


def test_a_source_from_options(project: Path) -> None:
    """Law: a source becomes an entry, with signs of TeX escaped, and a file beside it where there is more to say."""
    before = (project / "references.bib").read_text(encoding="utf-8")
    ran = _new(
        project, "new", "source", "poe-2022", "--type", "book", "--title", "Work & 100% more", "--author", "Poe, Ann",
        "--year", "2022", "--from-project", "poe", "--data-years", "2019-2021",
    )  # fmt: skip
    assert set(_written(project, ran)) == {"content/sources/poe-2022.yml", "references.bib"}
    after = (project / "references.bib").read_text(encoding="utf-8")
    assert after.startswith(before.rstrip("\n"))
    assert compile_project(project).graph.base.reference_of["poe-2022"].title == "Work & 100% more"
    assert "project: poe\n" in (project / "content/sources/poe-2022.yml").read_text(encoding="utf-8")


def test_a_theme_from_options(project: Path) -> None:
    """Law: a new theme becomes a term at the end of the vocabulary and a page; one that is there gets a page."""
    vocabulary = project / "content" / "vocabularies" / "themes.yml"
    before = vocabulary.read_text(encoding="utf-8")
    ran = _new(
        project, "new", "theme", "quiet-time", "--label", "Quiet", "--definition", "No calls.", "--question", "Who?"
    )
    assert set(_written(project, ran)) == {"content/themes/quiet-time.md", "content/vocabularies/themes.yml"}
    added = "  - id: quiet-time\n    label: Quiet\n    definition: No calls.\n"
    assert vocabulary.read_text(encoding="utf-8") == before + added
    assert _new(project, "new", "theme", "quiet-time", "--question", "Who?").returncode == 2
    assert "needs a label and a definition" in _new(project, "new", "theme", "loud-time", "--question", "Who?").stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("new", "finding"), "Missing: --claim, --themes, --sectors, --where, --evidence, --implications, --by"),
        (("new", "finding", "sample", *_FINDING[2:]), '"sample" is taken by findings/sample'),
        (("new", "finding", "A b", *_FINDING[2:]), 'Choose "a-b".'),
        (("new", "finding", *_FINDING[2:], "--facet", "mood=glad"), "This base has no mood"),
        (("new", "finding", *_FINDING[2:], "--evidence", "doe-2020, p. 3"), "is not of the form"),
        (("new", "source", "doe-2020", "--title", "x"), "is in references.bib already"),
        (("new", "source", "poe-2022", "--title", "x {y"), "braces"),
        (("new", "source", "poe-2022", "--title", "x", "--type", "bok"), 'Did you mean "book"?'),
        (("new", "source", "poe 2022", "--title", "x"), "cannot be a key"),
        (("new", "poem"), "No such command"),
    ],
)
def test_what_is_refused(project: Path, arguments: Sequence[str], said: str) -> None:
    """Law: a call that cannot give a record exits with 2, says why, and writes nothing."""
    before = digest(project)
    ran = _new(project, *arguments)
    assert ran.returncode == 2
    assert said in ran.stderr
    assert digest(project) == before


def test_a_record_with_mistakes_is_not_written(project: Path) -> None:
    """Law: options with mistakes give the messages of the check, the text for taking along, and no file."""
    before = digest(project)
    ran = _new(project, *(each.replace("doe-2020", "doe-2002").replace("GB, INT", "UK") for each in _FINDING))
    assert ran.returncode == 1
    assert 'error[unknown-citekey]: "doe-2002"' in ran.stderr
    assert "error[wrong-value]" in ran.stderr
    assert "source: doe-2002" in ran.stdout
    assert digest(project) == before


def test_a_file_that_is_there_is_never_written_over(project: Path) -> None:
    """Law: not even a file that holds no record is written over."""
    path = project / "findings" / "a-new-one.yml"
    path.write_text("", encoding="utf-8")
    ran = _new(project, "new", "finding", "a-new-one", *_FINDING[2:])
    assert ran.returncode == 2
    assert "nothing is written over" in ran.stderr
    assert path.read_bytes() == b""


def test_it_asks_until_the_answer_will_do(project: Path) -> None:
    """Law: each answer is looked at before it is taken, parts of names are enough, and the result is sound."""
    said = _asked(
        project,
        ("staff learn", "at least 40"),
        ("Do apprentices remember more of a lesson that they have taught?", "The claim is a question"),
        (_CLAIM, "themes"),
        ("tiem", 'Did you mean "time"'),
        ("time", "sectors"),
        ("scho", "schools  Schools"),
        ("UK", 'Did you mean "GB"'),
        ("GB", "source of evidence"),
        ("doe-2002", 'Did you mean "doe-2020"'),
        ("doe-2020", "locator of evidence"),
        ("p. 3", "stance of evidence"),
        ("contr", "design of evidence"),
        ("surv", "note of evidence"),
        ("The survey says less.", "sample of evidence"),
        ("", "Another one for evidence?"),
        ("n", "for of implications"),
        ("manag", "text of implications"),
        ("Let them teach.", "option of implications"),
        ("", "Another one for implications?"),
        ("n", "by"),
        ("maint", "name"),
        ("sample", "is taken by findings/sample"),
        ("teaching-helps", "written: findings/"),
    )
    assert "Traceback" not in said
    finding = compile_project(project).graph.base.of(Finding)["teaching-helps"]
    assert finding.claim == _CLAIM
    assert finding.evidence[0].note == "The survey says less."
    assert finding.by == ("maintainers",)
    assert evibase(project, "check").returncode == 0


def test_a_claim_that_is_there_is_told(project: Path) -> None:
    """Law: whoever writes a claim that is there already is shown it, and what was typed is not lost by leaving."""
    before = contents(project)
    said = _asked(
        project,
        ("Teachers ask their colleagues for help before they ask anybody else.", "findings/support/third-sample.yml"),
        ("n", "Then add your source to that one."),
        (_CLAIM, f"This is what you have said:\n\nclaim: {_CLAIM}"),
    )
    assert "Aborted" in said
    assert contents(project) == before


def test_a_name_that_will_not_do_is_asked_for_again(project: Path) -> None:
    """Law: themes and sources, too, ask until the name is free; nothing that was said before is lost."""
    _asked(
        project,
        ("Quiet time", "definition"),
        ("Hours without calls.", "question"),
        ("Who has it?", "name"),
        ("index", "cannot be an address"),
        ("", "written: content/themes/quiet-time.md"),
        kind="theme",
    )
    _asked(
        project,
        ("bok", 'Did you mean "book"'),
        ("book", "title"),
        ("Work and more", "author"),
        ("Poe, Ann", "year"),
        ("2022", "name [poe-2022]"),
        ("doe-2020", "is in references.bib already"),
        ("", "written: references.bib"),
        kind="source",
    )
    assert evibase(project, "check").returncode == 0


def _asked(project: Path, *script: tuple[str, str], kind: str = "finding") -> str:
    """Answer the questions for a record; what is said after each answer, in their order, has the words beside it."""
    typed = "".join(f"{answer}\n" for answer, _ in script)
    ran = CliRunner().invoke(main, ["new", kind, "--ask", "--project", str(project)], input=typed)
    place = 0
    for answer, awaited in script:
        found = ran.output.find(awaited, place)
        assert found >= 0, (answer, awaited, ran.output[place:])
        place = found
    return ran.output
