"""Themes, sectors, cases, options and questions: complete, and each resting on findings."""

from __future__ import annotations

import re

import pytest

from evibase.build import Compiled
from evibase.records.case_study import CaseStudy
from evibase.records.model import Ref
from evibase.records.policy_option import PolicyOption
from evibase.records.question import Question
from evibase.records.term_page import TermPage
from tests.base.overlap import words_of
from tests.base.texts import prose_of
from tests.bases import ROOT

_FINDING = re.compile(r"\]\(\.\./findings/[a-z0-9-]+\.md\)")
_OPTION = re.compile(r"^(\d+)\. \[.*\]\(\.\./policy-options/([a-z0-9-]+)\.md\)", re.MULTILINE)
#: Where a document lists issues to be looked into: a word of the locator, and how many of them there are at least.
_ISSUES = {
    "How individuals make decisions": 1,
    "Employee development in small companies": 1,
    "Prospective issues for policy discussion": 2,
    "With the People who use Services": 1,
    "Mixed success": 1,
}


def _themes(base: Compiled) -> dict[str, TermPage]:
    return {page.id: page for page in base.graph.base.of(TermPage).values() if page.ref.section == "themes"}


def test_each_theme_has_a_page(base: Compiled) -> None:
    """Law: no theme is without scope, question, at least three messages and a synthesis."""
    pages = _themes(base)
    assert sorted(pages) == sorted(term.id for term in base.graph.base.vocabularies["themes"].terms)
    for name, page in pages.items():
        assert page.scope, name
        assert page.question, name
        assert page.question.endswith("?"), name
        assert len(page.messages) >= 3, name
        assert all(message.findings for message in page.messages), name


def test_a_synthesis_has_the_length_of_a_page(base: Compiled) -> None:
    """Law: the synthesis of a theme has 200 to 400 words and leads to at least six findings."""
    for name, page in _themes(base).items():
        assert 200 <= len(words_of(prose_of(page.body))) <= 400, name
        assert len(set(_FINDING.findall(page.body))) >= 6, name


def test_messages_and_synthesis_agree(base: Compiled) -> None:
    """Law: a finding that carries a key message of a theme is in the synthesis, too, or carries the theme."""
    for name, page in _themes(base).items():
        carrying = {link.origin.id for link in base.graph.links_to(Ref("themes", name), "facet")}
        for message in page.messages:
            assert any(one in carrying or f"/{one}.md" in page.body for one in message.findings), (
                f"{name}: {message.text}"
            )


def test_each_sector_with_findings_has_a_page(base: Compiled) -> None:
    """Law: a sector that a finding carries has an overview with a question and messages."""
    pages = {page.id: page for page in base.graph.base.of(TermPage).values() if page.ref.section == "sectors"}
    for term in base.graph.base.vocabularies["sectors"].terms:
        links = base.graph.links_to(Ref("sectors", term.id), "facet")
        if any(link.origin.section == "findings" for link in links):
            assert term.id in pages, term.id
            assert pages[term.id].question, term.id
            assert pages[term.id].messages, term.id
            assert pages[term.id].body, term.id


def test_each_case_illustrates_findings_and_says_more(base: Compiled) -> None:
    """Law: a case leads to findings, names places in its sources, and tells what is to be kept in mind."""
    for name, case in base.graph.base.of(CaseStudy).items():
        assert case.findings, name
        assert len(words_of(prose_of(case.body))) >= 35, name


def test_each_option_rests_on_support_and_tells_how(base: Compiled) -> None:
    """Law: an option has at least one finding for it, says what to do first, and most name a limit as well."""
    options = base.graph.base.of(PolicyOption)
    for name, option in options.items():
        assert any(item.role == "supports" for item in option.basis), name
        assert len(words_of(prose_of(option.body))) >= 15, name
    limited = [one for one in options.values() if any(item.role != "supports" for item in one.basis)]
    assert len(limited) >= 0.9 * len(options)


def test_all_six_policies_for_older_workers_are_options(base: Compiled) -> None:
    """Law: each of the six policies that one document lists for older workers is an option that names the list."""
    listed = [
        name
        for name, option in base.graph.base.of(PolicyOption).items()
        if '"Older workers and lifelong learning", list of policies' in option.body
    ]
    assert len(listed) == 6
    assert all("later-working-life" in base.graph.base.of(PolicyOption)[name].themes for name in listed)


def test_the_fifteen_action_points_are_options(base: Compiled) -> None:
    """Law: the page on the action points lists fifteen different options in groups of 3, 4, 4 and 4."""
    text = (ROOT / "content" / "about" / "action-points.md").read_text(encoding="utf-8")
    groups = [_OPTION.findall(part) for part in text.split("\n## ")[1:5]]
    assert [len(group) for group in groups] == [3, 4, 4, 4]
    numbered = [(int(number), option) for group in groups for number, option in group]
    assert [number for number, _ in numbered] == list(range(1, 16))
    options = base.graph.base.of(PolicyOption)
    assert len({option for _, option in numbered}) == 15
    for number, option in numbered:
        assert f"is number {number} of [fifteen action points]" in options[option].body, option


@pytest.mark.parametrize("place", _ISSUES)
def test_every_issue_to_be_developed_is_a_question(base: Compiled, place: str) -> None:
    """Law: what a document itself leaves open is an open question here, and names the place."""
    questions = base.graph.base.of(Question).values()
    found = [one.id for one in questions if any(place in origin.locator for origin in one.origin_of)]
    assert len(found) >= _ISSUES[place]
