"""The picture of what surrounds a finding: bounded, within its frame, and with a twin in words."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import combinations

from hypothesis import given, settings

from evibase.pages.neighbourhood import MOST
from tests.bases import SMALL, as_yaml, bases, compiled, files_of, site_of


class _Drawing(HTMLParser):
    """Collects the links and boxes of the picture, and all other links of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.at = (0, 0)
        self.view_box: tuple[int, ...] = ()
        self.drawn: list[str] = []
        self.elsewhere: set[str] = set()
        self.boxes: list[tuple[int, int, int, int]] = []
        self.texts: list[tuple[int, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "svg" and found.get("viewbox", "").startswith("0 0 320"):
            self.inside, self.view_box = True, tuple(map(int, found["viewbox"].split()))
        elif tag == "a" and self.inside:
            self.drawn.append(found["href"])
        elif tag == "a":
            self.elsewhere.add(found.get("href", ""))
        elif tag == "g" and self.inside:
            x, y = re.findall(r"\d+", found["transform"])
            self.at = int(x), int(y)
        elif tag == "rect" and self.inside:
            x, y = self.at[0] + int(found.get("x", 0)), self.at[1] + int(found.get("y", 0))
            self.boxes.append((x, y, x + int(found["width"]), y + int(found["height"])))
        elif tag == "text" and self.inside:
            self.texts.append((self.at[0] + int(found.get("x", 160)), self.at[1] + int(found["y"])))

    def handle_endtag(self, tag: str) -> None:
        self.at = (0, 0) if tag == "g" else self.at
        self.inside = self.inside and tag != "svg"


def _drawing(body: str) -> _Drawing:
    reader = _Drawing()
    reader.feed(body)
    return reader


@settings(max_examples=40)
@given(bases())
def test_the_page_says_in_words_what_the_picture_shows(files: dict[str, bytes]) -> None:
    """Law: each link of the picture stands on the page in a list, too; there are twelve at most, and none twice."""
    for path, page in site_of(compiled(files)).pages.items():
        if path.startswith("findings/finding-"):
            found = _drawing(page.body)
            assert set(found.drawn) <= found.elsewhere, path
            assert len(found.drawn) == len(set(found.drawn)) <= 3 * MOST
            assert len(found.drawn) >= 1
            assert len(found.boxes) == len(found.drawn) + 1


@settings(max_examples=40)
@given(bases())
def test_boxes_stand_apart_and_within_the_frame(files: dict[str, bytes]) -> None:
    """Law: no box covers another one or leaves the frame, whatever the texts are, and each text begins in the frame."""
    for path, page in site_of(compiled(files)).pages.items():
        if path.startswith("findings/finding-"):
            found = _drawing(page.body)
            _, _, width, height = found.view_box
            assert all(x >= 0 and y >= 0 and right <= width and low <= height for x, y, right, low in found.boxes)
            assert all(0 <= x < width and 0 < y < height for x, y in found.texts)
            for one, other in combinations(found.boxes, 2):
                apart = one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]
                assert apart, path


def test_what_is_left_out_is_counted() -> None:
    """Law: of many sources four are drawn, those that speak against the claim first, and the others are counted."""
    files = dict(files_of(SMALL))
    evidence = []
    for n in range(7):
        entry = f"@book{{made-{n},\n  author = {{Made, Up {n}}},\n  title = {{A title}},\n  year = {{2001}},\n}}\n"
        files["references.bib"] += entry.encode()
        against = {"stance": "contradicts", "note": "No."} if n == 6 else {"stance": "supports"}
        evidence.append({"source": f"made-{n}", "locator": "p. 1", "design": "survey", **against})
    record = {
        "claim": "Made-up claim that says that learning at work takes much time.",
        "themes": ["support"], "sectors": ["schools"], "where": ["GB"], "by": ["ada"], "evidence": evidence,
        "implications": [{"for": "managers", "text": "Give time."}],
    }  # fmt: skip
    files["findings/made-up.yml"] = as_yaml(record).encode()
    body = site_of(compiled(files)).pages["findings/made-up.md"].body
    drawn = [link for link in _drawing(body).drawn if "/sources/" in link]
    assert [link.rpartition("made-")[2] for link in drawn] == ["6/", "0/", "1/", "2/"]
    assert "(and 3 more)" in body
    assert re.search(r'<g class="ev-near__against" [^>]*><a href="../../sources/made-6/"><rect ', body)
