"""The citations of a page: each as it follows from those before it, by authors and year or by numbers."""

# ruff: noqa: RUF001 - dashes and quotation marks are what this is about

from __future__ import annotations

from dataclasses import replace

import pytest

from evibase.graph.citation_syntax import find_citations
from evibase.graph.citing import PageCitations
from evibase.graph.reference_style import Marks, Style, apa_style
from evibase.graph.styled_text import to_text
from evibase.records.bibliography import read_bibliography
from evibase.records.raw import Raw

BIBLIOGRAPHY = """
@book{who, author = {{World Health Organization}}, shortauthor = {WHO}, title = {Health}, year = 2019}
@book{who2, author = {{World Health Organization}}, shortauthor = {WHO}, title = {More}, year = 2020}
@book{lee1, author = {Lee, Ann}, title = {One}, year = 2001}
@book{lee2, author = {Lee, Ann}, title = {Two}, year = 2001}
@book{lee3, author = {Lee, Ann}, title = {Three}, year = 2004}
@book{brown, author = {Brown, Alan and Bimrose, Jenny}, title = {Lives}, year = 2018}
@article{none, title = {Nobody's work at all}, journal = {J}, year = 2000}
@book{whole, title = {A whole book}, year = 2002}
"""


def style() -> Style:
    """Give APA 7 over the works above."""
    references, problems = read_bibliography(Raw("r.bib", BIBLIOGRAPHY.encode()))
    assert problems == ()
    return apa_style(references)


def shown(written: str, how: Style) -> list[str]:
    """Give each citation of a text."""
    page = PageCitations(how)
    found = [page.shown(citation) for citation in find_citations(written)]
    return ["-" if runs is None else to_text(runs) for runs in found]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[@brown]", "(Brown & Bimrose, 2018)"),
        ("@brown [p. 3]", "Brown and Bimrose (2018, p. 3)"),
        ("[see @brown, ch. 2; @lee3]", "(see Brown & Bimrose, 2018, Chapter 2; Lee, 2004)"),
        ("[@lee3; @brown]", "(Brown & Bimrose, 2018; Lee, 2004)"),
        ("[@lee3; see also @brown]", "(Lee, 2004; see also Brown & Bimrose, 2018)"),
        ("[@lee1; @lee2; @lee3]", "(Lee, 2001a, 2001b, 2004)"),
        ("[@lee1, p. 4; @lee3]", "(Lee, 2001a, p. 4; Lee, 2004)"),
        ("[-@brown, pp. 3-5]", "(2018, pp. 3–5)"),
        ("[@none, p. 2]", "(“Nobody’s Work at All,” 2000, p. 2)"),
        ("@none", "“Nobody’s Work at All” (2000)"),
        ("[@whole]", "(A Whole Book, 2002)"),
        ("[@brown; @nobody]", "-"),
    ],
)
def test_a_citation_by_authors_and_year(written: str, expected: str) -> None:
    """A citation is as APA 7 has it, works in the order of the list; one with an unknown key is none."""
    assert shown(written, style()) == [expected]


def test_an_abbreviation_is_brought_in_once_a_page() -> None:
    """A body is named in full with its abbreviation the first time on a page, and by the abbreviation after that."""
    assert shown("[@who; @lee3] @who2 [@who, p. 2] [@who; @who2]", style()) == [
        "(Lee, 2004; World Health Organization [WHO], 2019)",
        "WHO (2020)",
        "(WHO, 2019, p. 2)",
        "(WHO, 2019, 2020)",
    ]
    assert shown("@who [@who]", style()) == ["World Health Organization (WHO, 2019)", "(WHO, 2019)"]


def test_two_bodies_do_not_share_an_abbreviation() -> None:
    """An abbreviation that two bodies have is used for neither."""
    more = BIBLIOGRAPHY + "@book{other, author = {{World Hat Organization}}, shortauthor = {WHO}, title = {T}}"
    references, _ = read_bibliography(Raw("r.bib", more.encode()))
    assert not any(label.abbreviation for label in apa_style(references).labels.values())


def numeric(marks: Marks) -> Style:
    """Give a numeric style over the works above."""
    return replace(style(), numeric=True, marks=marks)


def test_numbers_count_the_works_of_a_page() -> None:
    """Works are numbered as they come, keep their number, and three in a row are a range."""
    marks = Marks("(", ")", ",")
    written = "[@brown] @lee1 [@brown; @lee1; @lee2] [@who; @brown] [@brown, p. 3; @who] [@lee3; @none]"
    assert shown(written, numeric(marks)) == [
        "(1)", "Lee (2)", "(1–3)", "(1,4)", "(1, p. 3; 4)", "(5,6)",
    ]  # fmt: skip


def test_each_number_in_brackets_of_its_own() -> None:
    """A style that brackets each number and names every one of a row is followed in that."""
    marks = Marks("[", "]", "], [", through="")
    assert shown("[@brown; @lee1; @lee2]", numeric(marks)) == ["[1], [2], [3]"]


def test_every_run_of_a_work_says_which() -> None:
    """What stands for a work bears its key, so that it can be a link; what stands between bears none."""
    (citation,) = find_citations("[see @lee3; @brown]")
    runs = PageCitations(style()).shown(citation)
    assert runs is not None
    assert [(run.text, run.key) for run in runs] == [
        ("(", ""), ("see ", ""), ("Lee", "lee3"), (", 2004", "lee3"), ("; ", ""), ("Brown & Bimrose", "brown"),
        (", 2018", "brown"), (")", ""),
    ]  # fmt: skip


def test_the_list_of_a_page() -> None:
    """A page lists each work once: by authors where it cites by authors, as they come where it counts them."""
    keys = ["lee3", "brown", "nobody", "lee3", "whole"]
    assert style().listed(keys) == ("brown", "lee3", "whole")
    assert numeric(Marks()).listed(keys) == ("lee3", "brown", "whole")
