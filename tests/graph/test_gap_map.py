"""The gap map: what stands in which cell."""

from __future__ import annotations

from hypothesis import given, settings

from evibase.graph.broader import above
from evibase.graph.gap_map import EMPTY, LEVELS, Axis, Pair, Point, pairs
from evibase.graph.gaps import gaps, left_open, newest_year
from evibase.graph.graph import Graph
from evibase.pages.gap_map import grid_of
from evibase.pages.gap_map_axes import axes_of, pairs_of
from evibase.pages.view import Settings, View
from evibase.records.finding import Finding
from evibase.records.model import Ref
from evibase.records.vocabulary import Term, Vocabulary
from tests.bases import ROOT, bases, compiled, files_of

_HOME = ("GB",)


def _axis(on: str, terms: int, *, required: bool = False) -> Axis:
    listed = tuple(Point(f"t-{n}", f"Term {n}") for n in range(terms))
    return Axis("terms", "Terms", "Term", listed, on, required)


def test_which_maps_there_are() -> None:
    """Law: one axis is a facet that every finding carries, each two meet once, the longer one in the rows.

    Countries and levels come last and stand in the columns, however many there are.
    """
    known = {
        "where": _axis("", 90),
        "instruments": _axis("option", 3),
        "outcomes": _axis("finding", 2),
        "sectors": _axis("finding", 3, required=True),
        "themes": _axis("finding", 5, required=True),
        "designs": _axis("evidence", 9),
        "workers": _axis("finding", 4),
    }
    assert pairs(known) == (
        Pair("themes", "sectors"), Pair("themes", "outcomes"), Pair("themes", "workers"), Pair("designs", "themes"),
        Pair("themes", "where"), Pair("sectors", "outcomes"), Pair("workers", "sectors"), Pair("designs", "sectors"),
        Pair("sectors", "where"),
    )  # fmt: skip
    assert pairs({"themes": _axis("finding", 5, required=True)}) == ()
    assert pairs({"a": _axis("finding", 2), "b": _axis("finding", 2)}) == (Pair("a", "b"),)
    assert pairs({"where": _axis("", 2), "confidence": _axis("", 5)}) == ()
    assert pairs({}) == ()


def _carries(graph: Graph, finding: Finding, facet: str, term: str) -> bool:
    """Say whether a finding carries a term or one below it, by the record alone."""
    if facet == "confidence":
        return (finding.confidence.level if finding.confidence else "none") == term
    if facet == "where":
        return any(place == term or place.startswith(f"{term}-") for place in finding.where)
    broader = {each.id: each.broader for each in graph.base.vocabularies[facet].terms}
    own = {
        "designs": [item.design for item in finding.evidence],
        "audiences": [todo.audience for todo in finding.implications],
    }.get(facet, finding.facets.get(facet, ()))
    for name in own:
        step: str | None = name
        while step is not None:
            if step == term:
                return True
            step = broader[step]
    return False


@settings(max_examples=50)
@given(bases())
def test_a_cell_counts_what_carries_both_terms(files: dict[str, bytes]) -> None:
    """Law: a cell holds exactly the findings that stand and carry both terms, each once, and nothing is averaged."""
    view = View(compiled(files).graph, Settings(home=_HOME))
    newest = newest_year(view.standings[name] for name in view.findings)
    for pair in pairs_of(view):
        shown = grid_of(view, pair)
        assert shown.total == len(view.findings)
        for row in axes_of(view)[pair.rows].terms:
            for column in axes_of(view)[pair.columns].terms:
                held = [
                    view.standings[name]
                    for name, finding in view.findings.items()
                    if _carries(view.graph, finding, pair.rows, row.id)
                    and _carries(view.graph, finding, pair.columns, column.id)
                ]
                cell = shown.cell(row.id, column.id)
                assert cell.findings == sum(cell.levels) == len(held)
                assert cell.levels == tuple(sum(stands.level == level for stands in held) for level in LEVELS)
                assert cell.contested == sum(stands.contested for stands in held)
                assert cell.stances == (
                    sum(stands.supports for stands in held),
                    sum(stands.qualifies for stands in held),
                    sum(stands.contradicts for stands in held),
                )
                each = [left_open(stands, review=frozenset(), home=_HOME, newest=newest) for stands in held]
                assert cell.gaps == gaps(each)


@settings(max_examples=50)
@given(bases())
def test_heads_count_what_carries_the_term(files: dict[str, bytes]) -> None:
    """Law: the head of a row or column counts the findings that carry the term, as the term's own page does."""
    view = View(compiled(files).graph, Settings())
    for pair in pairs_of(view):
        shown = grid_of(view, pair)
        for facet, counted in ((pair.rows, shown.rows), (pair.columns, shown.columns)):
            for term in axes_of(view)[facet].terms:
                held = [f for f in view.findings.values() if _carries(view.graph, f, facet, term.id)]
                assert counted.get(term.id, 0) == len(held)
                if Ref(facet, term.id) in view.terms:
                    assert len(held) == len(view.carrying(Ref(facet, term.id)))


def test_a_circle_of_broader_terms_ends() -> None:
    """Law: terms that are each other's broader term are both above each, once."""
    term = Term(id="aa", label="A", definition="A.", broader="bb")
    other = Term(id="bb", label="B", definition="B.", broader="aa")
    data = {"label": "Terms", "singular": "Term", "definition": "About.", "on": "finding", "terms": (term, other)}
    vocabulary = Vocabulary.of_data(data)
    assert above({"x": vocabulary}) == {Ref("x", "aa"): ("aa", "bb"), Ref("x", "bb"): ("bb", "aa")}


def test_the_map_of_the_real_base() -> None:
    """Law: the real base has a first map of themes by sectors, with cells of both kinds, and questions in some."""
    view = View(compiled(files_of(ROOT)).graph, Settings(home=_HOME))
    first = pairs_of(view)[0]
    assert str(first) == "themes-by-sectors"
    shown = grid_of(view, first)
    assert shown.outside == 0
    assert shown.cell("no-such-theme", "no-such-sector") == EMPTY
    assert any(cell.findings and cell.questions for cell in shown.cells.values())
    assert {str(pair) for pair in pairs_of(view)} >= {"themes-by-where", "sectors-by-confidence"}
    assert any(cell.gone for cell in shown.cells.values()) == any(
        finding.status in {"withdrawn", "superseded"} for finding in view.graph.base.of(Finding).values()
    )
