"""Authored Markdown, once it is HTML: what could do something goes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evibase.pages.raw_links import with_addresses
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
        "<svg><script>alert(1)</script><text>x</text></svg>",
        '<svg><a href="javascript:alert(1)"><text>x</text></a></svg>',
        '<svg xmlns:xlink="http://www.w3.org/1999/xlink"><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
        "<svg><foreignObject><iframe src=x></iframe></foreignObject></svg>",
        '<svg><set attributeName="href" to="javascript:alert(1)"/><animate onbegin="alert(1)"/></svg>',
        '<svg></p><style><a id="</style><img src=x onerror=alert(1)>">',
        "<svg><title><style><img src=x onerror=alert(1)></style></title><desc><script>alert(1)</script></desc></svg>",
        '<svg style="position:fixed"><rect style="fill:red" onload="alert(1)"></rect></svg>',
        '<p style="position:fixed">x</p>',
        '<form action="https://example.org"><button>x</button></form>',
        '<base href="https://example.org/">',
        '<meta http-equiv="refresh" content="0; url=https://example.org">',
    ],
)
def test_nothing_is_executed_or_taken_elsewhere(html: str) -> None:
    """Law: script, style, frames, forms, handlers and addresses other than http, https and mailto go."""
    safe = sanitise(html).lower()
    signs = "<script onerror onload onbegin javascript: <iframe <style style= <form <base <meta <foreign".split()
    assert [sign for sign in signs if sign in safe] == []


_PIECES = st.sampled_from(
    "<svg> </svg> <text> </text> <tspan> <g> </g> <a> </a> <p> </p> <style> </style> <title> </title> <math> "
    "<mtext> <desc> </desc> <foreignObject> <table> <select> <img> <rect/> <!-- --> <![CDATA[ ]]> &lt; &amp; x".split()
)


@given(st.one_of(st.text(), st.lists(_PIECES, max_size=12).map("".join)))
def test_what_is_safe_stays_safe(html: str) -> None:
    """Law: cleaning twice is cleaning once, drawings within text within drawings included."""
    assert sanitise(sanitise(html)) == sanitise(html)


def test_a_drawing_stays() -> None:
    """Law: shapes, words, links and classes of a drawing are kept as they are, so that it looks as it was drawn."""
    html = (
        '<figure class="ev-drawing"><svg viewBox="0 0 340 90" role="group" aria-label="Two boxes">'
        '<g transform="translate(1 1)"><a href="../findings/x.md">'
        '<rect class="ev-d-main" x="1" y="2" width="9" height="8" rx="5"></rect>'
        '<text class="ev-d-strong"><tspan x="5" y="6">words</tspan></text></a></g>'
        '<path class="ev-d-line" d="M1 1 L9 9"></path><polygon points="1,1 2,2 3,1"></polygon>'
        '<ellipse cx="1" cy="1" rx="2" ry="3"></ellipse><circle cx="1" cy="1" r="2"></circle>'
        '<line x1="1" y1="1" x2="2" y2="2"></line><polyline points="1,1 2,2"></polyline>'
        '<text x="1" y="2" text-anchor="start">more</text></svg><figcaption>What it shows</figcaption></figure>'
    )
    assert sanitise(html) == html


@pytest.mark.parametrize(
    "html",
    [
        '<svg><image href="https://example.org/x.png"></image></svg>',
        '<svg><use href="https://example.org/x.svg#a"></use></svg>',
        '<svg><rect fill="url(https://example.org/x)" filter="url(#f)"></rect></svg>',
        '<svg><feImage href="https://example.org/x.png"></feImage></svg>',
        '<svg><path marker-end="url(https://example.org/x#a)"></path></svg>',
    ],
)
def test_a_drawing_takes_nothing_from_elsewhere(html: str) -> None:
    """Law: nothing in a drawing makes a browser fetch something."""
    assert "example.org" not in sanitise(html)


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ('<a href="../findings/x.md#how">x</a>', '<a href="../../findings/x/#how">x</a>'),
        ('<svg><a href="index.md"><text>x</text></a></svg>', '<svg><a href="../../models/"><text>x</text></a></svg>'),
        ('`<a href="x.md">`', '`<a href="x.md">`'),
        ('```html\n<a href="x.md">\n```', '```html\n<a href="x.md">\n```'),
        ("[x](../findings/x.md)", "[x](../findings/x.md)"),
        ('<a href="https://example.org/x.md">', '<a href="https://example.org/x.md">'),
    ],
)
def test_links_that_are_html_become_addresses(markdown: str, shown: str) -> None:
    """Law: for hosts that read Markdown, a link in HTML leads to the page's address; code and Markdown links stay."""
    assert with_addresses(markdown, "models/anchor.md") == shown


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
