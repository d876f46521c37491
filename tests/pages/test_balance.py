"""The balance sheet of a claim on its page, and its short form in lists."""

from __future__ import annotations

import re

from hypothesis import given, settings

from evibase.pages import finding as finding_page
from evibase.pages.balance import in_shapes, rests_on
from evibase.pages.parts import Parts, facts
from evibase.pages.rows import row
from evibase.pages.view import Settings, View
from evibase.records.model import Ref
from tests.bases import SMALL, bases, compiled, files_of

_TAG = re.compile("<[^>]+>")


@settings(max_examples=25)
@given(bases())
def test_each_side_says_what_it_rests_on(files: dict[str, bytes]) -> None:
    """Law: each side of a balance that holds evidence names its lines, its designs and its years; no other does."""
    view = View(compiled(files).graph, Settings())
    for name, finding in view.findings.items():
        body = finding_page.page(view, name).body
        sides = {item.stance for item in finding.evidence}
        assert body.count('class="ev-balance__rests"') == len(sides)
        for stance in sides:
            items = [item for item in finding.evidence if item.stance == stance]
            text = rests_on(view, items)
            assert re.match(r"\d+ independent lines?; ", text)
            assert all(view.name(Ref("designs", item.design)) in text for item in items)
            assert re.search(r"; \d{4}(\N{EN DASH}\d{4})?$", text)


def test_what_an_author_wrote_comes_first() -> None:
    """Law: what would change a claim begins with the author's words, and a finding that is gone asks for nothing."""
    files = dict(files_of(SMALL))
    path = next(name for name in files if name.endswith("time-competes.yml"))
    files[path] += b"would_change: A trial that finds the opposite.\n"
    view = View(compiled(files).graph, Settings())
    body = finding_page.page(view, "time-competes").body
    after = body.split('id="would-change"')[1]
    assert after.index("A trial that finds the opposite.") < after.index("ev-missing")
    gone = [name for name, stands in view.standings.items() if name not in view.findings]
    assert gone
    assert not any("ev-missing" in finding_page.page(view, name).body for name in gone)


@settings(max_examples=25)
@given(bases())
def test_the_short_form_says_what_the_facts_say(files: dict[str, bytes]) -> None:
    """Law: in a list a claim shows how sure it is and every stance that is taken, each as a word beside its shape."""
    view = View(compiled(files).graph, Settings())
    parts = Parts(view, "findings/x/")
    for name in view.findings:
        shown = facts(view, view.standings[name])
        html = str(in_shapes(shown))
        text = _TAG.sub("", html)
        assert shown.confidence.word in text
        assert all(words in text for _, words in shown.stances)
        assert all(f"ev-i--{stance}" in html for stance, _ in shown.stances)
        stands = view.standings[name]
        assert ("contested" in text) == stands.contested
        assert ("contested by another finding" in text) == (stands.contested and not stands.contradicts)
        listed = row(parts, Ref("findings", name))
        assert listed is not None
        assert html in str(listed.shown)
