"""The graph: links, both ways."""

from __future__ import annotations

from hypothesis import given

from evibase.records.model import Link, Ref
from tests.bases import SMALL, bases, compiled, files_of


@given(bases())
def test_back_links_are_the_inverse_of_links(files: dict[str, bytes]) -> None:
    """Law: a link leads from A to B exactly where B counts it among the links to it, and none is lost or doubled."""
    graph = compiled(files).graph
    there = [link for links in graph.outgoing.values() for link in links]
    back = [link for links in graph.incoming.values() for link in links]
    assert sorted(there) == sorted(back) == sorted(graph.links)
    assert all(link.origin == ref for ref, links in graph.outgoing.items() for link in links)
    assert all(graph.resolve(link.target) == ref for ref, links in graph.incoming.items() for link in links)


@given(bases())
def test_made_up_bases_are_sound(files: dict[str, bytes]) -> None:
    """Law: what is made up to test with has no errors, so that a build of it means something."""
    base = compiled(files)
    assert base.sound, "\n".join(map(str, base.problems))
    assert not [*base.graph.dangling]


def test_a_former_name_leads_to_the_record() -> None:
    """Law: a link by a former id is a link to the record, and is counted there."""
    graph = compiled(files_of(SMALL)).graph
    former, now = Ref("findings", "colleagues-before-others"), Ref("findings", "ask-colleagues")
    assert graph.resolve(former) == now
    by_former_name = [link for link in graph.links_to(now, "basis") if link.target == former]
    assert [link.origin for link in by_former_name] == [Ref("policy-options", "ask-colleagues-first")]


def test_a_link_that_leads_nowhere_is_no_back_link() -> None:
    """Law: what does not exist has no back-links, and the link to it is given as dangling with its record."""
    files = dict(files_of(SMALL))
    files["findings/time/cover-helps.yml"] += b"cases: [nowhere]\n"
    graph = compiled(files).graph
    assert graph.links_to(Ref("case-studies", "nowhere")) == ()
    assert [(record.id, link.target.id) for record, link in graph.dangling] == [("cover-helps", "nowhere")]


def test_citations_in_text_are_links() -> None:
    """Law: a source that a page cites in its text knows that page, with the locator."""
    graph = compiled(files_of(SMALL)).graph
    links = graph.links_to(Ref("sources", "body-nd"), "citation")
    assert [(str(link.origin), link.note) for link in links] == [("themes/time", "sec. 2")]
    assert isinstance(links[0], Link)
