r"""Names: split while they are LaTeX, decoded afterwards."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evibase.records.names import read_names
from evibase.records.reference import OTHERS, Name


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Brown, Alan", Name("Brown", "Alan")),
        ("Alan Brown", Name("Brown", "Alan")),
        ("Brown", Name("Brown")),
        ("Jean de la Fontaine", Name("Fontaine", "Jean", "de la")),
        ("de la Fontaine, Jean", Name("Fontaine", "Jean", "de la")),
        ("De La Fontaine, Jean", Name("De La Fontaine", "Jean")),
        ("King, Jr., Martin Luther", Name("King", "Martin Luther", "", "Jr.")),
        ("von Bohlen und Halbach, Sr., Alfried", Name("Halbach", "Alfried", "von Bohlen und", "Sr.")),
        (r"\'Alvarez, Jos\'e", Name("Álvarez", "José")),
        (r"Jos{\'e} {\'A}lvarez", Name("Álvarez", "José")),
        (r"{\'E}mile {\'e}lu Zola", Name("Zola", "Émile", "élu")),
        (r"{\O}stergaard, S{\o}ren", Name("Østergaard", "Søren")),
        ("{Hernandez Rizzardini}, Rocael", Name("Hernandez Rizzardini", "Rocael")),
        ("{Organisation for Economic Co-operation and Development}", Name(
            literal="Organisation for Economic Co-operation and Development")),
        ("{{World Health Organization}}", Name(literal="World Health Organization")),
        ("{Barnes and Noble, Inc.}", Name(literal="Barnes and Noble, Inc.")),
        ("family=Berg, given=Jan, prefix=van den, suffix=Jr.", Name("Berg", "Jan", "van den", "Jr.")),
        ('given=Ana, "family={Pérez, y Co}"', Name("Pérez, y Co", "Ana")),
        ("Mao~Zedong", Name("Zedong", "Mao")),
        ("毛, 泽东", Name("毛", "泽东")),
        (", Plato", Name("Plato")),
    ],
)  # fmt: skip
def test_one_name(written: str, expected: Name) -> None:
    """A name falls into the parts that BibTeX (or biblatex, if extended) gives it."""
    assert read_names(written) == ((expected,), ())


@pytest.mark.parametrize(
    ("written", "surnames"),
    [
        ("Brown, A. and Bimrose, J.", ["Brown", "Bimrose"]),
        ("Brown, A.\n   AND   Bimrose, J.", ["Brown", "Bimrose"]),
        ("Anderson, A. and Rand, B. and {Tom and Jerry}", ["Anderson", "Rand", "Tom and Jerry"]),
        (r"Brown, A. and \'Alvarez, J.", ["Brown", "Álvarez"]),
        ("", []),
    ],
)
def test_a_list_is_cut_at_and_outside_of_braces(written: str, surnames: list[str]) -> None:
    """`and` parts names only as a word of its own and outside of braces."""
    names, faults = read_names(written)
    assert [name.surname for name in names] == surnames
    assert faults == ()


def test_a_list_may_be_cut_short() -> None:
    """`and others` is no name, but says that there are more."""
    assert read_names("Brown, A. and others") == ((Name("Brown", "A."), OTHERS), ())


@pytest.mark.parametrize(
    "written",
    ["Brown, A. & Bimrose, J.", r"Brown, A. \& Bimrose, J.", "Brown, A.; Bimrose, J.", "A, B, C, D", "A, Bee, C",
     "Brown, A. and et al.", "Brown and", "and Brown", "Brown and and Bimrose", "{}"],
)  # fmt: skip
def test_what_is_odd_about_a_list_is_said(written: str) -> None:
    """Names that are parted by anything but `and`, and empty ones, are told to whoever wrote them."""
    assert len(read_names(written)[1]) == 1


@given(st.one_of(st.text(), st.lists(st.sampled_from([*"{}\\, aB'=~", " and "])).map("".join)))
def test_any_text_gives_names(text: str) -> None:
    """No text raises, and no name is empty."""
    names, faults = read_names(text)
    assert Name() not in names
    assert all(fault.endswith(".") for fault in faults)
