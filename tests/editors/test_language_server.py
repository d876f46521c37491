"""What a contributor sees in an editor: the real language server, with the settings and schemas of this repository."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bases import ROOT
from tests.editors.server import Client, editor

_GOOD = "findings/time/work-time-helps-qualifications-succeed.yml"


@pytest.fixture(scope="module")
def opened() -> Iterator[Client]:
    """Give an editor in which this repository is open."""
    with editor(ROOT) as client:
        yield client


def _finding() -> str:
    return (ROOT / _GOOD).read_text(encoding="utf-8")


def _records() -> list[Path]:
    patterns = ("findings/**/*.yml", "content/vocabularies/*.yml", "content/sources/*.yml", "content/people.yml")
    return [path for pattern in patterns for path in sorted(ROOT.glob(pattern))]


def test_what_is_right_is_not_marked(opened: Client) -> None:
    """Law: no record of the real base that passes the check is marked in an editor."""
    texts = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in _records()}
    for name, text in texts.items():
        opened.start(name, text)  # all at once: for each file the server waits a while before it looks
    marked = {name: opened.marks(name) for name in texts}
    for name in texts:
        opened.close(name)
    assert len(marked) > 100
    assert {name: found for name, found in marked.items() if found} == {}


@pytest.mark.parametrize(
    ("before", "after", "place", "words"),
    [
        ("themes: [", "themse: [", "themse:", "themse is not allowed"),
        ("sectors: [cross-sector]", "sectors: [cross-sectr]", "cross-sectr", "Value is not accepted"),
        ("stance: supports", "stance: supprots", "supprots", '"supports"'),
        ("by: [maintainers]", "by: [somebody]", "somebody", '"maintainers"'),
        ("where: [GB-SCT]", "where: [Scotland]", "Scotland", "pattern"),
        ("where: [GB-SCT]", "where: GB-SCT", "GB-SCT", "array"),
        ("    design: not-stated\n", "", "source: canning-1999", '"design"'),
        ("title: Work", "review_by: May 2027\ntitle: Work", "May 2027", "date"),
    ],
)
def test_mistakes_are_marked_where_they_are(opened: Client, before: str, after: str, place: str, words: str) -> None:
    """Law: a mistake is marked while it is typed, where it stands, with what would be right."""
    assert before in _finding()
    text = _finding().replace(before, after, 1)
    found = opened.open(opened.new(), text)
    offset = text.index(place)
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    assert any(each.startswith(f"{line}:{column}: ") and words in each for each in found), found


def _completed(opened: Client, text: str) -> dict[str, str]:
    answer = opened.at("textDocument/completion", text)
    return {item["label"]: json.dumps(item.get("documentation", "")) for item in answer["items"]}


def test_terms_are_completed_with_their_labels(opened: Client) -> None:
    """Law: in a list of terms an editor offers all of them, and says what each means."""
    offered = _completed(opened, "claim: A claim.\nthemes:\n  - |\n")
    assert {"time-for-learning", "line-manager-support", "small-firms"} <= offered.keys()
    assert "Time and capacity for learning" in offered["time-for-learning"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("|", {"claim", "themes", "sectors", "where", "evidence", "implications", "by", "confidence", "finding"}),
        ("evidence:\n  - source: doe-2020\n    |", {"locator", "stance", "design", "condition", "note"}),
        ("evidence:\n  - source: doe-2020\n    stance: |", {"supports", "contradicts", "qualifies"}),
        ("confidence:\n  level: |", {"high", "moderate", "low", "very-low"}),
        ("implications:\n  - for: |", {"employers", "line-managers", "policy-makers"}),
    ],
)
def test_keys_and_values_are_completed(opened: Client, text: str, expected: set[str]) -> None:
    """Law: an editor offers the keys that may stand in a place, and the values that a key may have."""
    assert expected <= _completed(opened, text).keys()


def test_the_form_of_seven_keys_is_offered(opened: Client) -> None:
    """Law: in an empty file an editor offers a whole finding, which is valid but for what is still to be said."""
    answer = opened.at("textDocument/completion", "|")
    snippet = next(item for item in answer["items"] if item["label"] == "finding")
    text = snippet.get("insertText") or snippet["textEdit"]["newText"]
    assert opened.open(opened.new(), text) == []


def test_what_a_key_means_is_shown(opened: Client) -> None:
    """Law: pointing at a key shows what it is for, and an example."""
    shown = json.dumps(opened.at("textDocument/hover", "claim: x\nwould_ch|ange: y\n"))
    assert "What evidence would overturn it" in shown
    assert "A trial in which as many finish" in shown


def test_a_line_in_the_file_names_the_schema(opened: Client) -> None:
    """Law: where an editor knows no settings of a folder, the line that names the schema does the same."""
    line = "# yaml-language-server: $schema=../.vscode/schemas/finding.json\n"
    found = opened.open("drafts/a-finding.yml", f"{line}{_finding().replace('themes:', 'themse:')}")
    assert any("themse is not allowed" in each for each in found)
