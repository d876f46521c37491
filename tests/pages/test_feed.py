"""Feeds and the pages of changes: valid, in order, and bounded."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import feedparser  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from lxml import etree  # type: ignore[import-untyped]

from evibase.graph.history import History, Moment
from evibase.pages.feed import MOST
from evibase.pages.view import PER_PAGE
from tests.bases import SMALL, Files, Site, as_yaml, bases, compiled, files_of, histories, site_of

_SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
_PLACE = {"type": "string", "pattern": "^https://"}
_TIME = {"type": "string", "format": "date-time", "pattern": "Z$"}
_TEXT = {"type": "string", "minLength": 1}
#: What https://www.jsonfeed.org/version/1.1/ demands, as far as our feeds use it.
_JSON_FEED = Draft202012Validator(
    {
        "type": "object",
        "required": ["version", "title", "items", "home_page_url", "feed_url"],
        "additionalProperties": False,
        "properties": {
            "version": {"const": "https://jsonfeed.org/version/1.1"},
            "title": _TEXT, "description": _TEXT, "home_page_url": _PLACE, "feed_url": _PLACE,
            "language": {"const": "en"},
            "authors": {"type": "array", "items": {"type": "object", "required": ["name"]}},
            "items": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["id", "url", "content_html"],
                    "additionalProperties": False,
                    "properties": {
                        "id": _TEXT, "url": _PLACE, "title": _TEXT, "content_html": _TEXT,
                        "date_published": _TIME, "date_modified": _TIME,
                        "tags": {"type": "array", "items": _TEXT, "uniqueItems": True},
                    },
                },
            },
        },
    },
    format_checker=FormatChecker(),
)  # fmt: skip


def _with_history(draw: st.DrawFn) -> tuple[Files, History]:
    files = draw(bases())
    return files, draw(histories(files))


_DATED_BASES = st.composite(_with_history)()


def _feeds(site: Site) -> Mapping[str, bytes]:
    return {path: file.data for path, file in site.files.items() if path.rpartition("/")[2].startswith("feed.")}


def _times(data: bytes) -> list[tuple[str, str, str]]:
    """Give id, time of coming and time of change of each entry of an Atom feed."""
    top = etree.fromstring(data)
    names = {"a": "http://www.w3.org/2005/Atom"}
    return [
        tuple(entry.findtext(f"a:{name}", namespaces=names) for name in ("id", "published", "updated"))
        for entry in top.iterfind("a:entry", names)
    ]


@settings(max_examples=30)
@given(_DATED_BASES)
def test_feeds_of_any_base_are_valid(made: tuple[Files, History]) -> None:
    """Law: each feed keeps to RFC 4287 or to JSON Feed 1.1, and a reader that many use has no complaint."""
    files, history = made
    for path, data in _feeds(site_of(compiled(files), history=history)).items():
        if path.endswith(".json"):
            assert [error.message for error in _JSON_FEED.iter_errors(json.loads(data))] == []
        else:
            _SCHEMA.assertValid(etree.fromstring(data))
            read = feedparser.parse(data)
            assert not read.bozo, read.get("bozo_exception")
            assert read.version == "atom10"


@settings(max_examples=30)
@given(_DATED_BASES)
def test_entries_are_in_order_and_lead_to_pages(made: tuple[Files, History]) -> None:
    """Law: the newest change comes first, no record comes twice, both forms hold the same, and links lead to pages."""
    files, history = made
    site = site_of(compiled(files), history=history)
    pages = {f"https://example.org/base/{path.removesuffix('.md')}/" for path in site.pages}
    feeds = _feeds(site)
    assert {"feed.atom", "feed.json", "themes/time/feed.atom", "sectors/care/feed.json"} <= feeds.keys()
    for path in (path for path in feeds if path.endswith(".atom")):
        times = _times(feeds[path])
        updated = [changed for _, _, changed in times]
        assert updated == sorted(updated, reverse=True)
        assert all(came <= changed for _, came, changed in times)
        assert len({name for name, *_ in times}) == len(times)
        items = json.loads(feeds[path.replace(".atom", ".json")])["items"]
        assert [(item["id"], item["date_published"], item["date_modified"]) for item in items] == times
        assert {item["url"] for item in items} <= pages
        newest = updated[0] if updated else "1970-01-01T00:00:00Z"
        assert re.search(b"<updated>(.*?)</updated>", feeds[path])[1].decode() == newest  # type: ignore[index]


def _many(number: int) -> tuple[Files, History]:
    """Give the small base with many findings, each a day younger than the one before."""
    files = dict(files_of(SMALL))
    for n in range(number):
        record = {
            "claim": f"Made-up claim number {n} says that learning at work takes time.",
            "themes": ["time"], "sectors": ["schools"], "where": ["GB"], "by": ["ada"],
            "evidence": [{"source": "doe-2020", "locator": "p. 1", "stance": "supports", "design": "survey"}],
            "implications": [{"for": "managers", "text": "Give time."}],
        }  # fmt: skip
        files[f"findings/made-up-{n}.yml"] = as_yaml(record).encode()
    start = 1_600_000_000
    moments = {f"findings/made-up-{n}.yml": (Moment(start + n * 86_400, "added"),) for n in range(number)}
    return files, History(moments)


def test_a_feed_holds_the_newest_alone() -> None:
    """Law: a feed holds thirty records at most, and the page of changes fifty; the months hold all of them."""
    files, history = _many(120)
    base = compiled(files)
    site = site_of(base, history=history)
    items = json.loads(site.files["feed.json"].data)["items"]
    assert [item["url"].rpartition("made-up-")[2] for item in items] == [f"{n}/" for n in range(119, 119 - MOST, -1)]
    assert _rows(site.pages["changes/index.md"].body) == [f"made-up-{n}" for n in range(119, 119 - PER_PAGE, -1)]
    months = [path for path in site.pages if re.fullmatch(r"changes/\d{4}-\d\d\.md", path)]
    listed = [row for path in months for row in _rows(site.pages[path].body)]
    assert sorted(listed) == sorted(f"made-up-{n}" for n in range(120))
    made = (file.data for path, file in site.files.items() if re.fullmatch(r"changes/\d{4}-\d\d\.json", path))
    data = [json.loads(each) for each in made]
    assert sum(len(each["changes"]) + each["left_out"] for each in data) == 120


class _Rows(HTMLParser):
    """Collects where the titles of rows lead."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.titled = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "p":
            self.titled = dict(attrs).get("class") == "ev-row__title"
        elif tag == "a" and self.titled:
            self.found.append((dict(attrs)["href"] or "").strip("/").rpartition("/")[2])

    def handle_endtag(self, tag: str) -> None:
        self.titled = self.titled and tag != "p"


