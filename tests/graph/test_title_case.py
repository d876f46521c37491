"""Titles in sentence case: what becomes small, and what never does."""

# ruff: noqa: RUF001 - dashes and quotation marks are what this is about

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evibase.graph.title_case import Titles, changed_titles, retitled, sentence_case
from evibase.records.bibliography import read_bibliography
from evibase.records.latex import decode_latex
from evibase.records.raw import Raw
from evibase.records.reference import Reference

WORDS = st.sampled_from("The a Of Learning Work NHS PhD {DNA} {Palgrave} Scotland eLearning Study 2 – : ? It".split())


def reference(fields: str) -> Reference:
    """Read one entry, which has no problems."""
    (found,), problems = read_bibliography(Raw("r.bib", f"@book{{k, {fields}}}".encode()))
    assert problems == ()
    return found


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Learning at Work", "Learning at work"),
        ("Learning at work", "Learning at work"),
        ("learning at work", "Learning at work"),
        ("{Learning at Work}", "Learning at work"),
        ("{{Learning at Work}}", "Learning at work"),
        ("Learning at {Work}", "Learning at Work"),
        ("{B}ehaviour in the {NHS}", "Behaviour in the NHS"),
        ("A View from the PhD: an eLearning Story", "A view from the PhD: An eLearning story"),
        ("Learning in Scotland: The Case of Care", "Learning in Scotland: The case of care"),
        ("Expansive Learning at Work: Toward a theory", "Expansive learning at work: Toward a theory"),
        ("Self-Managed E-Learning", "Self-managed e-learning"),
        ("What Works? A Study", "What works? A study"),
        ("“Doing Well”: a Story", "“Doing well”: A story"),
        ("Study 2 of Phase II in Many Places", "Study 2 of Phase II in many places"),
        ("A Tale of St. Andrews", "A tale of St. Andrews"),
        ("Fears about New Zealand and the United Kingdom", "Fears about New Zealand and the United Kingdom"),
        (r"The Memory of \emph{Drosophila Melanogaster}", "The memory of Drosophila Melanogaster"),
        (r"{\'E}tudes on {\'E}lan in Learning", "Études on élan in learning"),
        ("ggplot2: Elegant Graphics", "ggplot2: Elegant graphics"),
        ("Die Bedeutung des Lernens", "Die Bedeutung des Lernens"),
        ("LEARNING AT WORK", "LEARNING AT WORK"),
        # Every capital in braces of its own is the work of a program: so Zotero writes a title in title case.
        ("{Learning} at {Work}: {A} {Review} of {UK} {Evidence}", "Learning at work: A review of UK evidence"),
        ("Learning from {Piaget} and {Vygotsky} in the {Bronx}", "Learning from Piaget and Vygotsky in the Bronx"),
    ],
)
def test_a_title(written: str, shown: str) -> None:
    """Small letters come where most long words have a capital, and only to words that nothing keeps."""
    assert sentence_case(written) == shown


def test_protected_terms_keep_their_form() -> None:
    """A term keeps its capitals wherever it was written with one; a word that happens to look like it does not."""
    terms = ("Age UK", "IT", "Open University")
    assert sentence_case("How It Works at the Open University and Age UK", terms) == (
        "How it works at the Open University and Age UK"
    )


def test_only_english_is_changed() -> None:
    """A title in another language stays, whatever it looks like, and so does all where titles are kept."""
    assert retitled(reference("title = {Big Words Here}, langid = {german}"), Titles()).title == "Big Words Here"
    assert retitled(reference("title = {Big Words Here}, langid = {british}"), Titles()).title == "Big words here"
    assert retitled(reference("title = {Big Words Here}"), Titles("keep")).title == "Big Words Here"


def test_the_name_of_the_body_stays() -> None:
    """The body that a work is by keeps its name in the title."""
    fields = "author = {{Made Up Guild}}, title = {Rules of the Made Up Guild: Old Edition}"
    assert retitled(reference(fields), Titles()).title == "Rules of the Made Up Guild: Old edition"


def test_changes_are_told() -> None:
    """Each title that is shown otherwise is told in both forms."""
    written = reference("title = {Big Words Here}, subtitle = {And There}")
    assert changed_titles([written], Titles()) == ((written, "Big Words Here: And There", "Big words here: And there"),)
    assert changed_titles([written], Titles("keep")) == ()


@given(st.lists(WORDS, min_size=1, max_size=12).map(" ".join))
def test_letters_change_their_size_only(title: str) -> None:
    """Whatever the title, only the size of letters changes; and done twice it is done once."""
    shown = sentence_case(title)
    assert shown.casefold() == decode_latex(title).casefold()
    assert sentence_case(shown).casefold() == shown.casefold()
