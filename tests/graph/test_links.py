"""Links: in both directions, with aliases followed."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from evibase.graph.graph import Graph
from evibase.records.raw import Raw
from evibase.records.reading import read_base

_IDS = ("one-finding", "two-findings", "three-findings", "former-finding", "no-finding")
_FINDING = """\
claim: Time for learning competes with time for the people who use a service.
where: [GB]
evidence:
  - {{source: {source}, locator: p. 3, stance: supports, design: survey}}
implications:
  - {{for: managers, text: Plan cover before a course starts.}}
by: [maintainers]
relations: [{relations}]
aliases: [{aliases}]
"""

_RELATIONS = st.lists(st.sampled_from(_IDS), max_size=5)


def _graph(relations: dict[str, list[str]]) -> Graph:
    files = [
        Raw(
            f"findings/{name}.yml",
            _FINDING.format(
                source=f"source-{name}",
                relations=", ".join(f"{{finding: {target}, type: see-also, note: A reason.}}" for target in targets),
                aliases="former-finding" if name == "one-finding" else "",
            ).encode(),
        )
        for name, targets in relations.items()
    ]
    pages = [Raw("content/page.md", b"As [@source-one-finding, p. 3; @nobody] says, and @source-two-findings [p. 4].")]
    bib = "".join(f"@misc{{source-{name},\n  title = {{A}},\n}}\n\n" for name in relations)
    return Graph(read_base([*files, *pages, Raw("references.bib", bib.encode())]))


@given(st.fixed_dictionaries(dict.fromkeys(_IDS[:3], _RELATIONS)))
@settings(deadline=None)
def test_back_links_are_the_inverse_of_links(relations: dict[str, list[str]]) -> None:
    """Law: a link that leads somewhere is found from both of its ends, as often as it is written, and no other is."""
    graph = _graph(relations)
    assert graph.base.problems == ()
    forth = Counter(
        (origin, graph.resolve(link.target), link)
        for origin, links in graph.outgoing.items()
        for link in links
        if graph.resolve(link.target)
    )
    back = Counter((link.origin, target, link) for target, links in graph.incoming.items() for link in links)
    assert forth == back
    assert Counter(link for _, _, link in forth.elements()) + Counter(link for _, link in graph.dangling) == Counter(
        link for link in graph.links if link.target.section not in {"people", "audiences", "designs"}
    ) + Counter(link for link in graph.links if link.target.section in {"people", "audiences", "designs"})


@given(st.fixed_dictionaries(dict.fromkeys(_IDS[:3], _RELATIONS)))
@settings(deadline=None)
def test_every_link_stands_where_it_says(relations: dict[str, list[str]]) -> None:
    """Law: the place of a link is the place of the name in the file, in YAML and in Markdown."""
    graph = _graph(relations)
    for record, link in graph.written:
        problem = record.problem_at(link.loc, "code", "Message.", "Help.")
        line = record.origin.text.split("\n")[problem.line - 1]
        assert line[problem.column - 1 :].startswith(link.target.id)
