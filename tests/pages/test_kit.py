"""Team kits: each is made of its theme's own findings and options, and of what content/kit.yml says."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from evibase.importers.forms import forms
from evibase.pages import kit
from evibase.pages.term_options import options_of
from evibase.pages.view import Settings, View
from evibase.records.kit import Kit
from evibase.records.model import Ref
from tests.bases import ROOT, SMALL, compiled, files_of


@pytest.fixture(scope="module")
def real() -> View:
    """Give the real base as pages see it, with a repository."""
    return View(compiled(files_of(ROOT)).graph, Settings(repo_url="https://github.com/example/base"))


def _pages(view: View) -> dict[str, str]:
    return {name: kit.page(view, name).body for name in kit.keys(view)}


def test_a_kit_covers_what_is_contested_and_every_option(real: View) -> None:
    """Law: each contested finding of a theme is a question of its kit, each option a row of its plan, up to a limit."""
    pages = _pages(real)
    assert len(pages) >= 20
    for name, body in pages.items():
        ref = Ref("themes", name)
        contested = [one for one in real.carrying(ref) if real.standings[one].contested]
        options = [option.id for option in options_of(real, ref)]
        assert len(contested) <= kit.MOST_CONTESTED
        asked = body.split('id="questions"')[1].split("</section>")[0]
        plan = body.split('id="plan"')[1].split("</section>")[0]
        assert [one for one in contested if f"/findings/{one}/" not in asked] == []
        assert re.findall(r"/policy-options/([a-z0-9-]+)/", plan) == options[: kit.MOST_OPTIONS]


def test_a_kit_holds_all_that_is_shared(real: View) -> None:
    """Law: every text of content/kit.yml is in every kit, but for questions about what a theme has none of."""
    (shared,) = real.graph.base.of(Kit).values()
    texts = [shared.about, shared.plan.about, shared.contract.about, *shared.plan.prompts, *shared.contract.prompts]
    texts += [text for step in shared.session for text in (step.title, step.text)]
    for check in shared.checks:
        texts += [check.title, check.about, *check.statements]
        texts += [text for pair in check.pairs for text in (pair.left, pair.right)]
    assert sum(step.minutes for step in shared.session) == shared.minutes == 45
    for name, body in _pages(real).items():
        shown = unescape(body)
        assert [text for text in texts if text not in shown] == [], name


def test_each_line_of_a_self_check_can_be_marked(real: View) -> None:
    """Law: each pair has five marks and each statement three, one to choose, named by what they are about."""
    (shared,) = real.graph.base.of(Kit).values()
    for name, body in _pages(real).items():
        sets = re.findall(r'<fieldset class="ev-kit__set"><legend class="ev-sr">(.*?)</legend>(.*?)</fieldset>', body)
        marks = [(unescape(about), re.findall(r'name="([^"]+)"', each)) for about, each in sets]
        pairs = [(f"{pair.left} / {pair.right}", 5) for check in shared.checks for pair in check.pairs]
        statements = [(text, 3) for check in shared.checks for text in check.statements]
        assert sorted((about, len(names)) for about, names in marks) == sorted(pairs + statements), name
        groups = [{*names} for _, names in marks]
        assert all(len(group) == 1 for group in groups)
        assert len(set[str]().union(*groups)) == len(groups)


def test_the_form_is_filled_in(real: View) -> None:
    """Law: the link to the form names the theme and its options in answer to a question that the form has."""
    questions = {question.id for question in forms(real.graph.base)["tried-it"].questions}
    for name, body in _pages(real).items():
        (address,) = re.findall(r'href="(https://github\.com/example/base/issues/new[^"]*)"', body)
        asked = parse_qs(urlsplit(unescape(address)).query)
        assert asked["template"] == ["tried-it.yml"]
        assert set(asked) - {"template", "title"} <= questions
        assert real.name(Ref("themes", name)) in asked["tried"][0]
        options = options_of(real, Ref("themes", name))[: kit.MOST_OPTIONS]
        assert all(real.name(option) in asked["tried"][0] for option in options)


def test_without_the_file_there_are_no_kits() -> None:
    """Law: a base without content/kit.yml has no kits, and no page leads to one."""
    files = dict(files_of(SMALL))
    assert list(kit.keys(View(compiled(files).graph, Settings())))
    del files["content/kit.yml"]
    assert not list(kit.keys(View(compiled(files).graph, Settings())))
