"""Wrong values: each is named at its place, and one run says as much as it can."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evibase.problems import in_order
from evibase.records.finding import Finding
from evibase.records.raw import Raw
from evibase.records.reading import read_base
from evibase.records.validation import hint, most_alike, nearest

_NAMES = st.text("abcdefghij-", min_size=1, max_size=12)

_FINDING = """\
claim: Time for learning competes with time for the people who use a service.
where: [GB]
evidence:
  - source: doe-2020
    locator: p. 3
    stance: supports
    design: survey
implications:
  - for: managers
    text: Plan cover before a course starts.
by: [maintainers]
"""


def _findings(text: str) -> tuple[tuple[Finding, ...], list[tuple[int, int, str]]]:
    base = read_base([Raw("findings/new.yml", text.encode())])
    found = [(problem.line, problem.column, problem.code) for problem in in_order(base.problems)]
    return tuple(base.of(Finding).values()), found


@given(_NAMES, st.sets(_NAMES, max_size=8))
def test_what_is_suggested_is_valid(name: str, names: set[str]) -> None:
    """Law: only a name that is valid is ever suggested, and the order of the names does not matter."""
    found = most_alike(name, names)
    assert found == "" or found in names
    assert found == most_alike(name, sorted(names, reverse=True))


@given(st.sets(_NAMES, min_size=1, max_size=8))
def test_a_valid_name_is_nearest_to_itself(names: set[str]) -> None:
    """Law: nothing is nearer to a name than the name, whether in capitals or not."""
    plain = {name for name in names if name.strip("-") == name and "--" not in name}
    for name in plain:
        assert most_alike(name.upper(), plain) == name


@pytest.mark.parametrize(
    ("name", "names", "suggestion"),
    [
        ("contxt", ["claim", "context"], 'Did you mean "context"?'),
        ("would-change", ["would_change"], 'Did you mean "would_change"?'),
        ("time", ["time-for-learning", "benefits"], 'Did you mean "time-for-learning"?'),
        (
            "learning",
            ["learning-as-work", "learning-by-doing", "line-learning-net", "z"],
            'Did you mean "learning-as-work" or "learning-by-doing" or "line-learning-net"?',
        ),
        ("note", ["context", "claim"], ""),
        ("x", [], ""),
    ],
)
def test_suggestions(name: str, names: list[str], suggestion: str) -> None:
    """Law: a slip finds the name that was meant; what is like nothing suggests nothing."""
    assert nearest(name, names) == suggestion


def test_where_nothing_is_near_the_valid_names_are_listed() -> None:
    """Law: a message always says what could stand there, and stays one line."""
    assert hint("x", ["b", "a"]) == "Valid: a, b."
    assert hint("x", [f"name-{n:02}" for n in range(40)]).endswith("name-11 and more.")
    assert hint("x", [], "Create it.") == "Create it."


def test_a_finding_is_read() -> None:
    """Law: what is right gives a record and no problem."""
    findings, problems = _findings(_FINDING)
    assert not problems
    assert findings[0].evidence[0].locator == "p. 3"


def test_a_misspelt_key_is_one_problem_and_no_missing_key() -> None:
    """Law: the root cause is reported once, at the key, and what was meant is checked all the same."""
    findings, problems = _findings(_FINDING.replace("claim:", "clame:").replace("locator:", "lokator:"))
    assert problems == [(1, 1, "unknown-key"), (5, 5, "unknown-key")]
    assert findings[0].claim.startswith("Time")


def test_an_optional_value_that_is_wrong_does_not_hide_the_record() -> None:
    """Law: a record with a wrong optional value is still held against the rules, without that value."""
    findings, problems = _findings(_FINDING + "confidence: {level: medium}\ntitle: [a]\nstatus: done\n")
    assert [code for _, _, code in problems] == ["missing-key", "wrong-value", "wrong-value", "wrong-value"]
    assert (findings[0].confidence, findings[0].title, findings[0].status) == (None, None, "proposed")


def test_a_gap_in_an_item_does_not_hide_the_record() -> None:
    """Law: where a locator, a stance or a place is missing or wrong, the rest is held against the rules."""
    findings, problems = _findings(_FINDING.replace("supports", "suports").replace("where: [GB]", "where: [UK]"))
    assert len(findings) == 1
    assert problems == [(2, 9, "wrong-value"), (6, 13, "wrong-value")]
    findings, problems = _findings(_FINDING.replace("    locator: p. 3\n", ""))
    assert len(findings) == 1
    assert [code for _, _, code in problems] == ["missing-key"]


def test_a_required_value_that_leads_somewhere_has_no_stand_in() -> None:
    """Law: no source, term or record is made up to fill a gap."""
    findings, problems = _findings(_FINDING.replace("source:", "saurus:"))
    assert not findings
    assert {code for _, _, code in problems} == {"missing-key", "unknown-key"}


def test_a_wrong_item_is_no_reason_to_call_the_list_too_short() -> None:
    """Law: pydantic counts only the items that are right; we count those that are there."""
    _, problems = _findings(_FINDING.replace("where: [GB]", "where: [UK]"))
    assert problems == [(2, 9, "wrong-value")]


@given(st.text(min_size=1, max_size=300))
def test_any_value_gives_one_line(value: str) -> None:
    """Law: whatever a stranger writes, each problem is one line of a bearable length that a terminal can show."""
    text = json.dumps(value)
    # A slash could make it a hidden file, which is passed over.
    name = value.replace("/", "-")
    base = read_base(
        [Raw(f"findings/x{name}y.yml", f"{_FINDING}status: {text}\naliases: [{text}]\n{text}: a\n".encode())]
    )
    assert base.problems
    for problem in base.problems:
        assert str(problem).isprintable()
        assert len(str(problem)) < 1200 + 10 * len(value)