def _rows(html: str) -> list[str]:
    reader = _Rows()
    reader.feed(html)
    return reader.found


def test_one_change_moves_one_entry() -> None:
    """Law: when a record changes, feeds of themes and sectors that it has nothing to do with stay as they are."""
    files, history = _many(40)
    base, path = compiled(files), "findings/made-up-3.yml"
    before = _feeds(site_of(base, history=history))
    moments = {**history.moments, path: (Moment(1_700_000_000, "changed"), *history.moments[path])}
    after = _feeds(site_of(base, history=History(moments)))
    differ = {name.rpartition("feed.")[0] for name in before if before[name] != after[name]}
    assert differ == {"", "themes/time/", "sectors/schools/"}


def test_the_day_of_a_review_is_known_without_a_history() -> None:
    """Law: from files alone only reviews are dated, and the page says so."""
    files = dict(files_of(SMALL))
    path = next(path for path in files if path.startswith("findings/") and b"\nreviewed:" in files[path])
    site = site_of(compiled(files))
    assert path.rpartition("/")[2].removesuffix(".yml") in _rows(site.pages["changes/index.md"].body)
    assert "Only reviews are dated here" in site.pages["changes/index.md"].body


@pytest.mark.parametrize(
    "text",
    [
        "A <b>bold</b> claim & \"more\" about learning at work 'now'.",
        "A claim with ]]> and &amp; in it that is about learning at work.",
    ],
)
def test_text_of_records_stays_text(text: str) -> None:
    """Law: what a record says is read back from a feed as it was written, and is no markup there."""
    files = dict(files_of(SMALL))
    path = next(path for path in sorted(files) if path.startswith("findings/"))
    old = re.search(rb"(?m)^claim: .*(\n  .*)*", files[path])
    assert old
    files[path] = files[path].replace(old[0], as_yaml({"claim": text}).strip().encode())
    site = site_of(compiled(files), history=History({path: (Moment(1_700_000_000, "added"),)}))
    (entry,) = etree.fromstring(site.files["feed.atom"].data).iterfind("{http://www.w3.org/2005/Atom}entry")
    assert entry.findtext("{http://www.w3.org/2005/Atom}title") == text
