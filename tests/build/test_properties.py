"""Laws of the whole pipeline, over bases that Hypothesis makes up."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from evibase.records.finding import Finding
from tests.bases import Site, bases, compiled, site_of


def _bytes(site: Site) -> tuple[object, ...]:
    return tuple(site.pages.items()), tuple((path, file.data) for path, file in site.files.items())


@settings(max_examples=20)
@given(bases(), st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(files: dict[str, bytes], chance: random.Random) -> None:
    """Law: a base is a set of files; records, links, problems, pages and files are the same in whatever order."""
    shuffled = list(files.items())
    chance.shuffle(shuffled)
    one, other = compiled(files), compiled(dict(shuffled))
    assert one.graph.base.records == other.graph.base.records
    assert one.graph.base.references == other.graph.base.references
    assert one.graph.links == other.graph.links
    assert one.problems == other.problems
    assert _bytes(site_of(one)) == _bytes(site_of(other))


@settings(max_examples=20)
@given(bases())
def test_a_build_is_repeatable(files: dict[str, bytes]) -> None:
    """Law: the same files give the same bytes, and a site that was built before leaves nothing behind."""
    assert _bytes(site_of(compiled(files))) == _bytes(site_of(compiled(files)))


@settings(max_examples=20)
@given(bases())
def test_a_withdrawn_finding_keeps_its_page_and_leaves_every_list(files: dict[str, bytes]) -> None:
    """Law: a withdrawn or superseded finding keeps page, record and data, and is listed and found nowhere.

    An option that rests on it shows it with a warning, and whoever superseded it is linked from its page.
    """
    base = compiled(files)
    site = site_of(base)
    findings = base.graph.base.of(Finding)
    for name in (name for name, finding in findings.items() if finding.status in {"withdrawn", "superseded"}):
        assert f"findings/{name}.md" in site.pages
        assert {f"findings/{name}.yml", f"findings/{name}.json"} <= site.files.keys()
        for path, page in site.pages.items():
            if path != f"findings/{name}.md" and not path.startswith("policy-options/option"):
                links = page.body.count(f'findings/{name}/"')
                followed = [f"findings/{other}.md" for other, f in findings.items() if f.superseded_by == name]
                assert links <= followed.count(path), path
        found = [path for path, file in site.files.items() if f'["findings/{name}/"'.encode() in file.data]
        assert found == []
