"""When records came and changed, and what was changed in them."""

from __future__ import annotations

import pytest

from evibase.graph.history import MOST_AT_ONCE, Edit, Moment, Step, edits_of, history
from evibase.records.raw import Raw

_PATH = "findings/a.yml"
_BEFORE = """claim: People learn more when somebody stands in for them at work.
themes: [time]
confidence:
  level: moderate
  because: Two studies say so.
evidence:
  - source: doe-2020
    locator: p. 3
    stance: supports
"""


@pytest.mark.parametrize(
    ("old", "new", "edits"),
    [
        ("claim: People", "claim: Staff", (Edit("claim"),)),
        ("level: moderate", "level: low", (Edit("confidence", "moderate", "low"),)),
        ("Two studies", "Three studies", (Edit("confidence", "moderate", "moderate"),)),
        ("[time]", "[time, help]", (Edit("themes"),)),
        ("p. 3", "p. 4", (Edit("evidence"),)),
        ("e: supports", "e: contradicts", (Edit("evidence", "supports"), Edit("evidence", "", "contradicts"))),
        ("themes:", "status: withdrawn\nthemes:", (Edit("status", "proposed", "withdrawn"),)),
        ("themes:", "# a comment\nthemes:", ()),
        ("learn more when", "learn more\n  when", ()),
        ("People learn", "? [", (Edit("text"),)),
    ],
)  # fmt: skip
def test_what_differs_is_told(old: str, new: str, edits: tuple[Edit, ...]) -> None:
    """Law: each key that says something else is told, a level and a stance with their values; mere form is not."""
    before = (
        _BEFORE.replace("claim: People learn more when", "claim: >-\n  People learn more when")
        if "\n  " in new
        else _BEFORE
    )
    after = before.replace(old, new)
    assert after != before
    assert tuple(edits_of(Raw(_PATH, before.encode()), Raw(_PATH, after.encode()))) == edits


def test_the_text_of_a_page_is_told_apart_from_its_keys() -> None:
    """Law: what is written below the keys of a page is `text`."""
    before = Raw("content/questions/a.md", b"---\ntitle: Why?\n---\n\nOne.\n")
    after = Raw("content/questions/a.md", b"---\ntitle: Why?\n---\n\nTwo.\n")
    assert tuple(edits_of(before, after)) == (Edit("text"),)


def test_moments_are_in_order_whatever_the_order_of_steps() -> None:
    """Law: the newest comes first; a file that was removed and came back has no past."""
    steps = [
        Step(1, "added", "a"), Step(2, "removed", "a"), Step(3, "added", "a"), Step(4, "changed", "a"),
        Step(5, "added", "b"), Step(6, "added", "c"), Step(7, "removed", "c"),
    ]  # fmt: skip
    for made in (history(steps), history(reversed(steps))):
        assert made.moments == {"a": (Moment(4, "changed"), Moment(3, "added")), "b": (Moment(5, "added"),)}
        assert made.known


def test_changes_of_form_are_no_moments() -> None:
    """Law: a record that says the same as before has not changed."""
    step = Step(2, "changed", _PATH, _BEFORE.encode(), _BEFORE.replace("[time]", '["time"]').encode())
    assert history([Step(1, "added", _PATH), step]).moments[_PATH] == (Moment(1, "added"),)


def test_a_step_that_changes_very_many_records_is_told_of_none() -> None:
    """Law: formatting of the whole base moves no date, and what is added in the same step still is."""
    many = [Step(2, "changed", f"findings/{n}.yml") for n in range(MOST_AT_ONCE + 1)]
    found = history([Step(1, "added", many[0].path), *many, Step(2, "added", "findings/new.yml")])
    assert found.moments == {many[0].path: (Moment(1, "added"),), "findings/new.yml": (Moment(2, "added"),)}
