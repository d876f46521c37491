"""The manuals of the rules: each example in them is true.

An example is a file of the sample project in `tests/examples/base/` and a block:

- where the project has the file, the block holds top-level keys (of the YAML, or of the page's front matter) that
  take the place of these keys in the file, or are added to it;
- `references.bib` keeps its entries, but for those whose keys the block gives anew;
- any other file is the block.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path

import pytest

import evibase
from evibase.checks import CHECKS, MANUALS, Rule
from evibase.problems import Problem

_ROOMS = tuple(Path(inspect.getfile(evibase)).parent / name for name in ("records", "graph", "hosts"))
_EXAMPLE = re.compile(r"^(Bad|Good)(?:, in `([^`]+)`)?:\n\n((?:(?:    .*)?\n)+)", re.MULTILINE)
_TOP_KEY = re.compile(r"^(?=[^\s#}])", re.MULTILINE)
_BIB_KEY = re.compile(r"@\w+\{([^,\s]*)")
#: These take a file too large for a page, bytes that a page cannot show, or what is no text at all.
_WITHOUT_EXAMPLE = {
    "file-too-large",
    "not-utf-8",
    "symbolic-link",
    "too-many-crossrefs",
    "unreadable-markup",
    "yaml-too-long",
}

_Problems = Callable[[Mapping[str, bytes]], tuple[Problem, ...]]


def _examples(rule: Rule) -> list[tuple[str, str, str]]:
    """Give `Bad` or `Good`, the file and the block of each example; a file that is not named is the one before."""
    found: list[tuple[str, str, str]] = []
    for kind, path, block in _EXAMPLE.findall(rule.manual + "\n"):
        text = "".join(line.removeprefix("    ") + "\n" for line in block.strip("\n").split("\n"))
        found.append((kind, path or found[-1][1], text))
    return found


def _replaced(old: str, block: str) -> str:
    """Give a file in which the block's top-level keys have taken the place of the same keys."""
    keys = {part.split(":")[0] for part in _TOP_KEY.split(block) if part}
    kept = [part for part in _TOP_KEY.split(old) if part.split(":")[0] not in keys]
    return "".join(kept) + block


def _with(base: Mapping[str, bytes], path: str, block: str) -> dict[str, bytes]:
    old = base.get(path, b"").decode()
    if path == "references.bib":
        given = set(_BIB_KEY.findall(block))
        entries = re.split(r"^(?=@)", old, flags=re.MULTILINE)
        block = "".join(entry for entry in entries if not set(_BIB_KEY.findall(entry)) & given) + block
    elif old.startswith("---\n"):
        _, front, body = old.split("---\n", 2)
        block = f"---\n{_replaced(front, block)}---\n{body}"
    elif old and not block.startswith("#"):
        block = _replaced(old, block)
    return {**base, path: block.encode()}


@pytest.mark.parametrize("rule", CHECKS, ids=lambda rule: rule.code)
def test_examples_of_a_manual(rule: Rule, base: Mapping[str, bytes], problems_of_project: _Problems) -> None:
    """Law: the bad example of a rule gives exactly its code and severity, the good one nothing."""
    examples = _examples(rule)
    for kind, path, block in examples:
        problems = problems_of_project(_with(base, path, block))
        found = {(problem.code, problem.severity) for problem in problems}
        assert found == ({(rule.code, rule.severity)} if kind == "Bad" else set()), problems
    expected = [] if rule.code in _WITHOUT_EXAMPLE else ["Bad", "Good"]
    assert [kind for kind, _, _ in examples] == expected


@pytest.mark.parametrize("rule", CHECKS, ids=lambda rule: rule.code)
def test_form_of_a_manual(rule: Rule) -> None:
    """Law: a manual begins with `code: what is wrong.`, and a paragraph says why."""
    first, blank, why, *_ = rule.manual.split("\n")
    assert re.fullmatch(rf"{rule.code}: [a-z].*\.", first)
    assert not blank
    assert why


def test_codes_are_unique() -> None:
    """Law: each code stands for one rule."""
    assert len(MANUALS) == len(CHECKS)


def test_every_code_in_the_source_has_a_manual() -> None:
    """Law: whatever code the source reports while reading, there is a manual for it."""
    codes = {
        code
        for room in _ROOMS
        for path in sorted(room.glob("*.py"))
        for code in _reported(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert codes - set(MANUALS) == set()
    assert {rule.code for rule in CHECKS if rule.check is None and rule.check_each is None} == codes


def _reported(tree: ast.AST) -> set[str]:
    """Give the codes in a module: texts like `this-one` that are passed to a function right before a message."""
    code = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
    found: set[str] = set()
    for node in ast.walk(tree):
        address = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"Ref", "to"}
        parts = node.args if isinstance(node, ast.Call) else node.elts if isinstance(node, ast.Tuple) else []
        if isinstance(node, ast.arguments):
            parts = [*node.defaults, ast.Constant("A default has no message.")]
        for part, following in pairwise(parts):
            message = isinstance(following, (ast.JoinedStr, ast.Starred, ast.Name)) or (
                isinstance(following, ast.Constant) and " " in str(following.value)
            )
            if isinstance(part, ast.Constant) and code.fullmatch(str(part.value)) and message and not address:
                found.add(str(part.value))
    return found
