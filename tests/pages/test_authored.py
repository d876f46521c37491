"""Authored Markdown, once it is HTML: what could do something goes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evibase.pages.sanitise import PREFIX, sanitise


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)">',
        '<a href="javascript:alert(1)">x</a>',
        '<a href="java&#9;script:alert(1)">x</a>',
        '<iframe src="https://example.org"></iframe>',
        '<svg onload="alert(1)"><style>*{}</style></svg>',
        '<p style="position:fixed">x</p>',
        '<form action="https://example.org"><button>x</button></form>',
        '<base href="https://example.org/">',
        '<meta http-equiv="refresh" content="0; url=https://example.org">',
    ],
)
def test_nothing_is_executed_or_taken_elsewhere(html: str) -> None:
    """Law: script, style, frames, forms, handlers and addresses other than http, https and mailto go."""
    safe = sanitise(html).lower()
    signs = "<script onerror onload javascript: <iframe <style style= <form <base <meta".split()
    assert [sign for sign in signs if sign in safe] == []


@given(st.text())
def test_what_is_safe_stays_safe(html: str) -> None:
    """Law: cleaning twice is cleaning once."""
    assert sanitise(sanitise(html)) == sanitise(html)


def test_ids_of_text_do_not_meet_those_of_the_page() -> None:
    """Law: on a record's page each id of the text has a prefix, and so have the links to it."""
    html = sanitise('<h2 id="evidence">Evidence</h2><a href="#evidence">up</a>', PREFIX)
    assert html == '<h2 id="text-evidence">Evidence</h2><a href="#text-evidence">up</a>'


def test_tables_lists_and_notes_stay() -> None:
    """Law: what Markdown makes of plain text is kept as it is."""
    html = "<table><thead><tr><th>a</th></tr></thead></table><ul><li><strong>b</strong></li></ul><p><code>c</code></p>"
    assert sanitise(html).replace("<tbody></tbody>", "") == html


def test_places_of_citations_keep_their_ids() -> None:
    """Law: a citation in the text of a record's page and the list below the page find each other."""
    html = '<a class="ev-citation" id="ev-cite-doe-2020-1" href="#ev-ref-doe-2020">Doe</a>'
    assert sanitise(html) == html
    assert sanitise(html, PREFIX) == html
    assert sanitise('<p id="ev-nav">x</p>') == "<p>x</p>"
