"""Whatever strangers write is shown as they wrote it, and nothing of it runs, loads or leads anywhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from tests.browser.hostile.looks import flat, unquoted
from tests.browser.hostile.records import PAYLOADS, records, shown

_SITE = " - A hostile base"
#: What the page that compares options names as the source of its wording.
_GUIDELINE = "https://doi.org/10.1016/j.jclinepi.2019.10.014"


def test_nothing_runs_on_any_page(looks: Mapping[str, dict[str, Any]]) -> None:
    """No page has a handler, an address that runs, a frame, or a script that not every page has; none leads away."""
    assert len(looks) > 10 * len(PAYLOADS) >= 400
    faults = [f"{address}: {fault}" for address, look in looks.items() for fault in look["faults"]]
    assert not faults, f"{len(faults)} faults\n" + "\n".join(faults[:60])
    scripts = {script for look in looks.values() for script in look["scripts"]}
    assert not [script for script in scripts if "pwned" in script]
    assert len(scripts) < 24, scripts  # the theme's, some of them inline, and ours: some pages have more of them


def test_records_are_shown_as_written(
    looks: Mapping[str, dict[str, Any]],
) -> None:
    """Each text of each record stands on its page as it was typed, to the last sign."""
    texts = {address: flat(look["text"]) for address, look in looks.items()}
    lost = [f"{address}: {text}" for address, text in shown(dict(records())) if flat(text) not in texts[address]]
    assert not lost, f"{len(lost)} lost\n" + "\n".join(lost[:60])


def test_links_lead_to_the_site(looks: Mapping[str, dict[str, Any]], hostile: str) -> None:
    """Links of record pages lead to pages and files of the site, to what a source names, or to where a body says."""
    allowed = (hostile, "https://example.org/", "https://squidfunk.github.io/", "https://evil.example/", _GUIDELINE)
    faults = [f"{a}: {link}" for a, look in looks.items() for link in look["links"] if not link.startswith(allowed)]
    assert not faults, f"{len(faults)}\n" + "\n".join(faults[:60])


@pytest.mark.parametrize(
    ("address", "titles"),
    [
        ("findings/finding-{n}/", ("Claim{n} ", "Title{n} ")), ("themes/theme-{n}/", ("Label{n} ",)),
        ("sectors/sector-{n}/", ("Label{n} ",)), ("kind-{n}/", ("Facet{n} ",)), ("kind-{n}/one/", ("Label{n} ",)),
        ("case-studies/case-{n}/", ("Case{n} ",)), ("policy-options/option-{n}/", ("Option{n} ",)),
        ("questions/question-{n}/", ("Asked{n} ",)), ("sources/source-{n}/", ("Work{n} ", "Body{n} ")),
        ("about/page-{n}/", ("Page{n} ",)),
    ],
)  # fmt: skip
def test_titles(address: str, titles: tuple[str, ...], looks: Mapping[str, dict[str, Any]]) -> None:
    """The window's title, the heading and the end of the breadcrumb show a title as written, for every payload."""
    wrong = []
    for n, payload in enumerate(PAYLOADS):
        if address == "sectors/sector-{n}/" and n % 4:
            continue  # these have fewer terms
        look = looks[address.format(n=n)]
        seen = unquoted if address.startswith("sources/") else flat
        wanted = tuple(seen(title.format(n=n) + payload) for title in titles)
        places = {"title": look["title"].removesuffix(_SITE)}
        if "about/" not in address:
            places |= {"heading": look["heading"], "crumb": look["crumb"]}
        wrong += [
            f"{n} {place}: {text}"
            for place, text in places.items()
            if not seen(text).startswith(wanted) and text != "This finding"
        ]
        assert look["title"].endswith(_SITE)
    assert wrong == []


def test_descriptions(looks: Mapping[str, dict[str, Any]]) -> None:
    """The description of a page is the record's, as written."""
    for n, payload in enumerate(PAYLOADS):
        assert looks[f"findings/finding-{n}/"]["description"] == f"Plain{n} {payload}"
        assert looks[f"themes/theme-{n}/"]["description"] == f"Question{n} {payload}"
        assert looks[f"policy-options/option-{n}/"]["description"] == f"Summary{n} {payload}"
        assert looks[f"about/page-{n}/"]["description"] == f"Described{n} {payload}"


def test_contents(looks: Mapping[str, dict[str, Any]]) -> None:
    """The table of contents is text: it has links to headings of the page, and nothing else."""
    for address, look in looks.items():
        assert set(look["contentsTags"]) <= {"li", "a", "span", "ul"}, address
    headings = [n for n in range(len(PAYLOADS)) if f"Heading{n}" in looks[f"about/page-{n}/"]["contents"]]
    # Some PAYLOADS open something in Markdown that takes the heading in.
    assert len(headings) > len(PAYLOADS) / 2


def test_bibtex_boxes(looks: Mapping[str, dict[str, Any]]) -> None:
    """A BibTeX box holds one entry with balanced braces, so that it can be pasted whatever the title is."""
    for n in range(len(PAYLOADS)):
        for address in (f"findings/finding-{n}/", f"sources/source-{n}/", f"questions/question-{n}/"):
            (box,) = looks[address]["bibtex"]
            text = re.sub(r"\\[{}]", "", box)
            assert text.count("{") == text.count("}"), address
            assert text.startswith("@")


def test_navigation(looks: Mapping[str, dict[str, Any]]) -> None:
    """On every page of their section the navigation names the authored pages as their front matter does."""
    names = [f"Page{n} {payload}" for n, payload in enumerate(PAYLOADS)]
    lost = [
        f"{address}: {name}"
        for address, look in looks.items()
        if address.startswith("about/page-")
        for name in names
        if flat(name) not in flat(look["text"])
    ]
    assert not lost, f"{len(lost)}\n" + "\n".join(lost[:20])
