"""Links to the forms in which something is proposed."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given

from evibase.pages.issue_links import new_issue
from tests.bases import TEXTS


@given(TEXTS, TEXTS)
def test_what_is_filled_in_arrives(title: str, answer: str) -> None:
    """Law: whatever a label holds, the form gets title and answers to the last character, and nothing else."""
    parts = urlsplit(new_issue("https://example.org/o/r/", "finding", title, {"themes": answer}))
    assert (parts.netloc, parts.path) == ("example.org", "/o/r/issues/new")
    asked = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
    assert asked == {"template": ["finding.yml"], "title": [title], "themes": [answer]}


def test_gitlab_has_no_forms() -> None:
    """Law: on GitLab the title and the text are filled in, in the parameters that it knows."""
    parts = urlsplit(new_issue("https://gitlab.example.org/g/r.git", "question", "Why?", {"themes": "Time"}))
    assert parts.path == "/g/r/-/issues/new"
    assert parse_qs(parts.query) == {"issue[title]": ["Why?"], "issue[description]": ["themes: Time"]}


@pytest.mark.parametrize("repository", ["", "javascript:alert(1)", "o/r", "ssh://git@example.org/r", "http://[", "//x"])
def test_no_form_without_a_repository(repository: str) -> None:
    """Law: what is no address of the web leads nowhere."""
    assert new_issue(repository, "finding", "x") == ""
