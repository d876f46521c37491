"""The canonical form of records: what it looks like, and that nothing is lost on the way to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evibase.hosts.project import compile_project, read_project
from evibase.records.base import Base
from evibase.records.canonical_yaml import WIDTH, scalar, written
from evibase.records.commented_yaml import Commented, comments_of, data_of, of_data, read_commented
from evibase.records.formatting import formatted
from evibase.records.raw import Raw
from evibase.records.yaml_subset import Document, read_yaml
from tests.bases import ROOT

_UNTIDY = """\
# yaml-language-server: $schema=../schemas/finding.json
# Who wrote it
by: [ maintainers ]   # a body
where:
- NO
- GB-SCT

# What is claimed;
# see the minutes
claim: "Night staff in care homes take part in fewer courses than day staff, and nobody plans for them at all."
sectors: ['social-care']
themes: [time]
unheard-of: {b: "1", a: 2026-05-31}
plain: |
  One line.
  Another line.
conditions: [a word,
  # on the second
  'another: one']
evidence:
  # the only survey
  - design: survey   # by post
    stance: supports
    source: doe-2020
    locator: >
      sec. 3, "Time and the Management of Time",
      para. 1
figures:
- {value: 37, label: Share, source: doe-2020, unit: '%'}
implications:
  -
    # whom else?
    text: Plan it's "cover" \\ early.
    for: managers
# The end
"""
_TIDY = """\
# yaml-language-server: $schema=../schemas/finding.json
# What is claimed;
# see the minutes
claim: >-
  Night staff in care homes take part in fewer courses than day staff, and nobody plans for them
  at all.
plain: |-
  One line.
  Another line.
sectors: [social-care]
themes: [time]
where: ["NO", GB-SCT]
evidence:
  # the only survey
  - source: doe-2020
    locator: sec. 3, "Time and the Management of Time", para. 1
    stance: supports
    design: survey  # by post
figures:
  - label: Share
    value: "37"
    unit: "%"
    source: doe-2020
conditions:
  - a word
  # on the second
  - "another: one"
implications:
  # whom else?
  - for: managers
    text: Plan it's "cover" \\ early.
# Who wrote it
by: [maintainers]  # a body
unheard-of:
  b: "1"
  a: 2026-05-31
