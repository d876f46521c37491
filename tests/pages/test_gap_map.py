"""The pages and files of the gap map."""

from __future__ import annotations

import csv
import re
from io import StringIO
from itertools import product
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

from evibase.graph.gap_map import LEVELS
from evibase.pages import gap_map, gap_map_csv, gap_map_svg
from evibase.pages.gap_map_axes import axes_of, pairs_of
from evibase.pages.view import Settings, View
from tests.bases import SMALL, as_yaml, bases, compiled, files_of

_CELLS = re.compile(r"<td.*?</td>", re.DOTALL)


def _view(files: dict[str, bytes] | None = None, repo_url: str = "") -> View:
    return View(compiled(files or dict(files_of(SMALL))).graph, Settings("A base", repo_url=repo_url, home=("GB",)))


@settings(max_examples=25)
@given(bases())
def test_every_cell_is_shown_and_written(files: dict[str, bytes]) -> None:
    """Law: page and CSV hold one cell for each two terms, with the same number of findings; the SVG is sound XML."""
    view = _view(files)
    for key in gap_map_csv.keys(view):
        pair = next(each for each in pairs_of(view) if str(each) == key)
        rows = list(csv.DictReader(StringIO(gap_map_csv.file(view, key).data.decode())))
        shown = _CELLS.findall(gap_map.page(view, key).body)
        known = axes_of(view)
        assert len(rows) == len(shown) == len(known[pair.rows].terms) * len(known[pair.columns].terms)
        for row, cell in zip(rows, shown, strict=True):
            number = re.search(r'ev-map__number" href="[^"]*">(\d+) ', cell)
            assert int(row["findings"]) == (int(number[1]) if number else 0)
            assert sum(int(row[level or "not-assessed"]) for level in LEVELS) == int(row["findings"])
            assert ("Nothing yet" in cell) == (row["gaps"] == "absolute")
        ET.fromstring(gap_map_svg.file(view, key).data)  # noqa: S314 - our own


@pytest.mark.parametrize("label", ["=1+1", "+1", "-1", "@x"])
def test_no_label_is_a_formula(label: str) -> None:
    """Law: a label that a spreadsheet would take for a formula is written with an apostrophe in front."""
    files = dict(files_of(SMALL))
    term = {"id": "odd", "label": label, "definition": "An odd one."}
    vocabulary = {"label": "Odd ones", "singular": "Odd one", "definition": "Odd.", "on": "finding", "terms": [term]}
    view = _view({**files, "content/vocabularies/odd.yml": as_yaml(vocabulary).encode()})
    key = next(key for key in gap_map_csv.keys(view) if key.endswith("-by-odd"))
    rows = list(csv.DictReader(StringIO(gap_map_csv.file(view, key).data.decode())))
    assert {row["odd-label"] for row in rows} == {f"'{label}"}


def test_an_empty_cell_offers_what_can_be_done() -> None:
    """Law: with a repository a cell leads to the forms, filled in; without one to the guide, where there is one."""
    files = {**files_of(SMALL), "content/contribute/index.md": b"# Contribute\n"}
    key = next(gap_map.keys(_view()))
    body = gap_map.page(_view(), key).body
    said = re.findall(r"Elsewhere in this row: \d+ findings?; in this column: \d+ findings?\.", body)
    assert len(said) == body.count("ev-map__none")
    empty = [cell for cell in _CELLS.findall(gap_map.page(_view(repo_url="https://example.org/o/r"), key).body)
             if "ev-map__none" in cell]  # fmt: skip
    assert empty
    for cell, form in product(empty, ("finding", "question")):
        assert re.search(rf'href="https://example.org/o/r/issues/new\?template={form}.yml&amp;title=[^"]+themes=', cell)
    assert 'class="ev-map__offer" href="../contribute/"' in gap_map.page(_view(files), key).body
    assert "ev-map__offer" not in gap_map.page(_view(), key).body


def test_a_large_map_goes_on_on_further_pages() -> None:
    """Law: no page shows more than so many rows and columns, and together they show each cell once."""
    files = dict(files_of(SMALL))
    for facet, number in (("rows", 120), ("columns", 60)):
        terms = [{"id": f"{facet}-{n}", "label": f"{facet} {n}", "definition": "One."} for n in range(number)]
        vocabulary = {"label": facet, "singular": facet, "definition": "Many.", "on": "finding", "required": "yes"}
        files[f"content/vocabularies/{facet}.yml"] = as_yaml({**vocabulary, "terms": terms}).encode()
    view = _view(files)
    keys = [key for key in gap_map.keys(view) if key.partition(" ")[0] == "rows-by-columns"]
    pages = [gap_map.page(view, key) for key in keys]
    assert len(pages) == 3 * 3
    assert len({page.path for page in pages}) == len({page.title for page in pages}) == len(pages)
    heads = [re.findall(r"<th scope=.*?</th>", page.body, re.DOTALL) for page in pages]
    assert max(map(len, heads)) <= 1 + 50 + 25
    assert sum(len(_CELLS.findall(page.body)) for page in pages) == 120 * 60
    assert all('aria-label="Pages"' in page.body for page in pages)


def test_the_page_does_not_grow_with_the_findings() -> None:
    """Law: ten times as many findings make the page of a map hardly longer."""
    files = dict(files_of(SMALL))
    path = next(name for name in files if name.startswith("findings/"))
    more = {f"findings/more/copy-{n}.yml": files[path] for n in range(100)}
    key = next(gap_map.keys(_view()))
    before, after = (len(gap_map.page(_view({**files, **added}), key).body) for added in ({}, more))
    assert after < 1.1 * before


def test_a_base_without_two_facets_has_no_map() -> None:
    """Law: where there is nothing to set against each other there is no map, and no link to one."""
    kept = {name: data for name, data in files_of(SMALL).items() if "vocabularies" not in name}
    view = _view({**kept, "content/index.md": b"# Home\n"})
    assert list(gap_map.keys(view)) == []
