"""A Content-Security-Policy follows from the pages of a site, and names what it would stop."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner

from evibase.cli.main import main
from evibase.hosts.policy import FORMS, policy_of, written


def test_scripts_are_named_by_their_hashes() -> None:
    """Law: a script in a page is allowed by the hash of its text; data and scripts of the site need none."""
    html = '<script>a < b</script><script src="x.js"></script><script type="application/json">{}</script>'
    policy = policy_of([("a.html", html), ("b.html", html)])
    digest = base64.b64encode(hashlib.sha256(b"a < b").digest()).decode()
    assert dict(policy.scripts) == {digest: ("a < b", 2)}
    assert f"script-src 'self' 'sha256-{digest}';" in policy.text
    assert policy.stopped == ()


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ('<script src="https://example.org/a.js"></script>', "a script from https://example.org/a.js"),
        ("<script src=//example.org/a.js></script>", "a script from //example.org/a.js"),
        ("<p style='color: red'>x</p>", "a style written into the page"),
        ("<style>p {}</style>", "a style written into the page"),
        ('<button onclick="x()">x</button>', "a script in an attribute"),
    ],
)
def test_what_is_stopped_is_named(html: str, said: str) -> None:
    """Law: what a page holds and the policy stops is named with its page; nothing of it is allowed."""
    policy = policy_of([("a.html", html), ("b.html", "<p>style onclick</p>")])
    assert len(policy.stopped) == 1
    assert policy.stopped[0].startswith(f"a.html: {said}")
    assert "unsafe" not in policy.text
    assert "example.org" not in policy.text


@pytest.mark.parametrize("form", FORMS)
def test_each_host_has_its_form(form: str) -> None:
    """Law: every form holds the whole policy, but that an element leaves out what only a header may say."""
    policy = policy_of([("a.html", "<script>1</script>")])
    text = written(policy.text, form)
    assert ("frame-ancestors" in text) == (form != "meta")
    assert policy.text.partition("; frame-ancestors")[0] in text


def test_the_command(tmp_path: Path) -> None:
    """Law: it prints the policy alone to the output; a folder without pages is a usage error, a fault exits with 1."""
    empty = CliRunner().invoke(main, ["csp", str(tmp_path)])
    assert empty.exit_code == 2
    assert "Build the site first" in empty.stderr
    (tmp_path / "index.html").write_text("<script>1</script>", encoding="utf-8")
    fine = CliRunner().invoke(main, ["csp", str(tmp_path), "--format", "_headers"])
    assert fine.exit_code == 0
    assert fine.stdout.splitlines()[0] == "/*"
    assert "on 1 of 1 pages: 1" in fine.stderr
    (tmp_path / "index.html").write_text("<p onclick='1'>x</p>", encoding="utf-8")
    wrong = CliRunner().invoke(main, ["csp", str(tmp_path)])
    assert wrong.exit_code == 1
    assert "stopped: index.html" in wrong.stderr
