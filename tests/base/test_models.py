"""The pages on models: drawings of our own, with links, and the same in words."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from evibase.records.finding import Finding
from tests.bases import ROOT, compiled, files_of

_PAGES = sorted(path for path in (ROOT / "content" / "models").glob("*.md") if path.name != "index.md")
_DRAWING = re.compile(r'<figure class="ev-drawing">.*?</figure>', re.DOTALL)
_HREF = re.compile(r'href="([^"]+)"')


def test_each_model_of_the_documents_has_its_page() -> None:
    """Law: none of the models that the five documents use is left out."""
    assert {path.stem for path in _PAGES} >= {
        "learning-as-becoming",
        "work-identity",
        "anchor-and-chain",
        "skilled-incompetence",
        "expansive-and-restrictive",
        "push-and-pull",
    }


@pytest.mark.parametrize("path", _PAGES, ids=lambda path: path.stem)
def test_a_drawing_says_nothing_that_the_text_does_not(path: Path) -> None:
    """Law: a drawing has a name, leads to findings, and each of its links stands in the text below it, too."""
    text = path.read_text(encoding="utf-8")
    drawings = _DRAWING.findall(text)
    assert len(drawings) == 1
    assert re.search(r'<svg viewBox="[\d ]+" role="group" aria-label="[^"]{20,}">', drawings[0])
    linked = set(_HREF.findall(drawings[0]))
    below = set(re.findall(r"\]\(([^)]+)\)", text.split("</figure>")[1]))
    assert sorted(linked - below) == []
    assert sum(address.startswith("../findings/") for address in linked) >= 2


def test_each_cell_of_the_three_views_holds_what_it_says() -> None:
    """Law: a cell's finding is of its domain and of a theme of its view, and its search asks for just these."""
    text = (ROOT / "content" / "models" / "learning-as-becoming.md").read_text(encoding="utf-8")
    table = text.split('<table class="ev-table ev-grid">')[1].split("</table>")[0]
    findings = compiled(files_of(ROOT)).graph.base.of(Finding)
    views: list[list[str]] = []
    for row in table.split("<tr>")[2:]:
        cells = re.findall(r'<td><a href="../findings/([^"]+)\.md">([^<]+)</a> <a [^>]*\?([^"]+)"', row)
        domain = re.search(r"../domains/([a-z]+)\.md", row)
        assert domain
        assert len(cells) == 3
        for name, title, query in cells:
            asked = parse_qs(query.replace("&amp;", "&"))
            assert asked["domains"] == [domain[1]]
            assert domain[1] in findings[name].facets["domains"]
            assert set(asked["themes"]) & set(findings[name].facets["themes"])
            assert findings[name].title == title
            views.append(asked["themes"])
    assert len(views) == 12
    assert views == views[:3] * 4
    assert len({theme for view in views[:3] for theme in view}) == sum(map(len, views[:3]))


@pytest.mark.parametrize("path", _PAGES, ids=lambda path: path.stem)
def test_a_model_says_how_far_to_trust_it(path: Path) -> None:
    """Law: a model is not shown without its use and its limits, and a theme leads to it and back."""
    text = path.read_text(encoding="utf-8")
    assert "## How to use it" in text
    assert "## How far to trust it" in text
    assert "](../themes/" in text
    themes = "".join(one.read_text(encoding="utf-8") for one in (ROOT / "content" / "themes").glob("*.md"))
    assert f"](../models/{path.name})" in themes
