"""Templates that only print their values, rendered once and cut, and filled from then on."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from evibase.pages.cite import CiteBox, as_html, cite_box
from evibase.pages.parts import facts, link_to
from evibase.pages.rendering import cut, joined, mark, markup, render
from evibase.pages.view import Settings, View
from evibase.records.model import Ref
from tests.bases import SMALL, compiled, files_of

_TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\uffff"), min_size=1)


@given(_TEXTS, _TEXTS, st.booleans())
def test_what_is_filled_is_what_would_be_rendered(one: str, other: str, safe: bool) -> None:  # noqa: FBT001 - drawn
    """Law: a template cut at its marks and filled gives what it would give, of texts and of HTML."""
    line = Markup(f"<i>{one}</i>") if safe else one  # noqa: S704 - that is what is tried
    values = {"link": line, "line": other, "where": one}
    pieces = cut(render("in_passing.html", **{name: mark(name) for name in values}))
    assert joined(pieces, values) == markup("in_passing.html", **values)


def test_facts_are_what_their_templates_give() -> None:
    """Law: what claims share, with where one holds put in, is what their templates would give of that claim."""
    view = View(compiled(files_of(SMALL)).graph, Settings("A base", "https://example.org/"))
    link = link_to("A & B", "../x/")
    for stands in view.standings.values():
        it = facts(view, stands)._replace(where="<here> & there")
        told = {
            **it._asdict(),
            "sure": markup("fact_sure.html", **it._asdict()),
            "who": markup("fact_who.html", **it._asdict()),
        }
        for kind in ("", " ev-facts--large"):
            assert it.shown(large=bool(kind)) == markup("facts.html", kind=kind, **told)
        assert it.in_passing(link) == markup("in_passing.html", link=link, line=it.line, where=it.where)


@given(_TEXTS.map(str.strip).filter(bool))
def test_each_format_names_the_title(title: str) -> None:
    """Law: a title that holds any signs stands in every format as that format writes it, and breaks out of none."""
    view = View(compiled(files_of(SMALL)).graph, Settings("A base", "https://example.org/"))
    box = cite_box(view, Ref("findings", "time-competes"), title, ("ada",))
    plain = cite_box(view, Ref("findings", "time-competes"), "plain" + title[-1], ("ada",))
    assert isinstance(box, Markup)
    assert [tag.split("=")[0] for tag in re.findall(r"<[^>]*", box)] == [
        tag.split("=")[0] for tag in re.findall(r"<[^>]*", plain)
    ]
    assert "\uffff" not in box
    assert "%EF%BF%BF" not in box


def test_a_box_without_formats_is_a_box() -> None:
    """Law: what a box does not have is not shown."""
    assert "<pre" not in as_html(CiteBox(Markup("A work."), ()))
