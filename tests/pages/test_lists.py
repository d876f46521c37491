"""Lists: everything is in one, and what they count is the same everywhere."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings

from evibase.artifact import address
from evibase.pages import home
from evibase.pages.view import Settings, View
from evibase.records.model import Ref
from tests.bases import ROOT, SMALL, bases, compiled, files_of, searched, site_of


@settings(max_examples=20)
@given(bases())
def test_search_finds_every_record_and_term(files: dict[str, bytes]) -> None:
    """Law: the index names each page that stands, of a record, a term or its own, once, and nothing without a page."""
    base = compiled(files)
    site, view = site_of(base), View(base.graph, Settings())
    records = searched({path: file.data.decode() for path, file in site.files.items()})
    manifest = json.loads(site.files["search/index.json"].data)
    named = [record["u"] for record in records]
    assert manifest["records"] == len(named)
    assert len(named) == len(set(named))
    assert set(named) <= {address(path) for path in site.pages} | {view.url(ref) for ref in view.written}
    assert set(named) == {view.url(ref) for ref in (*view.everything, *view.terms)}
    assert {record["k"] for record in records} <= {kind for kind, _ in manifest["facets"][0]["terms"]}


@settings(max_examples=20)
@given(bases())
def test_every_record_that_stands_is_on_the_index_of_its_section(files: dict[str, bytes]) -> None:
    """Law: from a section's index each of its records is one step away."""
    base = compiled(files)
    pages, view = site_of(base).pages, View(base.graph, Settings())
    for ref in (ref for ref in view.everything if ref not in view.written):
        assert f'href="../{view.url(ref)}"' in pages[f"{ref.section}/index.md"].body


def test_a_term_counts_what_stands_below_it() -> None:
    """Law: the number of a term is that of the findings on its page, on the home page and in lists, too."""
    pages = site_of(compiled(files_of(SMALL))).pages
    assert ">4 findings, 2 contested</p>" in pages["themes/time.md"].body
    tile = re.search(r'<a class="ev-tile__link" href="themes/time/">.*?</li>', pages["index.md"].body, re.DOTALL)
    assert tile is not None
    assert "4 findings, 2 contested" in tile[0]
    row = re.search(r'<a href="../themes/time/">.*?</li>', pages["themes/index.md"].body, re.DOTALL)
    assert row is not None
    assert "4 findings" in row[0]


def test_the_home_page_leads_to_sectors() -> None:
    """Law: the home page leads to the sectors of which most is known, the most first, and to the list of all."""
    view = View(compiled(files_of(ROOT)).graph, Settings())
    line = re.search(r'<p class="ev-hero__places">(.*?)</p>', home.page(view, "home").body)
    assert line is not None
    *named, everything = re.findall(r'href="(sectors/[^"]*)"', line[1])
    numbers = {view.url(ref): len(view.carrying(ref)) for ref in view.terms if ref.section == "sectors"}
    del numbers["sectors/cross-sector/"]
    assert [numbers[each] for each in named] == sorted(numbers.values(), reverse=True)[: len(named)]
    assert min(numbers[each] for each in named) > 0
    assert everything == "sectors/"


def test_narrower_terms_are_found_at_every_depth() -> None:
    """Law: what is below a term is found through all that lies between, and a circle ends."""
    files = dict(files_of(SMALL))
    path = "content/vocabularies/themes.yml"
    files[path] += b"  - id: nights\n    label: Nights\n    definition: After ten.\n    broader: evenings\n"
    view = View(compiled(files).graph, Settings())
    assert {ref.id for ref in view.narrower(Ref("themes", "time"))} == {"evenings", "nights"}
    files[path] = files[path].replace(b"    label: Time to learn\n", b"    label: Time to learn\n    broader: nights\n")
    circle = View(compiled(files).graph, Settings())
    assert {ref.id for ref in circle.narrower(Ref("themes", "time"))} == {"evenings", "nights"}


def test_pages_that_cite_a_source_have_names() -> None:
    """Law: an authored page is named by its file, an index by its folder, and the home page is the home page."""
    files = {**files_of(SMALL), "content/about/index.md": b"# About\n\nSee @doe-2020.\n"}
    body = site_of(compiled(files)).pages["sources/doe-2020.md"].body
    assert '<a href="../../">Home</a>' in body
    assert '<a href="../../about/#ev-ref-doe-2020">About</a>' in body


@pytest.mark.parametrize("number", [11, 12, 40])
def test_a_page_of_a_term_does_not_grow_with_the_base(number: int) -> None:
    """Law: a term's page lists twelve options at most, and leads to the rest where there are more."""
    files = dict(files_of(SMALL))
    option = files["content/policy-options/ask-colleagues-first.md"]
    for n in range(number):
        files[f"content/policy-options/option-{n}.md"] = option.replace(b"Let colleagues meet", b"Meet %d" % n)
    body = site_of(compiled(files)).pages["themes/support.md"].body
    listed = re.findall(r'<a href="../../policy-options/([a-z0-9-]+)/"', body.partition('id="others"')[2])
    assert len(listed) == min(number + 1, 12) == len(set(listed))
    way = 'href="../../explore/?themes=support&amp;kind=policy-options"'
    assert (way in body) is (number + 1 > 12)


def test_options_on_more_of_a_themes_findings_come_first() -> None:
    """Law: at the top of a theme's page, of options on equally sure ground the one on most of its findings is first."""
    files = dict(files_of(SMALL))
    whole = files["content/policy-options/cover-in-the-rota.md"]
    fewer = whole[: whole.index(b"  - finding: time-competes")] + whole[whole.index(b"cases:") :]
    for number, letter in enumerate((b"A", b"Z")):
        name = f"content/policy-options/another-{number}.md"
        files[name] = fewer.replace(b"title: Put", b"title: " + letter).replace(b"aliases: [rota-cover]\n", b"")
    body = site_of(compiled(files)).pages["themes/time.md"].body
    listed = re.findall(r'policy-options/([a-z0-9-]*)/"', body[body.index('id="what-to-do"') :])
    assert listed[:3] == ["cover-in-the-rota", "another-0", "another-1"]


def test_a_page_of_an_option_does_not_grow_with_the_base() -> None:
    """Law: what asks for an option stands on its pages once, fifty on each, and what people wrote on the first only."""
    files = dict(files_of(SMALL))
    option = "content/policy-options/cover-in-the-rota.md"
    asking = files["findings/time/time-competes.yml"]
    assert b"option: cover-in-the-rota" in asking
    for n in range(120):
        files[f"findings/made-up-{n}.yml"] = asking.replace(b"claim: ", f"claim: Made up number {n}, ".encode())
    pages = site_of(compiled(files)).pages
    named = [
        re.findall(r'Follows from: <a href="(?:../)*findings/([^/]*)/', page.body)
        for path, page in pages.items()
        if path.startswith(option.removeprefix("content/").removesuffix(".md"))
    ]
    assert [len(names) for names in named[:-1]] == [50, 50]
    assert len({name for names in named for name in names}) == sum(map(len, named)) > 120
    assert [page.markdown is None for path, page in pages.items() if "/cover-in-the-rota" in path] == [
        False,
        True,
        True,
    ]
