"""The page at a former address."""

from __future__ import annotations

import pytest

from tests.bases import SMALL, as_yaml, compiled, files_of, site_of


@pytest.mark.parametrize(
    ("directory_urls", "path", "target"),
    [
        (True, "findings/colleagues-before-others/index.html", "../../findings/ask-colleagues/"),
        (False, "findings/colleagues-before-others.html", "../findings/ask-colleagues.html"),
        (True, "policy-options/rota-cover/index.html", "../../policy-options/cover-in-the-rota/"),
    ],
)
def test_a_former_address_leads_on(directory_urls: bool, path: str, target: str) -> None:  # noqa: FBT001 - a setting
    """Law: a former address has a page that leads to the present one, with a link for those who stay."""
    html = site_of(compiled(files_of(SMALL)), directory_urls=directory_urls).files[path].data.decode()
    assert f'content="0; url={target}"' in html
    assert f'<a href="{target}">' in html
    assert '<meta name="robots" content="noindex">' in html


def test_a_claim_does_nothing_on_it() -> None:
    """Law: the name of the record is text there, too."""
    files = dict(files_of(SMALL))
    option = "content/policy-options/cover-in-the-rota.md"
    title = as_yaml({"title": "</title><script>alert(1)</script>"}).encode()
    files[option] = files[option].replace(b"title: Put cover into the rota\n", title)
    html = site_of(compiled(files)).files["policy-options/rota-cover/index.html"].data.decode()
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 2


def test_a_former_address_takes_no_page_away() -> None:
    """Law: a former key that would be the address of another source, or of a list, gets no page of its own."""
    files = dict(files_of(SMALL))
    files["content/sources/doe-2020.yml"] += b"aliases: ['poe:2022', roe-2021]\n"
    site = site_of(compiled(files))
    assert not [path for path in site.files if path.startswith("sources/") and path.endswith(".html")]
    path = "content/vocabularies/sectors.yml"
    files[path] = files[path].replace(b"id: schools", b"id: schools\n    aliases: [index]")
    assert "invalid-id" in {problem.code for problem in compiled(files).problems}


def test_terms_and_sources_have_former_addresses_too() -> None:
    """Law: a former term and a former key lead readers on, and are mistakes in a record all the same."""
    files = dict(files_of(SMALL))
    path = "content/vocabularies/sectors.yml"
    files[path] = files[path].replace(b"id: schools", b"id: schools\n    aliases: [classrooms]")
    files["content/sources/doe-2020.yml"] += b"aliases: [Doe2019]\n"
    site = site_of(compiled(files))
    assert b'url=../../sectors/schools/"' in site.files["sectors/classrooms/index.html"].data
    assert b'url=../../sources/doe-2020/"' in site.files["sources/doe2019/index.html"].data
    finding = "findings/support/ask-colleagues.yml"
    files[finding] = files[finding].replace(b"[schools]", b"[classrooms]").replace(b"roe-2021", b"Doe2019")
    assert {"unknown-term", "unknown-citekey"} <= {problem.code for problem in compiled(files).problems}
