"""Citations in Markdown: what is one, what is none, and what becomes of the text around them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evibase.graph.citation_syntax import CitationItem, find_citations, substitute
from evibase.graph.markdown_prose import masked

PIECES = [
    *"[]()@;,`<>\\-*_\n ax3.:!~",
    "[@a",
    "[-@",
    "@key",
    "](",
    "```",
    "    ",
    "<!--",
    "-->",
    "<b>",
    "https://",
    "p. 3",
    "\n\n",
]
MARKDOWN = st.lists(st.sampled_from(PIECES)).map("".join)


def keys(markdown: str) -> list[str]:
    """Give the keys cited in a text, in order."""
    return [item.key for citation in find_citations(markdown) for item in citation.items]


@pytest.mark.parametrize(
    ("written", "items"),
    [
        ("[@a]", [CitationItem("a", key_offset=2)]),
        ("[@a, p. 3]", [CitationItem("a", "p. 3", key_offset=2)]),
        ("[@a p. 3]", [CitationItem("a", "p. 3", key_offset=2)]),
        ("[@a, 3-5]", [CitationItem("a", "3-5", key_offset=2)]),
        ("[@a; @b, pp. 3-5]", [CitationItem("a", key_offset=2), CitationItem("b", "pp. 3-5", key_offset=6)]),
        ("[see @a, ch. 2]", [CitationItem("a", "ch. 2", prefix="see", key_offset=6)]),
        ("[-@a]", [CitationItem("a", suppress_author=True, key_offset=3)]),
        ("[see -@a, p. 3]", [CitationItem("a", "p. 3", prefix="see", suppress_author=True, key_offset=7)]),
        ("[@a, p. 3, and elsewhere]", [CitationItem("a", "p. 3", suffix=", and elsewhere", key_offset=2)]),
        ("[@a, emphasis added]", [CitationItem("a", suffix=", emphasis added", key_offset=2)]),
        ('[@a, sec. "Time, money; care", para. 2]', [
            CitationItem("a", 'sec. "Time, money; care", para. 2', key_offset=2)]),
        ("[@a, @b and @c]", [CitationItem(k, key_offset=o) for k, o in (("a", 2), ("b", 6), ("c", 13))]),
        ("[@a;\n@b]", [CitationItem("a", key_offset=2), CitationItem("b", key_offset=6)]),
        ("[@DBLP:journals/a.b-1_c]", [CitationItem("DBLP:journals/a.b-1_c", key_offset=2)]),
    ],
)  # fmt: skip
def test_a_citation_in_brackets(written: str, items: list[CitationItem]) -> None:
    """Brackets with a key in them are one citation, from bracket to bracket."""
    (citation,) = find_citations(f"{written}, he said")
    assert (citation.start, citation.end, citation.narrative) == (0, len(written), False)
    assert list(citation.items) == items


@pytest.mark.parametrize(
    ("text", "cited"),
    [("@a said", "@a"), ("So @a.", "@a"), ("(@a)", "@a"), ("**@a**", "@a"), ("“@a”", "@a"), ("@a: x", "@a"),
     ("@a--b", "@a"), ("@a [p. 3] said", "@a [p. 3]"), ("@a [sic] said", "@a"), ("@a [p. 3](x)", "@a"),
     ("\\[@a\\]", "@a"), ("<b>@a</b>", "@a"), ("# @a", "@a"), ("- x\n\n    @a", "@a"), ("!!! note\n    @a", "@a"),
     ("1. x\n\n    - y\n\n        @a", "@a"), ("[^1]: @a", "@a"), ("| @a |", "@a"), ("x\n    @a", "@a"),
     ("`x @b` ` @a", "@a"), ("``x` @a", "@a"), ("5 < 6 @a > 4", "@a"), ("> @a", "@a"), ("[x][y] @a", "@a")],
)  # fmt: skip
def test_a_citation_in_a_sentence(text: str, cited: str) -> None:
    """A key on its own is a citation in the sentence, wherever prose may stand."""
    (citation,) = find_citations(text)
    assert text[citation.start : citation.end] == cited
    assert citation.narrative
    assert text[citation.items[0].key_offset :].startswith("a")


@pytest.mark.parametrize(
    "text",
    ["me@a.org", "<me@a.org>", "mailto:x@a", "https://x.org/@a", "www.x.org/@a", "@a@social.example", "x/@a", "@",
     "[@]",
     "[x @a](https://x.org)", "[x](https://x.org/@a)", "[x](<u> '@a')", "![@a](x.png)", "[x @a][ref]", "[ref]: /@a",
     "`@a`", "`` ` @a ``", "`x\n@a`", "```\n@a\n```", "~~~ py\n@a\n~~~", "> ```\n> @a\n> ```", "    @a",
     "text\n\n    @a", "- x\n\n        @a", "- x\n\n    ```\n    @a\n    ```", "<!-- @a -->", "<!--\n\n@a\n\n-->",
     '<a title="@a">', '<a title="x > @a">', "<pre>\n\n@a\n\n</pre>", "<code>@a</code>", "<SCRIPT>@a</script>",
     "\\@a", "[\\@a]", "[-\\@a]", "~~~\n@a", "# x\n    @a", "&@a", "$@a", "-@a"],
)  # fmt: skip
def test_no_citation(text: str) -> None:
    """Code, links, addresses, HTML tags and comments, and what is escaped, hold no citation."""
    assert keys(text) == []


def test_an_unclosed_bracket_stays_in_its_paragraph() -> None:
    """Brackets are no citation across paragraphs; the keys in them still are."""
    assert [c.narrative for c in find_citations("[see @a\n\n@b]")] == [True, True]


@given(st.one_of(MARKDOWN, st.text()))
def test_citations_lie_in_the_text_and_never_overlap(markdown: str) -> None:
    """Every citation covers text, holds its keys, and ends before the next begins."""
    end = 0
    for citation in find_citations(markdown):
        assert end <= citation.start < citation.end <= len(markdown)
        assert citation.items
        for item in citation.items:
            assert citation.start < item.key_offset < citation.end
            assert markdown.startswith(item.key, item.key_offset)
            assert markdown[item.key_offset - 1] == "@"
        end = citation.end


@given(st.one_of(MARKDOWN, st.text()))
def test_the_text_outside_stays(markdown: str) -> None:
    """Replacing citations by themselves changes nothing, and by nothing takes out only them."""
    citations = find_citations(markdown)
    assert substitute(markdown, citations, lambda c: markdown[c.start : c.end]) == markdown
    left = sum(c.end - c.start for c in citations)
    assert len(substitute(markdown, citations, lambda _: "")) == len(markdown) - left


@given(st.one_of(MARKDOWN, st.text()))
def test_masking_keeps_every_offset(markdown: str) -> None:
    """What is no prose is blanked character by character; line ends stay."""
    text = masked(markdown)
    assert len(text) == len(markdown)
    assert [i for i, c in enumerate(text) if c == "\n"] == [i for i, c in enumerate(markdown) if c == "\n"]


@pytest.mark.parametrize(
    "piece",
    ["[", "]", "`", "``` ", "```\n", "<a ", '<a "', "<a '", "<!--", "<pre>", "](", "](a", "[@a;", "[@a](", "@a ",
     "@a [p. ", "\\",
     "- ", "* @a\n    ", "\n\n    x", "[a\n", "www.", "[^a]: ", "> ```\n", "`a ``b ",
     "~~~~\n", '[@a, "', "[@a, “",
     "\n \n"],
)  # fmt: skip
def test_time_grows_with_the_length_alone(piece: str) -> None:
    """A hundred thousand characters of any one piece take seconds at most."""
    started = time.perf_counter()
    find_citations(piece * (100_000 // len(piece)))
    assert time.perf_counter() - started < 60
