"""Pages of findings stay small: what a phone loads for one, besides the shell that all pages share."""

from __future__ import annotations

from evibase.build import Compiled
from evibase.pages import kinds
from evibase.pages.view import Settings, View

#: Bytes of HTML, not compressed.
_MOST = 30_000
_FINDING = next(kind for kind in kinds.PAGES if kind.name == "finding")


def test_no_page_of_a_finding_is_heavy(base: Compiled) -> None:
    """Law: the page of every finding of the base has under 30,000 bytes of its own."""
    view = View(base.graph, Settings(site_name="Workplace learning: what the evidence says"))
    weights = {name: len(_FINDING.made(view, name).body.encode()) for name in _FINDING.keys(view)}
    assert len(weights) > 200
    assert {name: bytes_ for name, bytes_ in weights.items() if bytes_ >= _MOST} == {}
