"""Citations on pages: words that link to the source, footnotes, and the list of works at the end."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evibase.graph.reference_style import Marks, apa_style
from evibase.pages.cited import Citing, plain
from evibase.pages.finish import with_references
from evibase.pages.view import Settings, View
from evibase.pages.works import Works, works_of
from tests.bases import SMALL, TEXTS, Site, compiled, files_of, site_of

_NOTE = '<sup class="ev-noteref" id="ev-noteref-1"><a href="#ev-note-1">1</a></sup>'
_ROE = '<a class="ev-citation" id="ev-cite-roe-2021-1" href="../sources/roe-2021/">'
_DOE = '<a class="ev-citation" id="ev-cite-doe-2020-1" href="../sources/doe-2020/">'
_PIECES = [
    *("[@doe-2020]", "@roe-2021", "[^@doe-2020, p. 3]", "[@nobody]", " ", "x", "&amp;", "&lt;b&gt;"),
    *('<a href="x@y">', "</a>", "<pre>", "</pre>"),
]


@pytest.fixture(scope="module")
def works() -> Works:
    """Give the works of the small base."""
    return works_of(View(compiled(files_of(SMALL)).graph, Settings()))


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("[@doe-2020, p. 3]", f"&#40;{_DOE}Doe&#44; 2020&#44; p&#46; 3</a>&#41;"),
        (
            "@roe-2021 says",
            f"{_ROE}Roe and Doe &#40;2021&#41;</a> says",
        ),
        ("[@nobody-1999]", "[@nobody-1999]"),
        ("`[@doe-2020]`", "`[@doe-2020]`"),
        ("ada@example.org", "ada@example.org"),
        ("<https://example.org/@doe-2020>", "<https://example.org/@doe-2020>"),
        (
            "as said[^@doe-2020, p. 3].",
            f"as said{_NOTE}.",
        ),
        (
            "as said^[see @doe-2020].",
            f"as said{_NOTE}.",
        ),
    ],
)
def test_citations_in_markdown(works: Works, markdown: str, shown: str) -> None:
    """Law: a citation becomes words that lead to the source; unknown keys, code, e-mail and addresses stay."""
    assert Citing(works, "../").markdown(markdown) == shown


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>As [@doe-2020, p. 3].</p>", f"<p>As ({_DOE}Doe, 2020, p. 3</a>).</p>"),
        ("<p>a &lt;b&gt; [@nobody]</p>", "<p>a &lt;b&gt; [@nobody]</p>"),
        ("<p>&lt;b&gt; @doe-2020</p>", f"<p>&lt;b&gt; {_DOE}Doe (2020)</a></p>"),
        (
            '<a href="x">[@doe-2020]</a>',
            '<a href="x">(<span class="ev-citation" id="ev-cite-doe-2020-1">Doe, 2020</span>)</a>',
        ),
        ("<svg><text>[@doe-2020]</text></svg>", "<svg><text>(Doe, 2020)</text></svg>"),
        ("<pre>@doe-2020</pre>", "<pre>@doe-2020</pre>"),
        ('<p title="[@doe-2020]">x</p>', '<p title="[@doe-2020]">x</p>'),
        ("<p>write \\@doe-2020</p>", "<p>write @doe-2020</p>"),
        ("<p>&#64;doe-2020</p>", "<p>&#64;doe-2020</p>"),
    ],
)
def test_citations_in_the_text_of_records(works: Works, html: str, shown: str) -> None:
    """Law: a citation in plain text becomes a link, or words where no link may stand; all else stays escaped."""
    assert Citing(works, "../").html(html) == shown


@given(st.lists(st.sampled_from(_PIECES)).map("".join))
def test_citing_only_adds_our_elements(html: str) -> None:
    """Law: without the elements that citations bring, the tags of a text are those that it had, in order."""
    works = works_of(View(compiled(files_of(SMALL)).graph, Settings()))
    shown = re.sub(r'<(a|span) class="ev-citation"[^>]*>|<sup[^>]*>.*?</sup>', "\0", Citing(works).html(html))
    tags = re.findall(r"<[^>]*>", shown)
    assert [tag for tag in tags if tag not in {"</a>", "</span>"}] == [
        tag for tag in re.findall(r"<[^>]*>", html) if tag != "</a>"
    ]


@given(TEXTS)
def test_text_without_citations_stays(text: str) -> None:
    """Law: what holds no `@` is not touched."""
    citing = Citing(Works({}, apa_style(())))
    text = text.replace("@", "")
    assert (citing.markdown(text), citing.html(text), plain(citing.works, text)) == (text, text, text)
    assert with_references(citing, text) == text


def test_the_list_is_in_order_with_a_way_back_to_each_use(works: Works) -> None:
    """Law: the list has each work once, in the order of the style, with a link to each place that cites it."""
    citing = Citing(works, "")
    text = citing.markdown("@roe-2021, then [@doe-2020; @roe-2021, p. 2].")
    listing = citing.listing()
    assert re.findall(r'<li id="([^"]+)"', listing) == ["ev-ref-doe-2020", "ev-ref-roe-2021"]
    backs = re.findall(r'class="ev-back" href="#([^"]+)"', listing)
    assert sorted(backs) == sorted(re.findall(r'id="([^"]+)"', text))
    assert len(backs) == 3


def test_notes_go_on_after_the_footnotes_of_the_page(works: Works) -> None:
    """Law: no number stands for two footnotes: citations in footnotes count on after those of the author."""
    text = with_references(Citing(works), "One[^a] and two[^@doe-2020].\n\n[^a]: Mine.\n")
    assert '<a href="#ev-note-2">2</a>' in text
    assert '<ol class="ev-notes" start="2">' in text
    assert '<li id="ev-note-2">' in text
    assert "[^a]" in text


def test_numbers_instead_of_names(works: Works) -> None:
    """Law: where works are numbered, the number of a work is that of its first use, in the text and in the list."""
    marks = Marks("[", "]", between=", ", sorts=False, joins_years=False)
    citing = Citing(replace(works, style=replace(works.style, numeric=True, marks=marks)))
    text = citing.markdown("[@roe-2021], [@doe-2020, p. 3], [@roe-2021; @doe-2020; @poe-2022]")
    assert re.findall(r">([^<]*)</a>", text) == ["1", "2&#44; p&#46; 3", "1", "3"]
    listing = citing.listing()
    assert listing.startswith("<ol")
    assert re.findall(r'<li id="([^"]+)"', listing) == ["ev-ref-roe-2021", "ev-ref-doe-2020", "ev-ref-poe-2022"]


def test_the_list_stands_where_it_is_asked_for(works: Works) -> None:
    """Law: a line with the command gives way to the list, and without one the list is at the end under a heading."""
    here = with_references(Citing(works), "@doe-2020\n\n\\bibliography\n\nEnd.", "\\bibliography")
    assert re.search(r"<ul class=\"ev-references\">.*</ul>\n\n\nEnd\.\Z", here, re.DOTALL)
    assert "## References" not in here
    end = with_references(Citing(works), "@doe-2020", "\\bibliography")
    assert re.search(r"\n\n## References\n\n<ul class=\"ev-references\">", end)
    assert "ev-references" not in with_references(Citing(works), "@doe-2020", "\\bibliography", by_default=False)


def test_all_works_are_listed_where_they_are_asked_for(works: Works) -> None:
    """Law: the full list has every work once, and no id stands on the page twice."""
    full = with_references(Citing(works), "@doe-2020\n\n\\bibliography\n\n\\all\n", "\\bibliography", "\\all")
    first, second = re.findall(r'<ul class="ev-references">(.*?)</ul>', full, re.DOTALL)
    assert (first.count("<li"), second.count("<li")) == (1, len(works.references))
    assert len(set(re.findall(r' id="([^"]+)"', full))) == full.count(' id="')
    alone = with_references(Citing(works), "@doe-2020\n\n\\all\n", "\\bibliography", "\\all")
    assert alone.count("<li") == len(works.references)


@pytest.fixture(scope="module")
def citing_site() -> Site:
    """Give a site whose records cite in their texts."""
    files = dict(files_of(SMALL))
    name = next(path for path in sorted(files) if path.startswith("findings/"))
    files[name] = files[name].rstrip() + b'\ncontext: "Seen in one place [@doe-2020, p. 9]; see @roe-2021."\n'
    return site_of(compiled(files))


def test_every_page_that_cites_lists_its_works(citing_site: Site) -> None:
    """Law: each work that a page links to as a citation or leans on as evidence is in its list, and comes back."""
    cited = 0
    for path, page in citing_site.pages.items():
        html = page.body + (page.markdown or "")
        uses = set(re.findall(r'id="ev-cite-(.+?)-\d+"', html))
        works = set(re.findall(r'<li id="ev-ref-([^"]+)"', html))
        assert uses <= works, path
        ids = set(re.findall(r' id="([^"]+)"', html))
        assert set(re.findall(r'class="ev-back" href="#([^"]+)"', html)) <= ids, path
        assert bool(works) == ("references" in ids), path
        cited += len(works)
        if path.startswith("findings/") and path.count("/") == 1 and "evidence-1" in ids:
            assert works, path
    assert cited


def test_links_of_the_graph_know_citations_in_records() -> None:
    """Law: a citation in a record's text is a link, so the source's page lists the record."""
    files = dict(files_of(SMALL))
    name = next(path for path in sorted(files) if path.startswith("content/policy-options/"))
    text = files[name].decode().replace("\nproblem: ", "\nproblem: As @poe-2022 says, ", 1)
    base = compiled({**files, name: text.encode()})
    links = [link for _, link in base.graph.written if link.role == "citation" and link.loc[0] == "problem"]
    assert [link.target.id for link in links] == ["poe-2022"]
