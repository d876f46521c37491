"""Styles by name and by path: what is said where there is no such style, and what comes out where there is."""

# ruff: noqa: RUF001 - dashes and quotation marks are what this is about

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evibase.graph.citation_syntax import find_citations
from evibase.graph.citing import PageCitations
from evibase.graph.reference_style import Style
from evibase.graph.styled_text import to_text
from evibase.graph.title_case import SENTENCE_CASE
from evibase.hosts import citation_style
from evibase.hosts.citation_style import SHIPPED, StyleError, style_named
from evibase.hosts.pandoc import find_pandoc
from evibase.records.bibliography import read_bibliography
from evibase.records.raw import Raw
from evibase.records.reference import Reference

NEEDS_PANDOC = pytest.mark.skipif(find_pandoc() is None, reason="no pandoc: it is the extra [csl]")
BIBLIOGRAPHY = """
@article{brown, author = {Brown, Alan and Bimrose, Jenny}, title = {Learning at Work}, journal = {Studies}, volume = 3,
  pages = {1--9}, year = 2018, doi = {10.1234/abc}}
@book{lee1, author = {Lee, Ann}, title = {One}, publisher = {Press}, year = 2001}
@book{lee2, author = {Lee, Ann}, title = {Two}, publisher = {Press}, year = 2001}
@collection{poe, editor = {Poe, E. and Roe, R.}, title = {Edited}, publisher = {Press}, year = 2003}
"""
TEXT = "[@brown, p. 3; @lee1] @lee2 [ch. 2] [@brown; @lee1; @lee2] [-@poe]"
EXPECTED = {
    "chicago-author-date": (
        "(Brown and Bimrose 2018, 3; Lee 2001a)", "Lee (2001b, chap. 2)",
        "(Brown and Bimrose 2018; Lee 2001a, 2001b)", "(2003)",
        "Brown, Alan, and Jenny Bimrose. 2018. “Learning at Work.” Studies 3: 1–9. https://doi.org/10.1234/abc.",
        "Poe, E., and R. Roe, eds. 2003. Edited. Press.",
    ),
    "harvard": (
        "(Brown and Bimrose, 2018, p. 3; Lee, 2001a)", "Lee (2001b, chap. 2)",
        "(Brown and Bimrose, 2018; Lee, 2001a, 2001b)", "(2003)",
        "Brown, A. and Bimrose, J. (2018) ‘Learning at work’, Studies, 3, pp. 1–9. Available at: https://doi.org/10.1234/abc.",
        "Poe, E. and Roe, R. (eds) (2003) Edited. Press.",
    ),
    "ieee": (
        "[1, p. 3], [2]", "Lee [3, Chapter 2]", "[1], [2], [3]", "[4]",
        "A. Brown and J. Bimrose, “Learning at work,” Studies, vol. 3, pp. 1–9, 2018, doi: 10.1234/abc.",
        "E. Poe and R. Roe, Eds., Edited. Press, 2003.",
    ),
    "vancouver": (
        "(1, p. 3; 2)", "Lee (3, Chapter 2)", "(1–3)", "(4)",
        "Brown A, Bimrose J. Learning at work. Studies. 2018;3:1–9. doi:10.1234/abc",
        "Poe E, Roe R, editors. Edited. Press; 2003.",
    ),
}  # fmt: skip


def works() -> tuple[Reference, ...]:
    """Give the works above."""
    references, problems = read_bibliography(Raw("r.bib", BIBLIOGRAPHY.encode()))
    assert problems == ()
    return references


def shown(style: Style) -> tuple[str, ...]:
    """Give the citations of the text, and two entries."""
    page = PageCitations(style)
    cited = (page.shown(citation) for citation in find_citations(TEXT))
    return (*(to_text(runs or ()) for runs in cited), to_text(style.entry("brown")), to_text(style.entry("poe")))


@NEEDS_PANDOC
@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_a_shipped_style(name: str, tmp_path: Path) -> None:
    """Each style that comes along prints citations and entries as its manual has them."""
    assert shown(style_named(name, works(), SENTENCE_CASE, tmp_path)) == EXPECTED[name]


@NEEDS_PANDOC
@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("chicago-author-date", "edited by E. Poe and R. Roe"),
        ("harvard", "E. Poe and R. Roe (eds)"),
        ("ieee", "E. Poe and R. Roe, Eds."),
        ("vancouver", "Poe E, Roe R, editors."),
    ],
)
def test_the_editors_of_a_chapter_stand_where_the_style_wants_them(name: str, role: str, tmp_path: Path) -> None:
    """Law: a role stands before the names or after them, as the style says."""
    text = """@incollection{doe, author = {Doe, Jane}, title = {A Part}, booktitle = {The Whole}, year = 2004,
      editor = {Poe, E. and Roe, R.}, publisher = {Press}, pages = {1--9}}"""
    chapter, _ = read_bibliography(Raw("r.bib", text.encode()))
    assert role in to_text(style_named(name, chapter, SENTENCE_CASE, tmp_path).entry("doe"))


