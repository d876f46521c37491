"""The bibliography: what holds for every text."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evibase.records.bibliography import read_bibliography
from evibase.records.raw import Raw, decode

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters='{}"\\@%#$,='), max_size=12
)
KEYS = st.from_regex(r"[a-z][a-z0-9]{2,8}(-[a-z0-9]{1,4})?", fullmatch=True).filter(
    lambda key: key not in {"con", "prn", "aux", "nul", "index"} and not key.startswith(("com", "lpt"))
)
NAMES = st.sampled_from(["title", "author", "journal", "note", "abstract", "publisher", "doi", "month", "pages"])
TYPES = st.sampled_from(["article", "Book", "INCOLLECTION", "misc", "online", "phdthesis"])
PIECES = [*"@{}()\",=#%\\\n '~$-and", "@article{", "@string{", "title = ", "crossref = {", "\n@", "2018", "author={"]
BIBTEX = st.lists(st.sampled_from(PIECES)).map("".join)


@st.composite
def files(draw: st.DrawFn) -> tuple[list[str], str]:
    """Give a valid file and its keys, in order."""
    keys = draw(st.lists(KEYS, max_size=6, unique_by=lambda key: key))
    parts = []
    for key in keys:
        fields = draw(st.dictionaries(NAMES, st.lists(WORDS, max_size=4).map(" ".join), max_size=4))
        opening, closing = draw(st.sampled_from([("{", "}"), ('"', '"')]))
        body = ",\n  ".join([key, *(f"{name} = {opening}{value}{closing}" for name, value in fields.items())])
        parts.append(
            f"@{draw(TYPES)}{{{body}}}{draw(st.sampled_from(['', ' ', chr(10), chr(10) + '% said so' + chr(10)]))}"
        )
    return keys, "\n".join(parts)


@given(st.one_of(st.text(), BIBTEX))
@example("@0{0\n0")
def test_any_text_gives_references_and_problems(text: str) -> None:
    """No text raises; every problem is at a place in the text and says what to do; keys are unique."""
    raw = Raw("r.bib", text.encode("utf-8", "replace"))
    references, problems = read_bibliography(raw)
    decoded = decode(raw)
    if not isinstance(decoded, str):
        assert (references, problems) == ((), decoded)
        return
    lines = decoded.split("\n")
    for problem in problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert "\n" not in str(problem)
    assert len({r.address for r in references}) == len(references)


@given(st.binary())
def test_any_bytes_give_references_and_problems(data: bytes) -> None:
    """No file raises, whatever its bytes."""
    read_bibliography(Raw("r.bib", data))


@given(files())
def test_every_entry_of_a_valid_file_comes_back(file: tuple[list[str], str]) -> None:
    """All entries of a valid file are read, in order, as they were written."""
    keys, text = file
    references, problems = read_bibliography(Raw("r.bib", text.encode()))
    assert [r.key for r in references] == keys
    assert not any(r.broken for r in references)
    assert not any(problem.code == "bibtex-syntax" for problem in problems)
    assert all(r.raw in text for r in references)


@given(files(), st.text(st.sampled_from('{}",=ab@ \n')))
@example((["a00"], "@article{a00}"), "\n@{")
def test_a_broken_entry_hides_no_other(file: tuple[list[str], str], rubbish: str) -> None:
    """Whatever is torn between two parts of a file, entries that start on a line of their own are read."""
    keys, text = file
    references, _ = read_bibliography(Raw("r.bib", f"@misc{{torn, title = {{{rubbish}\n{text}".encode()))
    # A quotation mark or brace in the rubbish may give `torn` more text, but never another's entry.
    assert [r.key for r in references if r.key in keys] == keys or "torn" in keys


@pytest.mark.parametrize(
    "piece",
    ["{", "}", '"', "@", "@a{", "\n@a{b,", "@a{b,c={d}\n", '\n@a{b,c="', "\\'", "$", " and ", "a # ", "@string{a=a}\n",
     "%@\n",
     "@a{b,c={d", "\n@misc{a,crossref={a}}", "{\\", "--", "e\n=", " \n"],
)  # fmt: skip
def test_time_grows_with_the_length_alone(piece: str) -> None:
    """A hundred thousand characters of any one piece are read within seconds, alone and as the value of a field."""
    many = piece * (100_000 // len(piece))
    started = time.perf_counter()
    read_bibliography(Raw("r.bib", many.encode()))
    read_bibliography(Raw("r.bib", f"@misc{{a, author = {{{many}}}}}".encode()))
    assert time.perf_counter() - started < 60
