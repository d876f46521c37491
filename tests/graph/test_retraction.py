"""Retracted works: they count as no line of evidence, and every page that leans on one says so."""

from __future__ import annotations

from evibase.graph.independence import independent_lines
from evibase.graph.retraction import leaning_on_retracted, retracted
from evibase.graph.standing import standings
from evibase.records.finding import Finding
from evibase.records.policy_option import PolicyOption
from tests.bases import SMALL, as_yaml, compiled, files_of, site_of

_KEY = "doe-2020"
_NOTICE = {
    "on": "2026-05-31",
    "source": "Retraction Watch",
    "notice": "https://doi.org/10.5555/notice",
    "reason": "Error",
}
_RETRACTED = {**files_of(SMALL), f"content/sources/{_KEY}.yml": as_yaml({"retracted": _NOTICE}).encode()}


def test_a_retracted_work_is_no_line() -> None:
    """Law: a finding has fewer independent lines by those that only retracted works stand for, never more."""
    before, after = compiled(files_of(SMALL)).graph, compiled(_RETRACTED).graph
    assert retracted(after) == {_KEY}
    fewer = 0
    for name, finding in after.base.of(Finding).items():
        lines, now = independent_lines(before, before.base.of(Finding)[name]), independent_lines(after, finding)
        assert now <= lines
        assert standings(after)[name].retracted == leaning_on_retracted(after, finding)
        fewer += now < lines
    assert fewer


def test_every_page_that_leans_on_it_says_so() -> None:
    """Law: the source, the findings with it as evidence, options that rest on these, and lists of works say so."""
    base = compiled(_RETRACTED)
    pages = site_of(base).pages
    source = pages[f"sources/{_KEY}.md"].body
    assert "This work was retracted on 2026-05-31, as Retraction Watch says." in source
    assert _NOTICE["notice"] in source
    leaning = {name for name, stands in standings(base.graph).items() if stands.retracted}
    assert leaning
    for name in leaning:
        assert "Leans on retracted work" in pages[f"findings/{name}.md"].body
    options = [o for o in base.graph.base.of(PolicyOption).values() if {b.finding for b in o.basis} & leaning]
    assert options
    for option in options:
        assert "retracted work" in pages[f"policy-options/{option.id}.md"].body
    for page in pages.values():
        if f'<li id="ev-ref-{_KEY}">' in page.body:
            entry = page.body.split(f'<li id="ev-ref-{_KEY}">')[1].split("</li>")[0]
            assert "Retracted:" in entry
