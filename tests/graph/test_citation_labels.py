"""Labels of citations, their locators, and a whole citation as text."""

# ruff: noqa: RUF001 - dashes and quotation marks are what this is about

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evibase.graph.apa_names import leading_names
from evibase.graph.citation_labels import Label, citation_labels, narrative, parenthetical
from evibase.graph.locators import locator_text
from evibase.records.bibtex_dates import Date
from evibase.records.reference import Name, Reference

LABEL = Label("b", "Brown & Bimrose", "Brown and Bimrose", "2018")
LABELS = {
    "b": LABEL,
    "s": Label("s", "Skinner", "Skinner", "n.d.-a", "-a"),
    "t": Label("t", "The long title", "The long title", "2001", "", "quotes"),
}
NAMES = st.builds(Name, family=st.sampled_from(["Brown", "Bimrose", "Lee"]), given=st.sampled_from(["", "A.", "B."]))
REFERENCES = st.lists(
    st.builds(
        lambda key, names, year, title: Reference(
            key=key, authors=tuple(names), year=year, issued=Date(int(year) if year else None), title=title
        ),
        st.uuids().map(str),
        st.lists(NAMES, max_size=5),
        st.sampled_from(["", "2018", "2019"]),
        st.sampled_from(["Apes", "Zebras", "The apes"]),
    ),
    max_size=12,
)


@pytest.mark.parametrize(
    ("locator", "expected"),
    [("", ""), ("3", "p. 3"), ("3-5", "pp. 3–5"), ("3, 7", "pp. 3, 7"), ("iv", "iv"), ("p. 3", "p. 3"),
     ("pp. 3-5", "pp. 3–5"), ("pp. 3--5, 9", "pp. 3–5, 9"), ("ch. 2", "Chapter 2"),
     ('sec. "Co-operation at work", para. 2', 'sec. "Co-operation at work", para. 2')],
)  # fmt: skip
def test_a_locator_is_printed_as_apa_has_it(locator: str, expected: str) -> None:
    """Pages get their label and an en dash; every other locator stays as it was written."""
    assert locator_text(locator) == expected


def test_a_label_is_printed_in_both_ways() -> None:
    """A citation has `&` in parentheses and "and" in a sentence; the first words of a title are quoted."""
    assert parenthetical(LABEL) == "(Brown & Bimrose, 2018)"
    assert parenthetical(LABEL, "3") == "(Brown & Bimrose, 2018, p. 3)"
    assert narrative(LABEL, "p. 3") == "Brown and Bimrose (2018, p. 3)"
    assert parenthetical(LABELS["t"]) == "(“The long title,” 2001)"
    assert narrative(LABELS["t"]) == "“The long title” (2001)"


def test_more_than_26_works_of_a_year() -> None:
    """After z come aa and ab."""
    names = (Name("Brown", "A."),)
    many = [
        Reference(key=f"k{n:02}", authors=names, year="2018", issued=Date(2018), title=f"{n:02}") for n in range(28)
    ]
    labels = citation_labels(many)
    assert [labels[key].letter for key in ("k00", "k25", "k26", "k27")] == ["a", "z", "aa", "ab"]


@given(REFERENCES)
def test_no_two_works_share_a_label(references: list[Reference]) -> None:
    """Over any set of works with authors, each label belongs to one work."""
    labels = citation_labels(references)
    assert set(labels) == {r.key for r in references}
    # Names known without a given name cannot be told from the same name with one: nobody knows who is meant.
    known = [r for r in references if r.authors and all(name.given for name in leading_names(r))]
    shown = [parenthetical(labels[r.key]) for r in known]
    others = [r for r in known if len({n.family for n in r.authors}) < len(r.authors)]
    assert len(set(shown)) == len(shown) or others or _same_later_names(known)


def _same_later_names(references: list[Reference]) -> bool:
    """Say whether two works differ only in the initials of authors after the first, which APA does not show."""
    later = [(r.year, tuple(n.family for n in r.authors), r.authors[0].given) for r in references]
    return len(set(later)) < len(later)


@given(REFERENCES)
def test_labels_do_not_depend_on_the_order(references: list[Reference]) -> None:
    """The same set gives the same labels, in whatever order it comes."""
    assert citation_labels(references) == citation_labels(references[::-1])
