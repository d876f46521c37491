"""Front matter: where it ends and where the body begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evibase.problems import Problem
from evibase.records.front_matter import Split, split_front_matter

_LINE = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=20).filter(
    lambda line: line.rstrip() not in {"---", "..."}
)


@given(st.lists(_LINE, max_size=5), st.lists(_LINE, max_size=5))
def test_nothing_is_lost(front: list[str], body: list[str]) -> None:
    """Law: the body is what stands below, without empty lines around it, and starts on the line it says."""
    text = "\n".join(["---", *front, "---", *body])
    split = split_front_matter("a.md", text)
    assert isinstance(split, Split)
    assert split.yaml == "\n".join(front)
    if split.body:
        rest = "\n".join(text.split("\n")[split.body_line - 1 :])
        assert rest.rstrip() == split.body
        assert split.body.split("\n")[0].strip()


@given(st.text())
def test_any_text_can_be_split(text: str) -> None:
    """Law: a text is split or has one problem; nothing raises."""
    assert isinstance(split_front_matter("a.md", text), (Split, Problem))


@pytest.mark.parametrize(
    "text", ["", "Text.\n", "# Title\n\n---\n\nText.\n", "\n---\n\nA rule across the page.\n", "Text\n---\na: b\n---\n"]
)
def test_a_page_may_do_without(text: str) -> None:
    """Law: without a fence on the first line everything is body; a rule across the page is no fence."""
    assert split_front_matter("a.md", text) == Split("", text, 1)


@pytest.mark.parametrize(
    ("text", "place"), [("---\ntitle: A\n", (1, 1)), ("\n\n---\ntitle: A\n---\n", (3, 1)), (" ---\ntitle: A\n", (1, 2))]
)
def test_what_is_meant_as_front_matter_is_never_shown(text: str, place: tuple[int, int]) -> None:
    """Law: front matter that is not closed, or does not come first, is a problem and not text on a page."""
    problem = split_front_matter("a.md", text)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.line, problem.column) == ("front-matter", *place)