@NEEDS_PANDOC
def test_a_style_of_ones_own(tmp_path: Path) -> None:
    """A path leads to a style of the user's, beside mkdocs.yml."""
    sheet = Path(citation_style.__file__).with_name("csl") / SHIPPED["ieee"]
    (tmp_path / "mine.csl").write_bytes(sheet.read_bytes())
    assert shown(style_named("mine.csl", works(), SENTENCE_CASE, tmp_path)) == EXPECTED["ieee"]


@NEEDS_PANDOC
def test_what_was_formatted_is_kept(tmp_path: Path) -> None:
    """A reference is formatted again only if it, or one that shares its first surname, has changed."""
    cache = tmp_path / ".evibase" / "csl" / "ieee.json"
    first = style_named("ieee", works(), SENTENCE_CASE, tmp_path)
    # A mark in the cache shows what is taken from there.
    marked = cache.read_text(encoding="utf-8").replace("Learning at work", "KEPT").replace("Two", "KEPT TOO")
    cache.write_text(marked, encoding="utf-8")
    again = style_named("ieee", works(), SENTENCE_CASE, tmp_path)
    assert ["KEPT" in to_text(again.entry(key)) for key in ("brown", "lee1", "lee2")] == [True, False, True]
    changed = read_bibliography(Raw("r.bib", BIBLIOGRAPHY.replace("{One}", "{Other}").encode()))[0]
    third = style_named("ieee", changed, SENTENCE_CASE, tmp_path)
    assert "KEPT" in to_text(third.entry("brown"))
    assert "Other" in to_text(third.entry("lee1"))
    assert third.entry("lee2") == first.entry("lee2")
    assert len(json.loads(cache.read_text(encoding="utf-8"))) == 4


@NEEDS_PANDOC
@pytest.mark.parametrize("rubbish", ["", "{", "[]", '{"a": [[{"text": 1}]]}', '{"a": 1}'])
def test_a_broken_cache_costs_time_only(rubbish: str, tmp_path: Path) -> None:
    """A cache that cannot be read counts as empty."""
    cache = tmp_path / ".evibase" / "csl" / "ieee.json"
    cache.parent.mkdir(parents=True)
    cache.write_text(rubbish, encoding="utf-8")
    assert shown(style_named("ieee", works(), SENTENCE_CASE, tmp_path)) == EXPECTED["ieee"]


def test_without_pandoc_the_extra_is_named(tmp_path: Path) -> None:
    """A style that needs pandoc where there is none stops, and names the extra; APA needs nothing."""
    with pytest.raises(StyleError, match=r'style "vancouver" needs pandoc.*pip install "evibase\[csl\]"'):
        style_named("vancouver", works(), SENTENCE_CASE, tmp_path, finding=lambda: None)
    assert style_named("apa", works(), SENTENCE_CASE, tmp_path, finding=lambda: None).name == "APA 7"


@pytest.mark.parametrize(
    ("name", "sheet", "message"),
    [
        ("vancuver", None, 'there is no style "vancuver". Did you mean "vancouver"?'),
        ("mine.csl", None, 'style "mine.csl": there is no such file beside mkdocs.yml.'),
        ("mine.csl", b"\xff", 'style "mine.csl" is not UTF-8.'),
        ("mine.csl", b"<p>", 'style "mine.csl" is no style sheet of CSL.'),
        ("mine.csl", b'<style><link rel="independent-parent"/>', "Take the other: it names it."),
        ("mine.csl", b'<style><category citation-format="note"/>', "cites in notes. Take an author-date"),
    ],
)
def test_a_style_that_will_not_do(name: str, sheet: bytes | None, message: str, tmp_path: Path) -> None:
    """What is wrong with the style is said in one line."""
    if sheet is not None:
        (tmp_path / name).write_bytes(sheet)
    with pytest.raises(StyleError) as caught:
        style_named(name, works(), SENTENCE_CASE, tmp_path, finding=lambda: Path("pandoc"))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@NEEDS_PANDOC
def test_a_sheet_that_pandoc_refuses(tmp_path: Path) -> None:
    """What pandoc says of a style is handed on in one line."""
    (tmp_path / "mine.csl").write_text('<style><category citation-format="numeric"/>', encoding="utf-8")
    with pytest.raises(StyleError, match=r'^style "mine[.]csl": pandoc could not use the style: '):
        style_named("mine.csl", works(), SENTENCE_CASE, tmp_path)
