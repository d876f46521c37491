"""APA 7: entries of a reference list and their labels, as data."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from evibase.graph.apa import edition_text, reference_entry, to_html, to_text
from evibase.graph.apa_names import author_list, initials
from evibase.graph.citation_labels import narrative, parenthetical
from evibase.graph.reference_style import apa_style
from evibase.graph.styled_text import Run
from evibase.records.bibliography import read_bibliography
from evibase.records.raw import Raw
from evibase.records.reference import Name, Reference

CASES = sorted(Path(__file__).with_name("apa").glob("*.bib"))


def read(path: Path) -> tuple[Reference, ...]:
    """Read the references of a file, which has no problems."""
    references, problems = read_bibliography(Raw(path.name, path.read_bytes()))
    assert problems == ()
    return references


def shown(references: tuple[Reference, ...]) -> str:
    """Give the reference list with `*` around italics, and before each entry its two labels."""
    style = apa_style(references)
    blocks = []
    for key in style.listed(reference.key for reference in references):
        label = style.labels[key]
        entry = "".join(f"*{run.text}*" if run.italic else run.text for run in style.entry(key))
        blocks.append(f"[{key}] {parenthetical(label)} | {narrative(label)}\n{entry}\n")
    return "\n".join(blocks)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_reference_list(case: Path) -> None:
    """Each type of work has the entry, the labels and the place in the list that the manual gives it."""
    found, expected = shown(read(case)), case.with_suffix(".txt")
    if os.environ.get("EVIBASE_UPDATE"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_order_of_the_bibliography_does_not_matter(case: Path) -> None:
    """Labels and list are the same whatever order the entries were written in."""
    references = read(case)
    assert shown(references) == shown(references[::-1])


@pytest.mark.parametrize(
    ("given", "expected"),
    [("Alan", "A."), ("Jean-Paul", "J.-P."), ("J.-P. M.", "J.-P. M."), ("J.P.", "J. P."), ("JP", "J. P."),
     ("Ana María", "A. M."), ("élise", "É."), ("", ""), ("-", "")],
)  # fmt: skip
def test_initials(given: str, expected: str) -> None:
    """Given names become initials with full stops and spaces, hyphens kept."""
    assert initials(given) == expected


@pytest.mark.parametrize(
    ("edition", "expected"),
    [("2", "2nd ed."), ("Second", "2nd ed."), ("3rd", "3rd ed."), ("11", "11th ed."), ("21", "21st ed."),
     ("4th edition", "4th ed."), ("Revised", "Rev. ed."), ("Text rev.", "Text rev. ed."), ("Kindle ed.", "Kindle ed.")],
)  # fmt: skip
def test_editions(edition: str, expected: str) -> None:
    """An edition is an ordinal with "ed.", however it was written."""
    assert edition_text(edition) == expected


def test_up_to_twenty_authors_are_named() -> None:
    """Twenty authors are all named; of more, the first nineteen and the last."""
    names = [Name(f"N{n}", "A") for n in range(1, 22)]
    assert author_list(names[:20]).endswith("N19, A., & N20, A.")
    assert author_list(names).endswith("N19, A., . . . N21, A.")


def test_html_is_escaped() -> None:
    """Nothing of a reference reaches HTML unescaped, and only http and https addresses become links."""
    runs = (Run("<b>", italic=True), Run("x", url="javascript:alert(1)"), Run('"', url='https://e.org/"&'))
    assert to_html(runs) == '<i>&lt;b&gt;</i>x<a href="https://e.org/&quot;&amp;">&quot;</a>'
    assert to_text(runs) == '<b>x"'


def test_a_doi_is_a_link_that_works() -> None:
    """A DOI is printed as it is and linked with what an address cannot hold encoded."""
    html = to_html(reference_entry(Reference(key="a", title="T", doi="10.1002/(sici)1<1::aid>3.0.co;2-a")))
    assert 'href="https://doi.org/10.1002/(sici)1%3C1::aid%3E3.0.co;2-a"' in html
    assert "https://doi.org/10.1002/(sici)1&lt;1::aid&gt;3.0.co;2-a</a>" in html


def test_an_empty_reference_has_an_entry() -> None:
    """A reference of which nothing is known but its key still gives text, not an error."""
    assert to_text(reference_entry(Reference(key="a"))) == "(n.d.)."
