"""What is wrong with a project is said in lines that name the place, never in a traceback."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from evibase.hosts.checking import checked as checked_project
from tests.hosts.sites import build, configure, evibase, small_project

Break = Callable[[Path], None]


def _link_to_page(project: Path) -> None:
    (project.parent / "secret.md").write_text("# Secret\n", encoding="utf-8")
    (project / "content" / "secret.md").symlink_to(project.parent / "secret.md")


def _link_to_record(project: Path) -> None:
    (project / "findings" / "linked-sample.yml").symlink_to("sample.yml")


def _link_to_picture(project: Path) -> None:
    (project / "content" / "passwords.png").symlink_to("/etc/passwd")


def _link_to_folder(project: Path) -> None:
    (project / "findings" / "etc").symlink_to("/etc")


def _link_to_bibliography(project: Path) -> None:
    (project / "references.bib").rename(project / "other.bib")
    (project / "references.bib").symlink_to("other.bib")


def _latin_1(project: Path) -> None:
    (project / "content" / "about" / "index.md").write_bytes("# Über uns\n".encode("latin-1"))


def _front_matter(project: Path) -> None:
    (project / "content" / "about" / "index.md").write_text("---\ntitle: a: b\n---\n\n# Us\n", encoding="utf-8")


def _open_front_matter(project: Path) -> None:
    (project / "content" / "questions" / "sample-question.md").write_text("---\ntitle: a\n", encoding="utf-8")


def _tag(project: Path) -> None:
    (project / "findings" / "sample.yml").write_text("claim: !!python/object:os.system x\n", encoding="utf-8")


def _vocabulary(project: Path) -> None:
    (project / "content" / "vocabularies" / "themes.yml").write_text("- [\n", encoding="utf-8")


def _bibliography(project: Path) -> None:
    (project / "references.bib").write_text("@book{a, title = {x\n", encoding="utf-8")


def _deep(project: Path) -> None:
    (project / "findings" / "sample.yml").write_text("a: " + "[" * 30_000, encoding="utf-8")


def _everything(project: Path) -> None:
    for break_it in (_link_to_record, _latin_1, _tag, _vocabulary, _bibliography):
        break_it(project)


_BROKEN: dict[Break, str] = {
    _link_to_page: "content/secret.md:1:1: symbolic-link: ",
    _link_to_record: "findings/linked-sample.yml:1:1: symbolic-link: ",
    _link_to_picture: "content/passwords.png:1:1: symbolic-link: ",
    _link_to_folder: "findings/etc:1:1: symbolic-link: ",
    _link_to_bibliography: "references.bib:1:1: symbolic-link: ",
    _latin_1: "content/about/index.md:1:3: not-utf-8: ",
    _front_matter: "content/about/index.md:2:9: yaml-syntax: ",
    _open_front_matter: "content/questions/sample-question.md:1:1: front-matter: ",
    _tag: "findings/sample.yml:1:8: yaml-feature: ",
    _vocabulary: "content/vocabularies/themes.yml:",
    _bibliography: "references.bib:1:",
    _deep: "findings/sample.yml:1:",
    _everything: "content/about/index.md:1:3: not-utf-8: ",
}


@pytest.mark.parametrize("break_it", _BROKEN, ids=lambda function: function.__name__.strip("_"))
def test_a_broken_project_gives_the_same_problems_everywhere(tmp_path: Path, break_it: Break) -> None:
    """Law: the build stops with the problems that `evibase check` finds, one line for each, and no traceback."""
    project = small_project(tmp_path / "project")
    break_it(project)
    checked, found, ran = evibase(project, "check"), checked_project(project).problems, build(project)
    said = [str(problem) for problem in found]
    assert (checked.returncode, ran.returncode) == (1, 1)
    assert checked.stderr == ""
    assert "Traceback" not in checked.stdout + ran.stdout + ran.stderr
    assert any(line.startswith(_BROKEN[break_it]) for line in said), checked.stdout
    assert [line for line in ran.stderr.splitlines() if line in said] == said
    heads = [f"{problem.place}: {problem.severity}[{problem.code}]: " for problem in found]
    assert [head for head in heads if f"\n{head}" in f"\n{checked.stdout}"] == heads
    assert not (project / "site").exists()


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ({"docs_dir": "docs"}, "mkdocs.yml:1:1: wrong-value: evibase reads the folder `content`."),
        ({"plugins": [{"evibase/findings": {"splize": True}}]}, "Unrecognised configuration name: splize"),
        ({"plugins": [{"evibase/findings": {"splice": "maybe"}}]}, "splice"),
        (
            {"plugins": [{"evibase/findings": {"home": ["UK"]}}]},
            'evibase/findings: home: "UK", which is not a place code. Did you mean "GB"?',
        ),
        ({"theme": {"name": "mkdocs"}}, "mkdocs.yml:1:1: wrong-value: evibase's pages are made for the theme"),
    ],
    ids=lambda value: json.dumps(value) if isinstance(value, dict) else "",
)
def test_a_wrong_configuration_gives_one_line(tmp_path: Path, settings: dict[str, object], line: str) -> None:
    """Law: what is wrong in `mkdocs.yml` fails --strict with a line that names it."""
    project = small_project(tmp_path / "project")
    (project / "docs").mkdir()
    configure(project, **settings)
    ran = build(project, "--strict")
    assert ran.returncode == 1
    assert line in ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr
    assert not (project / "site").exists()


def test_front_matter_that_only_the_host_cannot_read_is_named(tmp_path: Path) -> None:
    """Law: keys that are text to us and no value to the host are reported, not shown to readers as text."""
    project = small_project(tmp_path / "project")
    page, question = (
        project / "content" / "about" / "index.md",
        project / "content" / "questions" / "sample-question.md",
    )
    page.write_text(page.read_text(encoding="utf-8").replace("---", "---\ndate: 2024-02-30", 1), encoding="utf-8")
    text = question.read_text(encoding="utf-8").replace("Does cover in the rota pay for itself?", "2024-02-30")
    question.write_text(text.replace("Nobody has", "Note: nobody has"), encoding="utf-8")
    assert evibase(project, "check", "--strict").returncode == 0
    assert build(project, "--strict").returncode == 1
    ran = build(project)
    assert ran.returncode == 0
    assert "content/about/index.md:2:1: front-matter: The host cannot read a value here" in ran.stderr
    shown = (project / "site" / "questions" / "sample-question" / "index.html").read_text(encoding="utf-8")
    assert "Note: nobody has counted both sides." in shown
    assert "kind: absolute" not in shown


def _no_findings(project: Path) -> None:
    for path in sorted((project / "findings").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()


def _no_bibliography(project: Path) -> None:
    (project / "references.bib").unlink()


def _no_content(project: Path) -> None:
    for path in sorted((project / "content").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()


def test_an_empty_project_builds(tmp_path: Path) -> None:
    """Law: a base without a single record is a sound base, and its site can be published."""
    project = small_project(tmp_path / "project")
    for break_it in (_no_findings, _no_bibliography, _no_content):
        break_it(project)
    ran = build(project, "--strict")
    assert ran.returncode == 0, ran.stderr
    assert (project / "site" / "findings" / "index.html").is_file()
