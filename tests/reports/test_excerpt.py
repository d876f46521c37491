"""Where a value ends, and the lines that are shown of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evibase.problems import Place
from evibase.reports.excerpt import End, end_of, excerpt

_YAML = """\
title: Plain text # with a comment
claim: >-
  First line
  second line

  third: line
themes: [time, "tme, x", {a: b}]
- text: 'it''s'
-   - >-
    item text
unknwon: x
bad:\ttab
end: no # hash
"""


@pytest.mark.parametrize(
    ("line", "column", "marked"),
    [
        (1, 1, "title"),
        (1, 8, "Plain text"),
        (2, 8, ">-\n  First line\n  second line\n\n  third: line"),
        (7, 9, '[time, "tme, x", {a: b}]'),
        (7, 10, "time"),
        (7, 16, '"tme, x"'),
        (7, 26, "{a: b}"),
        (8, 9, "'it''s'"),
        (9, 7, ">-"),
        (11, 1, "unknwon"),
        (12, 4, ":"),
        (12, 5, "\t"),
        (13, 6, "no"),
    ],
)
def test_what_is_marked_in_yaml(line: int, column: int, marked: str) -> None:
    """Law: a key, a scalar of each style, an item and a bracket are marked from where they begin to where they end."""
    end = end_of(_YAML, Place("findings/x.yml", line, column))
    lines = _YAML.split("\n")
    if end.line == line:
        assert lines[line - 1][column - 1 : end.column - 1] == marked
    else:
        assert [lines[line - 1][column - 1 :], *lines[line : end.line]] == marked.split("\n")
        assert end.column == len(lines[end.line - 1]) + 1


@pytest.mark.parametrize(
    ("path", "text", "column", "marked"),
    [
        ("references.bib", "  title = {A {B} c}, x", 11, "{A {B} c}"),
        ("references.bib", '  title = "A b", x', 11, '"A b"'),
        ("references.bib", "  month = foo,", 11, "foo"),
        ("references.bib", "@reprot{doe-2020,", 1, "@reprot"),
        ("references.bib", "@book{doe 2020,", 7, "doe"),
        ("content/x.md", "See @doe-2020.", 6, "doe-2020"),
        ("content/x.md", "**x**", 1, "*"),
    ],
)
def test_what_is_marked_elsewhere(path: str, text: str, column: int, marked: str) -> None:
    """Law: in BibTeX a value or a key is marked, in Markdown a word; of anything else one character."""
    assert text[column - 1 : end_of(text, Place(path, 1, column)).column - 1] == marked


def test_front_matter_is_yaml_and_the_body_is_not() -> None:
    """Law: a page's keys are read as YAML, and what stands below as words."""
    text = "---\ntitle: Two words\n---\nTwo words\n"
    assert end_of(text, Place("content/x.md", 2, 8)).column == 17
    assert end_of(text, Place("content/x.md", 4, 1)).column == 4


def test_a_folded_text_is_shown_below_its_key() -> None:
    """Law: of a text in several lines up to three are shown, each marked from its first letter to its last."""
    lines = excerpt(_YAML, Place("findings/x.yml", 2, 8))
    assert [line.number for line in lines] == [2, 3, 4, 5]
    assert [(line.indent, line.marked) for line in lines] == [(7, 0), (2, 10), (2, 11), (0, 0)]


def test_a_long_line_is_cut_around_the_value() -> None:
    """Law: a line of any length is shown around the value, and the mark stays under it."""
    for before in (0, 50, 99, 100, 5_000):
        text = f"{'x ' * (before // 2)}!tag {'y ' * 5_000}"
        (line,) = excerpt(text, Place("findings/x.yml", 1, before // 2 * 2 + 1))
        assert line.text[line.indent : line.indent + line.marked] == "!tag"
        assert len(line.text) <= 106


def test_marks_stand_under_wide_characters() -> None:
    """Law: columns are counted as a terminal shows them: two for a wide character, none for a combining one."""
    (line,) = excerpt("a: [\u65e5\u672c, e\u0301, x]", Place("findings/x.yml", 1, 13))
    assert line.indent == 13
    assert line.marked == 1


def test_a_place_that_is_not_there_is_shown_without_lines(place: Place) -> None:
    """Law: where a file has no such line, there is no excerpt, and the end comes right after the beginning."""
    assert excerpt("", place) == excerpt("a\nb", place) == excerpt("a\nb\n  ", place) == ()
    assert end_of("a\nb", place) == End(3, 2)


@given(st.text(max_size=200), st.integers(1, 12), st.integers(1, 60), st.sampled_from(["x.yml", "x.md", "x.bib"]))
def test_any_place_in_any_text(text: str, line: int, column: int, path: str) -> None:
    """Law: for any text and place an end comes after the beginning, and nothing unprintable is shown."""
    place = Place(path, line, column)
    assert end_of(text, place) > (line, column)
    assert all(each.text.isprintable() for each in excerpt(text, place))
