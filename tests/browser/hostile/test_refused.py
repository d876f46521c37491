"""What cannot be shown safely is refused with one clear problem, and never gets as far as a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from evibase.build import compile_base
from evibase.records.raw import Raw

_BASE = Path(__file__).parent.parent.parent / "examples" / "base"
_ADDRESSES = (
    "javascript:window.__pwned=1", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "javascript&#58;alert(1)",
    "javascript://example.org/%0aalert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:msgbox",
    "file:///etc/passwd", "ftp://example.org/", "mailto:a@example.org", "//evil.example/x", "/x", "x", "https://",
    "https://example.org@evil.example/", 'https://example.org/"onmouseover=alert(1)', "https://example.org/<script>",
    "https://exa mple.org/", "https:\\\\evil.example\\", "https://[::1/", "blob:https://example.org/x",
)  # fmt: skip
_REFUSALS = {"unsafe-url", "forbidden-character", "bibtex-syntax"}
_CHARACTERS = (
    "\x00", "\x08", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\u202a", "\u202e", "\u2066", "\u2069", "\ufeff",
    "\uffff",
)  # fmt: skip
_FILES = (
    "findings/sample.yml", "content/vocabularies/themes.yml", "content/case-studies/sample-case.md", "references.bib",
    "content/people.yml", "content/sources/doe-2020.yml", "content/index.md",
)  # fmt: skip


@pytest.fixture(scope="module")
def base() -> Mapping[str, str]:
    """Give the files of the sample base, which has no problems."""
    return {p.relative_to(_BASE).as_posix(): p.read_text(encoding="utf-8") for p in _BASE.rglob("*") if p.is_file()}


def _problems(files: Mapping[str, str]) -> set[tuple[str, str]]:
    """Give path and code of all that is wrong with a project."""
    compiled = compile_base(Raw(path, text.encode()) for path, text in files.items())
    assert compiled.sound is not any(p.severity.name == "ERROR" for p in compiled.problems)
    return {(problem.path, problem.code) for problem in compiled.problems}


def test_the_base_is_sound(base: Mapping[str, str]) -> None:
    """The base that is spoilt here has nothing wrong with it itself."""
    assert _problems(base) == set()


@pytest.mark.parametrize("address", _ADDRESSES)
def test_addresses(address: str, base: Mapping[str, str]) -> None:
    """A link that is no complete http or https address is refused in the bibliography and in a sidecar."""
    bibliography = base["references.bib"].replace("https://example.org/cover", address)
    found = _problems({**base, "references.bib": bibliography})
    assert {code for path, code in found if path == "references.bib"} & _REFUSALS, found
    sidecar = base["content/sources/doe-2020.yml"] + "archived: '" + address + "'\n"
    found = _problems({**base, "content/sources/doe-2020.yml": sidecar})
    assert found >= {("content/sources/doe-2020.yml", "wrong-value")}


@pytest.mark.parametrize("path", _FILES)
@pytest.mark.parametrize("character", _CHARACTERS, ids=[f"U+{ord(c):04X}" for c in _CHARACTERS])
def test_characters(character: str, path: str, base: Mapping[str, str]) -> None:
    """Control characters and marks that reorder text are refused in every file, front matter and bodies alike."""
    text = base[path]
    for at in (len(text) // 2, len(text) - 1):
        found = _problems({**base, path: text[:at] + character + text[at:]})
        assert (path, "not-utf-8" if character == "\0" else "forbidden-character") in found


def test_text_from_right_to_left(base: Mapping[str, str]) -> None:
    """Arabic, Hebrew and Persian are text like any other, with the marks and joiners that they need."""
    words = (
        "\u0627\u0644\u0639\u0631\u0628\u064a\u0629 \u05e2\u05d1\u05e8\u05d9\u05ea "
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u200f\u061c"
    )
    finding = base["findings/sample.yml"] + f"context: The words {words} stand here.\n"
    assert _problems({**base, "findings/sample.yml": finding}) == set()


@pytest.mark.parametrize(
    "name",
    [
        "Upper",
        "con",
        "index",
        "a b",
        "x",
        "..",
        "x<script>",
        "a'b",
        'a"b',
        "a%2e",
        "javascript:x",
        "a" * 81,
        "\u0430bc",
    ],
)
def test_ids(name: str, base: Mapping[str, str]) -> None:
    """A file name that would be a strange address is refused; none is made into one."""
    path = f"findings/{name}.yml"
    assert (path, "invalid-id") in _problems({**base, path: base["findings/sample.yml"]})


@pytest.mark.parametrize("key", ["../../x", "<script>", "a b", "a'b", "a\\b", "constructor/../x"])
def test_citekeys(key: str, base: Mapping[str, str]) -> None:
    """A key of the bibliography that would be a strange address is refused."""
    bibliography = base["references.bib"].replace("{body-nd,", "{" + key + ",")
    codes = {code for _, code in _problems({**base, "references.bib": bibliography})}
    assert codes & {"invalid-citekey", "bibtex-syntax"}, codes


@pytest.mark.parametrize("name", ["search", "explore", "assets", "findings", "claim", "by", "sources"])
def test_vocabularies(name: str, base: Mapping[str, str]) -> None:
    """A vocabulary cannot take an address or a key that the site or a finding has already."""
    path = f"content/vocabularies/{name}.yml"
    assert (path, "invalid-id") in _problems({**base, path: base["content/vocabularies/learning.yml"]})


@pytest.mark.parametrize(
    "text",
    ["a: &x 1\nb: *x\n", "a: !!python/object:os.system x\n", "<<: {a: b}\n", "? [a]\n: b\n", "a: 1\n---\nb: 2\n"],
)
def test_yaml(text: str, base: Mapping[str, str]) -> None:
    """What YAML can do beyond plain data is refused where it stands."""
    found = _problems({**base, "findings/sample.yml": base["findings/sample.yml"] + text})
    codes = {code for path, code in found if path == "findings/sample.yml"}
    assert any(re.match(r"yaml-", code) for code in codes), codes
