"""The options of a term: all of them, in one order, wherever they are listed."""

from __future__ import annotations

import re

import pytest

from evibase.pages import brief, section, term
from evibase.pages.fit import WHERE, criteria
from evibase.pages.search_entry import entry, facet_list
from evibase.pages.term_options import options_of
from evibase.pages.view import Settings, View
from evibase.records.model import Ref
from evibase.records.policy_option import PolicyOption
from tests.bases import ROOT, SMALL, compiled, files_of


@pytest.fixture(scope="module", params=[SMALL, ROOT], ids=["small", "real"])
def view(request: pytest.FixtureRequest) -> View:
    """Give a base as pages see it."""
    return View(compiled(files_of(request.param)).graph, Settings())


def _supported(view: View, option: PolicyOption, facet: str, name: str) -> bool:
    """Say whether a finding that supports an option has a term, or one below it."""
    named = view.graph.findings_named(item.finding for item in option.basis if item.role == "supports")
    carrying = view.carrying(Ref(facet, name))
    return any(one in carrying for one in named)


def test_a_sector_has_the_options_that_its_findings_support(view: View) -> None:
    """Law: an option is one of a sector, size or the like if a finding that supports it is of that; no other is."""
    facets = [criterion.id for criterion in criteria(view) if criterion.id != WHERE]
    found = 0
    for ref in (ref for ref in view.terms if ref.section in facets):
        options = view.graph.base.of(PolicyOption).values()
        expected = {option.ref for option in options if _supported(view, option, *ref)}
        assert {*options_of(view, ref)} == expected
        found += len(expected)
    assert found or not facets


def test_an_option_is_found_under_the_sectors_of_its_findings(view: View) -> None:
    """Law: the explorer counts an option under each term and place of the findings that support it."""
    listed = [(facet["id"], [name for name, *_ in facet["terms"]]) for facet in facet_list(view)]  # type: ignore[attr-defined]
    for option in view.graph.base.of(PolicyOption).values():
        cells = dict(zip((name for name, _ in listed), entry(view, option.ref).columns.split("\t"), strict=True))
        names = dict(listed)
        for criterion in criteria(view):
            if criterion.id == WHERE:
                ids = view.graph.findings_named(item.finding for item in option.basis if item.role == "supports")
                places = {place for name in ids if name in view.findings for place in view.findings[name].where}
                assert {*cells[WHERE].split(",")} - {""} == places
                continue
            told = {names[criterion.id][int(number)] for number in cells[criterion.id].split(",") if number}
            known = names[criterion.id]
            assert told == {name for name in known if _supported(view, option, criterion.id, name)}


def test_a_theme_lists_its_options_in_one_order(view: View) -> None:
    """Law: the page of a theme, its brief and its kit begin with the same options, the surest first."""
    for ref in brief.briefed(view):
        order = [option.id for option in options_of(view, ref)]
        body = term.page(view, str(ref)).body
        shown = re.findall(r'<li class="ev-row[^>]*>.*?/policy-options/([a-z0-9-]+)/', body, re.DOTALL)
        assert list(dict.fromkeys(shown)) == order[:12]
        todo = next((part.points for part in brief.brief_of(view, ref).sections if part.anchor == "do"), ())
        named = [point.ref.id for point in todo if point.ref.section == "policy-options"]
        assert named == order[: len(named)]
        assert bool(named) == bool(order)


def test_terms_of_options_count_options(view: View) -> None:
    """Law: where options carry a facet, its terms count options, and nobody is told that findings are missing."""
    for vocabulary in (each for each in view.graph.base.vocabularies.values() if each.on == "option"):
        lines = section.page(view, vocabulary.id).body
        for each in vocabulary.terms:
            body = term.page(view, f"{vocabulary.id}/{each.id}").body
            number = len(options_of(view, Ref(vocabulary.id, each.id)))
            words = f">{number} policy option{'s' * (number != 1)}</p>"
            assert words in body
            row = next(row for row in re.split(r"<li\b", lines) if f"{vocabulary.id}/{each.id}/" in row)
            assert words in row
            assert "finding is on this topic" not in body
