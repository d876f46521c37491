"""The bibliography: files as data, with what is wrong in each and what is read from it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from evibase.graph.csl_json import csl_json
from evibase.problems import Problem
from evibase.records.bibliography import read_bibliography
from evibase.records.raw import Raw
from evibase.records.reference import Reference, address

CASES = sorted(Path(__file__).with_name("bibliography").glob("*.bib"))


def read(text: str) -> tuple[tuple[Reference, ...], tuple[Problem, ...]]:
    """Read a bibliography from a text."""
    return read_bibliography(Raw("references.bib", text.encode()))


def shown(references: tuple[Reference, ...], problems: tuple[Problem, ...]) -> str:
    """Give problems and references as the expected files have them: one line each."""
    items = [
        f"{'broken ' if r.broken else ''}{r.path}:{r.line}:{r.column} {json.dumps(csl_json(r), ensure_ascii=False)}"
        for r in references
    ]
    return "\n".join([*map(str, problems), "--", *items]) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_file_gives_its_problems_and_references(case: Path) -> None:
    """Every problem of a file is said once, with its place, and all else in the file is read."""
    found = shown(*read_bibliography(Raw(case.name, case.read_bytes())))
    expected = case.with_suffix(".txt")
    if os.environ.get("EVIBASE_UPDATE"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


def test_every_code_has_an_example() -> None:
    """The files of this folder show every problem that the reading of a bibliography reports, but two sizes."""
    expected = {
        "bibtex-syntax", "missing-comma", "empty-citekey", "invalid-citekey", "duplicate-citekey", "undefined-string",
        "duplicate-field", "unknown-crossref", "crossref-cycle", "unknown-entry-type", "invalid-date", "invalid-doi",
        "unsafe-url", "invalid-name", "unknown-latex",
    }  # fmt: skip
    found = {p.code for case in CASES for p in read_bibliography(Raw(case.name, case.read_bytes()))[1]}
    assert found == expected


def test_the_place_of_a_value_is_known() -> None:
    """A field's place is the line and column, from 1, where its value starts; an absent field has the key's."""
    (reference,), _ = read("\n\n@book{key,\n  title = {A title},\n  year=2018}")
    assert (reference.line, reference.column) == (3, 7)
    assert reference.position("title") == (4, 11)
    assert reference.position("date", "year") == (5, 8)
    assert reference.position("doi") == (3, 7)
    assert reference.raw == "@book{key,\n  title = {A title},\n  year=2018}"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks_change_nothing(end: str, mark: str) -> None:
    """A file saved on Windows, or with a byte order mark, reads the same, lines and columns included."""
    text = "@book{a,\n  title = {One\n two},\n}\n@book{b, title = x}\n"
    assert read(mark + text.replace("\n", end)) == read(text)


def test_another_encoding_is_named() -> None:
    """A file in Latin-1 gives one problem at the byte that is wrong, and no reference."""
    references, (problem,) = read_bibliography(Raw("references.bib", "@book{a,\n title = {Café}}".encode("latin-1")))
    assert references == ()
    assert str(problem).startswith("references.bib:2:14: not-utf-8: Byte 0xE9 is not UTF-8")


def test_a_huge_entry_is_refused_alone() -> None:
    """An entry of 10 MB is one problem; its key stays known and the rest of the file is read."""
    huge = f"@misc{{huge, abstract = {{{'word ' * 2_000_000}}}}}\n@misc{{next, title = {{Next}}}}"
    references, (problem,) = read(huge)
    assert [(r.key, r.broken) for r in references] == [("huge", True), ("next", False)]
    assert (problem.code, problem.line) == ("entry-too-large", 1)


def test_macros_that_double_each_other_are_stopped() -> None:
    """Forty @strings that each say the one before twice do not fill the memory."""
    doubles = "".join(f"@string{{{'a' * (n + 1)} = {'a' * n} # {'a' * n}}}\n" for n in range(1, 40))
    references, problems = read(f'@string{{a = "xxxxxxxxxx"}}\n{doubles}@misc{{m, title = {"a" * 40}}}')
    assert [r.key for r in references] == ["m"]
    assert "entry-too-large" in {problem.code for problem in problems}


def test_a_long_chain_of_parents_is_stopped() -> None:
    """An entry inherits over at most sixteen generations; longer chains are a problem, not a long wait."""
    chain = (
        "".join(f"@misc{{k{n}, title = {{T}}, crossref = {{k{n + 1}}}}}\n" for n in range(40)) + "@misc{k40, title={E}}"
    )
    references, problems = read(chain)
    assert len(references) == 41
    assert {problem.code for problem in problems} == {"too-many-crossrefs"}


@pytest.mark.parametrize(
    ("key", "expected"),
    [("Brown2018", "brown2018"), ("DBLP:a/b.c", "dblp-a-b-c"), ("a_b-c", "a-b-c"), ("___", ""), ("é", "")],
)
def test_an_address_is_a_slug(key: str, expected: str) -> None:
    """The address of a key has lower-case letters, digits and single hyphens only."""
    assert address(key) == expected