# The end
"""


@pytest.fixture(scope="module")
def base() -> Base:
    """Give the sample base, for its vocabularies."""
    return compile_project(ROOT / "tests" / "examples" / "base").graph.base


def test_an_untidy_record_becomes_tidy(base: Base) -> None:
    """Law: keys come in order, text is folded, quotation marks stand where they must, comments go with their keys."""
    assert formatted(Raw("findings/new.yml", _UNTIDY.encode()), base) == _TIDY
    assert formatted(Raw("findings/new.yml", _TIDY.encode()), base) == _TIDY


def test_a_page_keeps_its_text(base: Base) -> None:
    """Law: of a page only the keys are formatted; what stands below stays, to the last space."""
    body = "---\n\n# Title \n\n---\n\ntext: [ x ]\n\n\n"
    keys = "kind: absolute\ntitle:   'Why?'\nthemes: [ time ]\nby: [maintainers]\n"
    tidy = "title: Why?\nkind: absolute\nthemes: [time]\nby: [maintainers]\n"
    assert formatted(Raw("content/questions/new.md", f"---\n{keys}{body}".encode()), base) == f"---\n{tidy}{body}"


def test_what_is_no_record_is_left_alone(base: Base) -> None:
    """Law: pages of the site and other files have no canonical form; a broken record has problems instead."""
    assert formatted(Raw("content/about/index.md", b"---\nhide: [ toc ]\n---\n"), base) is None
    assert formatted(Raw("content/notes.txt", b"a:   b"), base) is None
    broken = formatted(Raw("findings/new.yml", b"claim: a: b"), base)
    assert isinstance(broken, tuple)
    assert [problem.code for problem in broken] == ["yaml-syntax"]


def test_windows_line_ends_and_marks_go(base: Base) -> None:
    """Law: a byte order mark and line ends of Windows are no part of the canonical form."""
    assert formatted(Raw("findings/new.yml", b"\xef\xbb\xbfclaim: x\r\nby: [a]\r\n"), base) == "claim: x\nby: [a]\n"


def test_every_record_of_the_real_base_stays_what_it_is() -> None:
    """Law: the records in this repository mean the same when they are formatted, and formatting again does nothing."""
    real = compile_project(ROOT).graph.base
    for raw in read_project(ROOT)[0]:
        once = formatted(raw, real)
        if once is not None:
            assert isinstance(once, str), once
            assert formatted(Raw(raw.path, once.encode()), real) == once


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=150).filter(
    str.strip
)
_WORDS = st.sampled_from(
    [
        "NO",
        "yes",
        "1e3",
        "0o7",
        "12:30",
        "2026-05-31",
        "~",
        "null",
        "- x",
        "a: b",
        "a #b",
        "it's",
        "x:",
        "[a]",
        "'",
        '"',
        "\\",
    ]
)
_SCALAR = _TEXT | _WORDS | st.lists(_TEXT | _WORDS, min_size=2, max_size=3).map("\n".join)
_KEYS = st.sampled_from(["claim", "by", "where", "evidence", "source", "note", "x-y"])
_DATA = st.dictionaries(
    _KEYS,
    st.recursive(
        _SCALAR,
        lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(_KEYS, inner, min_size=1, max_size=3),
        max_leaves=8,
    ),
    min_size=1,
    max_size=4,
)


@given(_DATA)
def test_any_data_is_read_back(data: dict[str, object]) -> None:
    """Law: whatever a record says is written so that reading gives it back, and writing again gives the same text."""
    order = {"source": 0, "claim": 1}
    node = of_data(data)  # type: ignore[arg-type]  # nested values of the same kinds
    text = written(Commented(node), lambda _: order)
    document = read_yaml("x.yml", text)
    assert isinstance(document, Document), (text, document)
    assert document.data == data
    assert data_of(read_commented(text).root) == data
    assert written(read_commented(text), lambda _: order) == text


@given(_DATA, st.integers(1, 7))
def test_no_comment_is_lost(data: dict[str, object], every: int) -> None:
    """Law: comments above any line of keys and items, and behind short values, are all there afterwards."""
    plain = written(Commented(of_data(data)), lambda _: {})  # type: ignore[arg-type]  # as above
    lines: list[str] = []
    inside = None
    for number, line in enumerate(plain.split("\n")[:-1]):
        indent = len(line) - len(line.lstrip())
        if inside is not None and line.strip() and indent <= inside:
            inside = None
        if inside is None and number % every == 0:
            lines.append(f"{' ' * indent}# comment {number}")
        lines.append(line)
        if inside is None and line.rstrip().endswith((">-", "|-")):
            inside = indent
    text = "\n".join(lines) + "\n"
    read = read_yaml("x.yml", text)
    if not isinstance(read, Document) or read.data != data:
        return  # a text's own last lines may look like the sign of a block
    again = written(read_commented(text), lambda _: {"note": 0})
    assert comments_of(read_commented(again)) == comments_of(read_commented(text))
    assert len(comments_of(read_commented(again))) == sum(line.lstrip().startswith("# comment ") for line in lines)
    assert written(read_commented(again), lambda _: {"note": 0}) == again


@pytest.mark.parametrize("text", ["NO", "true", "12", "1e3", "0o7", "3.10", "~", "null", "12:30", "=", "<<"])
def test_what_other_readers_would_take_for_something_else_is_quoted(text: str) -> None:
    """Law: what any reader of YAML would take for a number, a truth value or nothing stands in quotation marks."""
    assert scalar(text) == f'"{text}"'


def test_lines_are_no_longer_than_they_should_be(base: Base) -> None:
    """Law: text is folded so that no line is longer than the limit, unless one word is."""
    long = "word " * 100 + "x" * 200 + " word" * 30
    text = formatted(Raw("findings/new.yml", f"context: {long}\n".encode()), base)
    assert isinstance(text, str)
    assert [len(line) for line in text.split("\n") if len(line) > WIDTH] == [202]
