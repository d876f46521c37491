"""The bibliography, and what can be taken along: no page grows with the base, and every format is sound."""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import parse_qs

import pytest
import rispy  # type: ignore[import-untyped]

from evibase.pages.view import PER_PAGE
from evibase.records.bibliography import read_bibliography
from evibase.records.raw import Raw
from tests.bases import SMALL, Site, compiled, files_of, site_of

_MANY = 120
#: Pages below a section that are no record's.
_NOT_CITED = ("index.md", "/brief.md", "/kit.md", "/compare.md")
_CFF = b"""cff-version: 1.2.0
message: Please cite it.
title: "The small base: a sample"
authors:
  - family-names: Doe
    given-names: Jane
  - name: The maintainers of the small base
version: 1.2.0
date-released: 2026-05-31
doi: 10.5555/base
keywords: [one, two]
"""


@pytest.fixture(scope="module")
def site() -> Site:
    """Give the site of a base with many references."""
    files = dict(files_of(SMALL))
    for n in range(_MANY):
        author = f"Author{chr(65 + n % 26)}"
        entry = f"@book{{many-{n}, author = {{{author}, Ann}}, title = {{Title {n}}}, year = {{{1990 + n % 30}}}}}\n"
        files["references.bib"] += entry.encode()
    files["CITATION.cff"] = _CFF
    return site_of(compiled(files))


@pytest.mark.parametrize("order", ["index", "by-year", "by-project", "by-type"])
def test_each_order_has_every_work_once(site: Site, order: str) -> None:
    """Law: the pages of an order name every work once, at most so many a page, each with its COinS."""
    stem = "bibliography" if order == "index" else f"bibliography/{order}"
    first = "bibliography/index.md" if order == "index" else f"{stem}.md"
    pages = [site.pages[first].body, *(p.body for path, p in site.pages.items() if path.startswith(f"{stem}/page/"))]
    counts = [body.count('class="ev-works__item"') for body in pages]
    assert max(counts) == PER_PAGE
    assert sum(counts) == len(read_bibliography(Raw("x.bib", site.files["references.bib"].data))[0])
    links = [each for body in pages for each in re.findall(r'class="ev-works__meta"><a href="([^"]+)"', body)]
    assert len({each.rsplit("/", 2)[1] for each in links}) == len(links)
    assert [body.count('class="Z3988"') for body in pages] == counts


def test_jumps_lead_to_the_place_where_a_group_begins(site: Site) -> None:
    """Law: each year leads to the page and heading of its first work."""
    body = site.pages["bibliography/by-year.md"].body
    for target, year in re.findall(r'<li><a href="([^"]+#group-\d+)">([^<]+)</a>', body):
        address, _, anchor = target.partition("#")
        nth = re.search(r"page/(\d+)/", address)
        path = f"bibliography/by-year/page/{nth[1]}.md" if nth else "bibliography/by-year.md"
        assert f'<h2 id="{anchor}">{year}</h2>' in site.pages[path].body


_KINDS = ("findings/", "policy-options/", "case-studies/", "themes/", "questions/", "sources/")


def test_what_can_be_taken_along_is_sound(site: Site) -> None:
    """Law: each finding, option, case, term and source, and the base, has sound BibTeX, RIS, CSL-JSON and COinS."""
    seen = set()
    for path, page in site.pages.items():
        if "data-ev-cite" not in page.body:
            assert not (path.startswith(_KINDS[:5]) and "/page/" not in path and not path.endswith(_NOT_CITED)), path
            continue
        seen.add(next((kind for kind in _KINDS if path.startswith(kind)), path))
        bib, ris, csl = (unescape(each) for each in re.findall(r"<pre[^>]*>(.*?)</pre>", page.body, re.DOTALL)[-3:])
        references, problems = read_bibliography(Raw("x.bib", bib.encode()))
        assert (len(references), problems) == (1, ()), path
        (entry,) = rispy.loads(ris + "\n")
        (item,) = json.loads(csl)
        assert item["title"] == entry["title"], path
        assert references[0].key == entry["id"], path
        (value,) = re.findall(r'<span class="Z3988" title="([^"]*)"', page.body)
        assert parse_qs(unescape(value), strict_parsing=True)["ctx_ver"] == ["Z39.88-2004"]
    assert seen >= {*_KINDS, "index.md"}


def test_the_base_is_cited_as_its_file_says(site: Site) -> None:
    """Law: title, authors, version, date and DOI of the base are those of CITATION.cff, which is a file of the site."""
    home = site.pages["index.md"].body
    assert (
        "Jane Doe, The maintainers of the small base. (2026). <i>The small base: a sample</i> (Version 1.2.0)"
        " [Data set]. https://doi.org/10.5555/base" in home
    )
    assert site.files["CITATION.cff"].data == _CFF
    finding = site.pages["findings/cover-helps.md"].body
    assert "(2026)" in finding.split('class="ev-cite__text"')[1].split("</p>")[0]


def test_a_citation_file_with_mistakes_is_told() -> None:
    """Law: a citation file without authors, or with a date that is none, is a problem with its place."""
    text = _CFF.replace(b"2026-05-31", b"May 2026")
    problems = compiled({**files_of(SMALL), "CITATION.cff": text}).problems
    assert [(p.line, p.code) for p in problems if p.path == "CITATION.cff"] == [(9, "wrong-value")]
