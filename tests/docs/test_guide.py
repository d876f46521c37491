"""The guide for contributors is true: its examples pass, and the messages in it are those that people get."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from evibase.hosts.checking import checked
from evibase.hosts.project import compile_project
from evibase.records.formatting import formatted
from evibase.records.raw import Raw
from evibase.reports.terminal_text import terminal_text
from tests.bases import ROOT
from tests.hosts.sites import real_project

_GUIDE = ROOT / "content" / "contribute"
_NEW = "findings/time/short-name.yml"


def _blocks(page: str, language: str) -> list[str]:
    text = (_GUIDE / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def _finding() -> str:
    """Give the finding of the guide, with a claim of its own: the base has the one that it was made from."""
    return _blocks("index.md", "yaml")[0]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a copy of the base in this repository."""
    return real_project(tmp_path / "project")


def _shown(project: Path, text: str) -> str:
    (project / _NEW).write_text(text, encoding="utf-8")
    return terminal_text(checked(project, [project / _NEW]))


def test_the_finding_of_the_guide_is_sound(project: Path) -> None:
    """Law: whoever copies the finding of the guide gets no error, and it is in the form that `fmt` writes."""
    assert "error" not in _shown(project, _finding())
    assert formatted(Raw(_NEW, _finding().encode()), compile_project(ROOT).graph.base) == _finding()


def test_the_messages_of_the_guide_are_real(project: Path) -> None:
    """Law: the two mistakes that the guide makes give the messages that it shows, to the last character."""
    wrong = _finding().replace("themes:", "theems:").replace("menmuir-thomson-nd", "menmuir-2005")
    said = _shown(project, wrong)
    assert _blocks("index.md", "text")[0] in f"{said}\n"


def test_the_message_on_the_page_of_the_check_is_real(project: Path) -> None:
    """Law: the message that is taken apart on the page of the check is what somebody would read there."""
    shown = _blocks("check.md", "text")[0]
    text = _finding().replace("menmuir-thomson-nd", "brown-2018")
    text = text.replace("claim:", "title: A short name\nclaim:", 1)
    (project / "findings/benefits/new.yml").write_text(text, encoding="utf-8")
    assert shown in terminal_text(checked(project, [project / "findings/benefits/new.yml"])) + "\n"


@pytest.mark.parametrize("page", ["confidence.md", "review.md"])
def test_parts_of_records_in_the_guide_are_canonical(page: str) -> None:
    """Law: each piece of a record in the guide is in the form that `fmt` writes."""
    base = compile_project(ROOT).graph.base
    for block in _blocks(page, "yaml"):
        assert formatted(Raw(_NEW, block.encode()), base) == block


def test_the_confidence_of_the_guide_is_sound(project: Path) -> None:
    """Law: the confidence that the guide gives as an example passes the check."""
    text = _finding().replace("by: [", f"{_blocks('confidence.md', 'yaml')[0]}by: [")
    assert "error" not in _shown(project, text)
