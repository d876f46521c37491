"""Written pages in the search: which are found, and what is told of them."""

from __future__ import annotations

import json

import pytest

from evibase.pages.authored import beginning, plain
from evibase.pages.search_index import entries
from evibase.pages.view import Settings, View
from evibase.records.model import Ref
from tests.bases import SMALL, compiled, files_of

_PAGE = """---
title: Words we use
description: What is meant by each.
search: {exclude: %s}
---

# Glossary

Line
: What **holds** [a claim](../findings/x.md) up; see `code` and <b class="q">bold</b> [@doe-2020, p. 3].
"""


def _view(exclude: str) -> View:
    return View(compiled({**files_of(SMALL), "content/about/words.md": (_PAGE % exclude).encode()}).graph, Settings())


def test_a_written_page_is_found() -> None:
    """Law: title, description and each word of the text lead to it; it comes after all records and says what it is."""
    view = _view("false")
    (made,) = (one for one in entries(view) if one.ref == Ref("", "about/words"))
    address, kind, title, line, text, *_ = json.loads(made.shown)
    assert (address, kind, title, line) == ("about/words/", "pages", "Words we use", "What is meant by each.")
    assert "holds a claim up" in text
    assert {"words", "use"} & {*made.names}
    assert {"meant", "glossary", "line", "holds", "claim", "bold"} <= {*made.texts}
    assert "code" not in made.texts
    assert made.grade >= max(one.grade for one in entries(view))


def test_one_that_does_not_want_to_be_found_is_not() -> None:
    """Law: `search: {exclude: true}` keeps a page out, as it does in other searches of such sites."""
    assert Ref("", "about/words") not in _view("true").everything


def test_pages_that_introduce_a_list_are_not_listed() -> None:
    """Law: the home page and the introduction of a section are not found beside what they introduce."""
    files = {**files_of(SMALL), "content/findings/index.md": b"# All findings\n", "content/themes/index.md": b"# T\n"}
    names = {ref.id for ref in View(compiled(files).graph, Settings()).written}
    assert not names & {"index", "findings/index", "themes/index"}


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("# A *title*\n\n- one\n- [two](x.md)\n", "A title one two"),
        ("| a | b |\n| --- | --- |\n| c | d |\n", "a b --- --- c d"),
        ("!!! note\n    Text {: .class }\n", "note Text"),
        ("", ""),
    ],
)
def test_plain(markdown: str, words: str) -> None:
    """Law: the words of a text stay, in their order, and the signs of Markdown go."""
    assert [word for word in plain(markdown).split() if word != "---"] == [w for w in words.split() if w != "---"]


def test_a_result_shows_the_beginning_of_a_long_text() -> None:
    """Law: a long text is cut between two words, and a short one is whole."""
    assert beginning("word " * 10) == "word " * 10
    cut = beginning("word " * 1000)
    assert len(cut) <= 410
    assert cut.endswith("word …")
