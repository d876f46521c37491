"""One form for every entry: what changes, and that nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evibase.records.bibliography import read_bibliography
from evibase.records.bibtex_format import formatted
from evibase.records.raw import Raw
from evibase.records.reference import Reference
from tests.bases import ROOT

_MESSY = b"""% A file as people have it.
@String{ SMP = "Sample Press" }   % a macro

@Article(Doe2020,
  AUTHOR= "Doe, Jane",title   ={A {T}itle}
  , year =2020,
month=jan # "~" # feb)
Words between two entries.

@comment{jabref-meta: databaseType:bibtex;}
@book{two,title={B},publisher=SMP,note="a \\{ b"}
@misc{broken, title = {Never closed
"""
_TIDY = b"""% A file as people have it.
@string{smp = {Sample Press}}   % a macro

@article{Doe2020,
  author = {Doe, Jane},
  title = {A {T}itle},
  year = {2020},
  month = jan # {~} # feb,
}
Words between two entries.

@comment{jabref-meta: databaseType:bibtex;}
@book{two,
  title = {B},
  publisher = SMP,
  note = "a \\{ b",
}
@misc{broken, title = {Never closed
"""
_REAL = [*sorted((ROOT / "tests").glob("**/*.bib")), ROOT / "references.bib"]
_PARTS = [
    "@article{a, ", "@Book(b, ", "title = {T}", "year = 2020", "month = jan", "note = {a {b} c}", 'note = "q"', ", ",
    "}", ")", "\n", "% c\n", "@string{m = {x}}", "publisher = m", " # ", "@comment{x}", "words",
]  # fmt: skip


def _formatted(data: bytes) -> str:
    text, _ = formatted(Raw("references.bib", data))
    assert text is not None
    return text


def _read(data: bytes) -> list[Reference]:
    """Give the references without what says where and how they were written."""
    return [_anywhere(reference) for reference in read_bibliography(Raw("references.bib", data))[0]]


def _anywhere(reference: Reference) -> Reference:
    fields = tuple(replace(field, line=1, column=1) for field in reference.fields)
    first = _anywhere(reference.reprint_of) if reference.reprint_of else None
    return replace(reference, raw="", line=1, column=1, fields=fields, reprint_of=first)


def test_one_form() -> None:
    """Law: types and names are small, values in braces; order, comments, keys, macros and broken entries stay."""
    assert _formatted(_MESSY) == _TIDY.decode()


@pytest.mark.parametrize("path", _REAL, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_real_files_mean_the_same(path: Path) -> None:
    """Law: a file that was formed has the references that it had, and forming it again changes nothing."""
    data = path.read_bytes()
    if formatted(Raw("references.bib", data))[0] is None:
        return
    once = _formatted(data)
    assert _read(once.encode()) == _read(data)
    assert _formatted(once.encode()) == once


@given(st.lists(st.sampled_from(_PARTS)).map("".join))
def test_any_file_means_the_same(text: str) -> None:
    """Law: the same of whatever is put together from pieces of BibTeX."""
    once = _formatted(text.encode())
    assert _read(once.encode()) == _read(text.encode())
    assert _formatted(once.encode()) == once


def test_line_ends_stay() -> None:
    """Law: a file with the line ends of Windows keeps them."""
    assert _formatted(_MESSY.replace(b"\n", b"\r\n")) == _TIDY.decode().replace("\n", "\r\n")
