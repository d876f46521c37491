"""The quick reader of plain BibTeX: it finds the entries that bibtexparser finds, or leaves the rest to it."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from evibase.records.bibtex_blocks import LARGEST_ENTRY, read_blocks
from evibase.records.bibtex_syntax import Source
from evibase.records.plain_bibtex import plain_entries
from evibase.records.raw import REFUSED, Raw, decode

_ROOT = Path(__file__).parents[2]
_FILES = {
    path.relative_to(_ROOT).as_posix(): text
    for path in [_ROOT / "references.bib", *sorted((_ROOT / "tests").rglob("*.bib"))]
    if isinstance(text := decode(Raw(path.name, path.read_bytes())), str)
}
_PLAIN = [text for text in _FILES.values() if plain_entries(text, LARGEST_ENTRY)[1]]
#: Pieces that mean something to BibTeX, or to the patterns of the reader.
_PIECES = [
    *"@{}\"=,#%\\() \n\tax1é~-'_\u00a0",
    *("@article{", "@article{key,", "@Book {k,", "@book(k,", "@string{", "@comment{", "@preamble{", "@ misc{", "@{"),
    *("title = {A}", "year = 2020", "month = jan", ' = "a"', "= {{A} b}", "{\\'e}", '{\\"o}', "\\{", "\\\\{", "\\@"),
    *("},\n", "}\n}\n", "\n@misc{k, a = {b}}\n", "% a\n", "%@a{\n", ", ", "a@b.c", "\n@a", " @x", "{{{{", "}}}}"),
]


def _agrees(text: str) -> bool:
    """Hold the quick reading against the other; say whether it took anything."""
    source = Source("references.bib", text)
    assert read_blocks(source) == read_blocks(source, quickly=False)
    return plain_entries(text, LARGEST_ENTRY)[1] > 0


@pytest.mark.parametrize("path", _FILES)
def test_every_bibliography_is_read_the_same(path: str) -> None:
    """Law: both ways give the same entries, strings and problems of every bibliography there is."""
    _agrees(_FILES[path])


def test_the_bibliography_of_the_base_is_plain() -> None:
    """Law: the quick way is worth its while: it takes what reference managers write, to the end."""
    text = _FILES["references.bib"]
    assert not text[plain_entries(text, LARGEST_ENTRY)[1] :].strip()


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
@settings(max_examples=400)
@example("@misc{k, a = {b}} @misc{l, a = {b}}")
@example("@misc{k, a = {b}}\n% @misc{l, a = {b}}")
@example("@misc{k, a = {\n@b {c}}}")
@example("@misc{k, a = {b} % c\n}")
@example("@misc{k, a = b # c}")
@example("@misc{k,}")
@example("@misc{k}")
def test_pieces_of_bibtex_are_read_the_same(text: str) -> None:
    """Law: whatever follows whatever, the quick way changes nothing."""
    _agrees(text)


_VALUES = st.one_of(
    st.lists(st.sampled_from([*_PIECES, "A", "word"]), max_size=6).map("".join).map(lambda text: f"{{{text}}}"),
    st.text(max_size=20).filter(lambda text: not REFUSED.search(text)).map(lambda text: f'"{text}"'),
    st.sampled_from(["2020", "jan", "jan # feb", "{}", '""', "", "{{a {b {c}}}}", "{{a {b {c {d}}}}}"]),
)
_ENTRIES = st.builds(
    lambda kind, key, fields, end: f"@{kind}{{{key},\n" + ",\n".join(f"  {n} = {v}" for n, v in fields) + end,
    st.sampled_from(["article", "Book", "misc", "comment", "string", "stringent"]),
    st.sampled_from(["key", "a:b-c.d/e+f", "K_1", "k y", ""]),
    st.lists(st.tuples(st.sampled_from(["title", "year", "author", "a-b", "é"]), _VALUES), max_size=4),
    st.sampled_from(["}\n", ",}\n\n", "\n}\n% note\n", "}", "\n"]),
)


@given(st.lists(_ENTRIES, min_size=1, max_size=4).map("".join))
@settings(max_examples=400)
def test_what_looks_plain_is_read_the_same(text: str) -> None:
    """Law: in the layout of plain entries, any value is taken rightly or left."""
    _agrees(text)


@given(st.sampled_from(_PLAIN), st.randoms(use_true_random=False), st.sampled_from(_PIECES))
@settings(max_examples=300)
def test_bibliographies_with_a_slip_are_read_the_same(text: str, chance: random.Random, piece: str) -> None:
    """Law: however a bibliography is cut or typed into, the two ways do not part."""
    start = chance.randrange(len(text) + 1)
    _agrees(text[:start] + piece + text[min(len(text), start + chance.choice((0, 0, 1, 2, 30))) :])


def test_plain_layout_is_taken() -> None:
    """Law: everything that the module's description names is taken."""
    text = """\
% Exported by hand

@article{a:1,
  title = {A {Title} with {\\'e}, 50\\% and a@b},
  month = jan, year=2020,
  journal = "In quotes",
}
@Book{b, title = {{B}}}
"""
    assert plain_entries(text, LARGEST_ENTRY)[1] == len(text.rstrip())
    assert _agrees(text)


@pytest.mark.parametrize(
    "text",
    [
        "@misc{k, a = {" + "{b} " * 500_000 + "}}",
        "@misc{k, a = {" + "{" * 500_000,
        "@misc{k, a = {" + "b {c " * 200_000,
        "@misc{k, " + "a = 1, " * 200_000,
        "% a\n" * 300_000,
        "@misc{k, a = {" + "\\" * 900_000 + "}}",
        "@misc{k, a = {b}}\n" * 50_000,
    ],
    ids=lambda text: repr(text[:24]),
)
def test_hostile_text_is_quick(text: str) -> None:
    """Law: no pattern goes back over text: a large file takes no time to speak of, whatever is in it."""
    start = time.process_time()
    plain_entries(text, LARGEST_ENTRY)
    assert time.process_time() - start < 60
