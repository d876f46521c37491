"""The strict subset of YAML: what it reads, where it says that things stand, and that nothing can hurt it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evibase.problems import Problem
from evibase.records.raw import REFUSED
from evibase.records.yaml_subset import DEEPEST, MOST_NODES, Data, Document, Loc, read_yaml

_TEXT = st.text(min_size=1, max_size=30).filter(lambda text: bool(text.strip()) and not REFUSED.search(text))
_DATA = st.recursive(
    _TEXT,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(_TEXT.filter(lambda key: key != "<<"), inner, max_size=4)
    ),
    max_leaves=12,
)
#: Pieces that mean something to YAML, put together at random, find more than random characters do.
_YAML = st.lists(
    st.sampled_from(
        [
            *"-?:,[]{}#&*!|>'\"%@` \t\nax~=",
            "\n  ",
            "\n- ",
            ": ",
            " #",
            "<<: ",
            "---\n",
            "...\n",
            "&a ",
            "*a",
            "!!str ",
            "\\u202E",
            "key: ",
            "%YAML 1.1\n",
            "? ",
            ">-\n",
            "|2\n",
            "ä́",
            "😀",
            "\u2028",
            "\x00",
            "\ufeff",
            "'",
            '"',
        ]
    ),
    max_size=60,
).map("".join)


def _read(text: str) -> Document:
    document = read_yaml("a.yml", text)
    assert isinstance(document, Document), document
    return document


def _codes(text: str) -> list[str]:
    problems = read_yaml("a.yml", text)
    assert isinstance(problems, tuple)
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    "scalar",
    [
        "NO",
        "yes",
        "true",
        "null",
        "~",
        "12:30",
        "87.10",
        "0123",
        "0x1F",
        "1e3",
        ".inf",
        "2024-02-30",
        "=",
        "1_000",
        "3.10",
    ],
)
def test_every_scalar_is_the_text_that_was_written(scalar: str) -> None:
    """Law: nothing is guessed; plain YAML would make numbers, dates and truth values of these."""
    assert _read(f"key: {scalar}\nlist: [{scalar}]\n").data == {"key": scalar, "list": [scalar]}


@given(_DATA)
def test_values_are_exactly_the_scalars(data: Data) -> None:
    """Law: what is written in quotes is read as it was written, at any depth (JSON is YAML)."""
    assert _read(json.dumps(data, ensure_ascii=False)).data == data


@given(_DATA)
def test_every_value_has_a_place(data: Data) -> None:
    """Law: each text has a line and a column, and the text stands there."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    document = _read(text)
    lines = text.split("\n")
    for loc, value in _texts(document.data):
        line, column = document.values[loc]
        assert lines[line - 1][column - 1 :].startswith(json.dumps(value, ensure_ascii=False))


@given(st.text() | _YAML)
@example("%!\n---")
@example("? [a]\n: b")
@example("*a : b\nc: d")
@example("[" * 5000)
def test_no_text_is_too_much(text: str) -> None:
    """Law: any text gives a document or problems, within bounds, and each problem points into the text."""
    read = read_yaml("a.yml", text)
    lines = text.count("\n") + text.count("\r") + text.count("\x85") + text.count("\u2028") + text.count("\u2029") + 1
    if isinstance(read, Document):
        assert len(read.values) <= MOST_NODES
        assert max(len(loc) for loc in read.values) <= DEEPEST
    else:
        assert read
        for problem in read:
            assert isinstance(problem, Problem)
            assert 1 <= problem.line <= lines + 1
            assert problem.column >= 1
            assert problem.message.endswith(".")
            assert problem.help.endswith((".", "?"))


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        "{a: " * 60_000,
        "- " * 100_000,
        "a: [" + "x, " * 80_000 + "]",
        "".join(f"a{n}: &x{n} [*x{n - 1}, *x{n - 1}]\n" for n in range(1, 3000)),
        "a: " + "'" * 200_001,
        "? " * 100_000,
        "a: !" + "t" * 200_000 + " b",
        "#" * 250_000,
        "a: >\n" + " \n" * 100_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_text_is_quick(text: str) -> None:
    """Law: a file of the largest size that is read takes no time to speak of, whatever is in it."""
    start = time.perf_counter()
    read_yaml("a.yml", text)
    assert time.perf_counter() - start < 60


def test_first_line_moves_every_place() -> None:
    """Law: places in front matter are places in the file."""
    document = read_yaml("a.md", "title: A\n", 2)
    assert isinstance(document, Document)
    assert document.values[("title",)] == (2, 8)
    assert document.keys[("title",)] == (2, 1)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["empty-file"]),
        ("# nothing\n", ["empty-file"]),
        ("---\n", ["empty-file"]),
        ("---\n---\na: b\n", ["yaml-feature"]),
        ("a: b\n---\nc: d\n", ["yaml-feature"]),
        ("a: &x b\n", ["yaml-feature"]),
        ("*a : b\nc: d\n", ["yaml-feature"]),
        ("a: !!int 3\n", ["yaml-feature"]),
        ("<<: {a: b}\n", ["yaml-feature"]),
        ("? [a]\n: b\n", ["yaml-feature"]),
        ("a: b\na: c\n", ["duplicate-key"]),
        ("a: {b: c, b: d}\na: {b: e, b: f}\n", ["duplicate-key", "duplicate-key"]),
        ("a:\nb: ''\nc: [' ']\n", ["empty-value", "empty-value", "empty-value"]),
        (": b\n", ["yaml-syntax"]),
        ('a: "\\0"\n', ["forbidden-character"]),
        ('a: "\\x1b[31m"\n', ["forbidden-character"]),
    ],
)
def test_what_is_refused(text: str, codes: list[str]) -> None:
    """Law: what can change a value behind the reader's back is refused, and each thing is reported once."""
    assert _codes(text) == codes


def test_of_two_equal_keys_the_first_keeps_its_place() -> None:
    """Law: a duplicate never moves the place of what came first."""
    problems = read_yaml("a.yml", "a:\n  b: c\na:\n  b: d\n")
    assert isinstance(problems, tuple)
    assert [(problem.line, problem.column) for problem in problems] == [(3, 1)]


def test_lists_may_be_empty() -> None:
    """Law: an empty list is a value; only a missing text is none."""
    assert _read("a: []\nb: {}\n").data == {"a": [], "b": {}}


def _texts(data: Data, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Give every text in the data with its place."""
    if isinstance(data, str):
        yield loc, data
        return
    items: Sequence[tuple[str | int, Data]] = list(data.items()) if isinstance(data, dict) else list(enumerate(data))
    for key, value in items:
        yield from _texts(value, (*loc, key))
