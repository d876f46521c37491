"""The rules over a bibliography: the examples in their manuals are true, and the real one is read through."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from evibase.checks import MANUALS
from evibase.checks.bibliography import BIBLIOGRAPHY_CHECKS, BibliographyRule, check_references
from evibase.checks.bibliography.invalid_isbn import is_isbn, is_issn
from evibase.records.bibliography import read_bibliography
from evibase.records.raw import Raw
from tests.bases import ROOT

_EXAMPLE = re.compile(r"^(Bad|Good)[^\n]*:\n\n((?:(?:    .*)?\n)+)", re.MULTILINE)


def _codes(text: str) -> list[str]:
    references, problems = read_bibliography(Raw("references.bib", text.encode()))
    assert not problems
    return [problem.code for problem in check_references(references)]


@pytest.mark.parametrize("rule", BIBLIOGRAPHY_CHECKS, ids=lambda rule: rule.code)
def test_examples_of_a_manual(rule: BibliographyRule, base: Mapping[str, bytes]) -> None:
    """Law: the bad example of a rule gives its code and no other, the good one nothing."""
    other = base["references.bib"].decode().replace("@report{body-nd,", "@report{body-nd,\n  year = {n.d.},")
    assert _codes(other) == []
    examples = [(kind, block.replace("\n    ", "\n").strip()) for kind, block in _EXAMPLE.findall(rule.manual + "\n")]
    assert [kind for kind, _ in examples] == ["Bad", "Good"]
    for kind, block in examples:
        assert _codes(f"{other}\n{block}\n") == ([rule.code] if kind == "Bad" else [])


@pytest.mark.parametrize("rule", BIBLIOGRAPHY_CHECKS, ids=lambda rule: rule.code)
def test_form_of_a_manual(rule: BibliographyRule) -> None:
    """Law: a manual begins with `code: what is wrong.`, a paragraph says why, and researchers find the code."""
    first, blank, why, *_ = rule.manual.split("\n")
    assert re.fullmatch(rf"{rule.code}: [a-z].*\.", first)
    assert (blank, bool(why)) == ("", True)
    page = (ROOT / "content" / "contribute" / "bibliography.md").read_text(encoding="utf-8")
    assert f"| `{rule.code}` |" in page
    assert rule.code not in MANUALS


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("978-0-306-40615-7", True), ("0-306-40615-2", True), ("080442957X", True), ("9780306406158", False),
        ("0-306-40615-3", False), ("978", False),
    ],
)  # fmt: skip
def test_isbn(text: str, sound: bool) -> None:  # noqa: FBT001 - what is expected
    """Law: an ISBN of either length is one if its check digit is right."""
    assert is_isbn(text) is sound


@pytest.mark.parametrize(("text", "sound"), [("0378-5955", True), ("2434-561X", True), ("0378-5954", False)])
def test_issn(text: str, sound: bool) -> None:  # noqa: FBT001 - what is expected
    """Law: the same of an ISSN."""
    assert is_issn(text) is sound


@pytest.mark.parametrize(
    ("entries", "codes"),
    [
        (("@book{a, title={One two three}, author={A, B}, publisher={P}, year=2020}"
         "@book{b, title={One Two Three}, author={A, B}, publisher={P}, year=2020}"), ["probable-duplicate"]),
        (("@book{a, title={One two three}, author={A, B}, publisher={P}, year=2020, volume=1}"
         "@book{b, title={One two three}, author={A, B}, publisher={P}, year=2020, volume=2}"), []),
        (("@article{a, title={X}, author={A, B}, journal={J}, year=2020, doi={10.5555/a}}"
         "@article{b, title={Y}, author={A, B}, journal={J}, year=2021, doi={10.5555/A}}"), ["probable-duplicate"]),
        (("@article{a, title={One two three}, author={A, B}, journal={J}, year=2020, doi={10.5555/a}}"
         "@article{b, title={One two three}, author={A, B}, journal={J}, year=2020, doi={10.5555/b}}"), []),
        ("@book{a, title={NASA UNESCO}, author={A, B}, publisher={P}, year=2020}", []),
        ("@misc{a, title={T}, author={A, B}, year={in press}}", []),
    ],
)  # fmt: skip
def test_what_counts(entries: str, codes: list[str]) -> None:
    """Law: one work under two keys is found, and two works that look alike are left alone."""
    assert _codes(entries) == codes
