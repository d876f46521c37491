"""The knowledge base in this repository: sound, large enough to be of use, and made from what it says it is."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from rapidfuzz import fuzz

from evibase.build import Compiled
from evibase.records.case_study import CaseStudy
from evibase.records.finding import Finding
from evibase.records.model import Ref
from evibase.records.policy_option import PolicyOption
from evibase.records.question import Question
from evibase.records.term_page import TermPage
from tests.bases import ROOT

_DOCUMENTS = ("tlrp-nd", "brown-2019", "employid-nd", "menmuir-thomson-nd", "trainingzone-nd")
_LOCATOR = re.compile(r"\b(?:sec|secs|p|pp|para|paras|slide|slides|table|introduction|Abstract|Appendix)\b")
#: Two claims that are more alike than this (of 100) are probably one.
_ALIKE = 80


def test_it_has_no_problems(base: Compiled) -> None:
    """Law: what is published has neither errors nor warnings."""
    assert "\n".join(map(str, base.problems)) == ""


def test_it_is_large_enough_to_be_of_use(base: Compiled) -> None:
    """Law: there is something for a reader of any of the themes, and of many sectors."""
    records = base.graph.base
    pages = [page.ref.section for page in records.of(TermPage).values()]
    assert len(records.of(Finding)) >= 140
    assert len(records.of(CaseStudy)) >= 10
    assert len(records.of(PolicyOption)) >= 25
    assert len(records.of(Question)) >= 15
    assert pages.count("themes") >= 20
    assert pages.count("sectors") >= 12


@pytest.mark.parametrize("document", _DOCUMENTS)
def test_findings_come_from_each_document(base: Compiled, document: str) -> None:
    """Law: none of the five documents was passed over."""
    links = base.graph.links_to(Ref("sources", document), "evidence", "via")
    assert len({link.origin for link in links}) >= 5


def test_each_piece_of_evidence_says_where_it_is(base: Compiled) -> None:
    """Law: a reader can find the place in the source: a locator names a section, page, paragraph, slide or table."""
    for finding in base.graph.base.of(Finding).values():
        for item in finding.evidence:
            assert _LOCATOR.search(item.locator), f"{finding.id}: {item.locator}"


def test_what_was_read_second_hand_says_so(base: Compiled) -> None:
    """Law: evidence that was read in another document than its own is indirect, and that document is another one."""
    for finding in base.graph.base.of(Finding).values():
        for item in finding.evidence:
            assert not item.via or (item.directness == "indirect" and item.via != item.source), finding.id


def test_the_five_documents_are_not_quoted(base: Compiled) -> None:
    """Law: what was made from them is in our own words, as the page "About this base" says."""
    found = [
        finding.id
        for finding in base.graph.base.of(Finding).values()
        if any(item.quote and {item.source, item.via} & set(_DOCUMENTS) for item in finding.evidence)
    ]
    assert found == []


def test_claims_are_different(base: Compiled) -> None:
    """Law: no claim is made twice in slightly other words; the most alike pairs are listed."""
    claims = {name: finding.claim for name, finding in base.graph.base.of(Finding).items()}
    pairs = ((fuzz.token_sort_ratio(claims[a], claims[b]), a, b) for a, b in combinations(claims, 2))
    nearest = sorted(pairs, reverse=True)[:10]
    assert nearest[0][0] < _ALIKE, "\n".join(f"{score:.0f} {one} / {other}" for score, one, other in nearest)


def test_reviews_are_not_made_up(base: Compiled) -> None:
    """Law: only real people review. As long as the maintainers are the only ones listed, nothing is reviewed."""
    people = [record for record in base.graph.base.records if record.ref.section == "people"]
    reviewed = [finding.id for finding in base.graph.base.of(Finding).values() if finding.reviewed]
    assert len(people) >= 3 or not reviewed


def test_the_page_on_the_documents_names_every_finding(base: Compiled) -> None:
    """Law: "What each document gave us" leads to each finding made from one of them, and to none that is gone."""
    text = (ROOT / "content" / "about" / "coverage.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\(\.\./findings/([a-z0-9-]+)\.md\)", text))
    made = {
        name
        for name, finding in base.graph.base.of(Finding).items()
        if any({item.source, item.via} & set(_DOCUMENTS) for item in finding.evidence)
    }
    assert sorted(made - named) == []
    assert sorted(named - base.graph.base.of(Finding).keys()) == []
