"""The quick reader of plain YAML: what it takes it reads as `read_yaml` does, and all else it leaves."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from evibase.records.front_matter import Split, split_front_matter
from evibase.records.plain_yaml import LONGEST, plain_data
from evibase.records.raw import REFUSED, Raw, decode
from evibase.records.yaml_subset import MOST_NODES, Data, Document, read_yaml

_ROOT = Path(__file__).parents[2]


def _yaml_of(path: Path) -> str:
    text = decode(Raw(path.name, path.read_bytes()))
    split = split_front_matter(path.name, text) if isinstance(text, str) and path.suffix == ".md" else text
    return split.yaml if isinstance(split, Split) else split if isinstance(split, str) else ""


#: The YAML of every record of the shipped base and of the examples, by path.
_RECORDS = {
    path.relative_to(_ROOT).as_posix(): _yaml_of(path)
    for folder in ("content", "findings", "tests/examples")
    for path in sorted((_ROOT / folder).rglob("*"))
    if path.suffix in {".yml", ".md"} and path.is_file()
}
_PLAIN = [text for text in _RECORDS.values() if plain_data(text)]
#: Pieces that mean something to YAML, or to the patterns of the reader.
_PIECES = [
    *"-?:,[]{}#&*!|>'\"%@`\\ \n\tax~=<é\u2019\u00a0\u3000\u200f😀",
    *("\n  ", "\n    ", "\n      ", "\n  - ", "\n    - ", "\n\n", " \n", "\n #", "\n  #", "\n# a\n"),
    *(": ", " #", ": >-\n  ", ": >\n  ", ": |\n  ", ": >+\n  ", ": >2\n  ", ">-\n      ", ": [a, b]", "[a,b]"),
    *("[]", "{}", "\n...\n", "\n---\n", "a: b\n", "a b"),
    *("key", "key: ", "key:\n", "<<: ", "? ", "- ", "&a ", "*a", "!!str ", '"a"', "'a'", "''", '" "'),
]  # fmt: skip


def _agrees(text: str) -> bool:
    """Hold the quick reader against the other; say whether it took the text."""
    data = plain_data(text)
    if data is None:
        return False
    read = read_yaml("a.yml", text)
    assert isinstance(read, Document), (text, read)
    assert read.data == data
    return True


@pytest.mark.parametrize("path", _RECORDS)
def test_every_record_is_read_the_same(path: str) -> None:
    """Law: both readers give the same data of every record there is."""
    _agrees(_RECORDS[path])


def test_nearly_all_of_the_base_is_plain() -> None:
    """Law: the quick reader is worth its while: it takes most of what people write."""
    own = [text for path, text in _RECORDS.items() if path.startswith("findings/")]
    assert sum(plain_data(text) is not None for text in own) > 0.9 * len(own)


@given(st.lists(st.sampled_from(_PIECES), max_size=24).map("".join))
@settings(max_examples=400)
@example("a: b\n  c\n")
@example("a: b\n\n  c: d\n")
@example("a: >-\n  b\n\n  c: d\n")
@example("a: >-\n  b \n  c  \n\n# d\n\ne: f")
@example("a:\n  - b: >-\n      c\n\n    d: e\n")
@example("a:\nb: c\n")
@example("a:\n# b\n  - c\n")
@example("a: '\u00a0'\n")
@example("a: \u00a0b\u00a0\n")
@example("a: b:c d# e\n")
@example("# a\n")
def test_pieces_of_yaml_are_read_the_same(text: str) -> None:
    """Law: what the quick reader takes, the other reads without a problem and to the same data."""
    _agrees(text)


@given(st.sampled_from(_PLAIN), st.randoms(use_true_random=False), st.sampled_from(_PIECES))
@settings(max_examples=400)
def test_records_with_a_slip_are_read_the_same(text: str, chance: random.Random, piece: str) -> None:
    """Law: however a plain record is cut, joined or typed into, the two readers do not part."""
    start = chance.randrange(len(text) + 1)
    end = min(len(text), start + chance.choice((0, 0, 1, 2, 7, 60)))
    _agrees(text[:start] + piece + text[end:])
    lines = text.split("\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[at] = chance.choice((lines[other], f" {lines[at]}", f"  {lines[at]}", lines[at][1:], lines[at][2:], piece))
    _agrees("\n".join(lines))


_KEYS = st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True)
_TEXTS = st.text(min_size=1, max_size=40).filter(lambda text: not REFUSED.search(text) and not set(text) & set("\r\t"))
_VALUES = st.one_of(
    _TEXTS.filter(lambda text: "\n" not in text),
    _TEXTS.map(lambda text: f"'{text}'"),
    _TEXTS.map(lambda text: f'"{text}"'),
    st.lists(_TEXTS | _KEYS, min_size=1, max_size=3).map(lambda texts: f"[{', '.join(texts)}]"),
)


def _entry(indent: int) -> st.SearchStrategy[str]:
    folded = st.lists(_TEXTS, min_size=1, max_size=3).map(
        lambda texts: ">-" + "".join(f"\n{' ' * (indent + 2)}{text}" for text in texts)
    )
    return st.builds("{}: {}\n".format, _KEYS, _VALUES | folded)


_BELOW = st.one_of(
    st.lists(_entry(2).map("  {}".format), min_size=1, max_size=3).map("".join),
    st.lists(
        st.lists(_entry(4), min_size=1, max_size=3).map(lambda keys: "  - " + "    ".join(keys)), min_size=1, max_size=3
    ).map("".join),
    st.lists(_VALUES.map("  - {}\n".format), min_size=1, max_size=3).map("".join),
)


@given(st.lists(_entry(0) | st.builds("{}:\n{}".format, _KEYS, _BELOW), min_size=1, max_size=5).map("".join))
@settings(max_examples=400)
def test_what_looks_plain_is_read_the_same(text: str) -> None:
    """Law: in the layout of plain records, any text, key or quotation is taken rightly or left."""
    _agrees(text)


def test_plain_layout_is_taken() -> None:
    """Law: everything that the module's description names is taken."""
    text = """\
# A comment.

claim: >-
  Text in
  two lines: with # and [all].
title: It's plain, "really"; a#b http://c
quoted: 'a: b # c'
double: "3"
themes: [one, two words, b.2]
items:
  - source: a
    note: >
      Folded
      text.
    list: [x]
  - source: b

texts:
  - plain text
  - >-
    folded
    text
  - "quoted: text"
inner:
  level: low
  because: >-
    A
    reason.
# The end.
"""
    expected: dict[str, Data] = {
        "claim": "Text in two lines: with # and [all].",
        "title": 'It\'s plain, "really"; a#b http://c',
        "quoted": "a: b # c",
        "double": "3",
        "themes": ["one", "two words", "b.2"],
        "items": [{"source": "a", "note": "Folded text.", "list": ["x"]}, {"source": "b"}],
        "texts": ["plain text", "folded text", "quoted: text"],
        "inner": {"level": "low", "because": "A reason."},
    }
    assert plain_data(text) == expected
    assert _agrees(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing\n",
        "a:\n",
        "a: b\na: c\n",
        "a: b # c\n",
        "a: b: c\n",
        "a: {b: c}\n",
        "a: |\n  b\n",
        "a: &x b\n",
        "a: ''\n",
        "a: \tb\n",
        "---\na: b\n",
        "a: b\n---\nc: d\n",
        "a:\n  - b\n  - c: d\n",
        "a:\n  - b: c\n    b: d\n",
        f"a: {'b' * LONGEST}\n",
    ],
)
def test_what_is_not_plain_is_left(text: str) -> None:
    """Law: what is wrong, ambiguous or rare is left to the reader that can say what is wrong."""
    assert plain_data(text) is None


def test_no_limit_is_passed() -> None:
    """Law: the quick reader takes no file with more values than the other allows."""
    assert plain_data("a: [" + ", ".join("b" * MOST_NODES) + "]\n") is None


@pytest.mark.parametrize(
    "text",
    [
        "a: " * 13_000,
        "\n" * LONGEST,
        "#\n" * 20_000,
        "a:\n" + "  - b: c\n" * 4_000 + "d",
        "a: [" + "b, " * 13_000,
        "a: >\n" + "  b\n" * 9_000 + "c",
        "a: '" + "b " * 19_000,
        "a: " + ":#" * 19_000,
    ],
    ids=lambda text: repr(text[:9]),
)
def test_hostile_text_is_quick(text: str) -> None:
    """Law: no pattern goes back over text, so the longest text that is looked at takes milliseconds."""
    start = time.process_time()
    plain_data(text)
    assert time.process_time() - start < 60
