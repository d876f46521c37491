"""Authored Markdown: citations become links, and HTML that could do something goes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evibase.pages.cited import cited
from evibase.pages.sanitise import PREFIX, sanitise
from evibase.pages.view import Settings, View
from tests.bases import SMALL, TEXTS, compiled, files_of


@pytest.fixture(scope="module")
def view() -> View:
    """Give the small base as pages see it."""
    return View(compiled(files_of(SMALL)).graph, Settings())


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("[@doe-2020, p. 3]", '(<a class="ev-citation" href="../sources/doe-2020/">Doe&#44; 2020&#44; p&#46; 3</a>)'),
        ("@roe-2021 says", '<a class="ev-citation" href="../sources/roe-2021/">Roe and Doe &#40;2021&#41;</a> says'),
        (
            "[see @body-nd]",
            '(<a class="ev-citation" href="../sources/body-nd/">see Organisation for Samples&#44; n&#46;d&#46;</a>)',
        ),
        ("[@nobody-1999]", "[@nobody-1999]"),
        ("`[@doe-2020]`", "`[@doe-2020]`"),
        ("ada@example.org", "ada@example.org"),
    ],
)
def test_citations(view: View, markdown: str, shown: str) -> None:
    """Law: a citation becomes words that lead to the source; an unknown key, code and e-mail stay as written."""
    assert cited(view, markdown, "../").startswith(shown)


@given(TEXTS)
def test_text_without_citations_stays(text: str) -> None:
    """Law: what holds no `@` is not touched."""
    empty = View(compiled({}).graph, Settings())
    plain = text.replace("@", "")
    assert cited(empty, plain, "") == plain


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
