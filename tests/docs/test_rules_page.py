"""The page of rules, `content/contribute/rules.md`, is the manuals of the rules, one after the other.

To write it anew after a manual has changed: `EVIBASE_UPDATE=1 pytest tests/docs`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from evibase.checks import CHECKS, Rule
from tests.bases import ROOT

_PAGE = ROOT / "content" / "contribute" / "rules.md"
_HEAD = """\
---
title: Rules of the check
description: Every message that the check can print, what it means, and what to do about it.
---

Every [message of the check](check.md) names a rule: `error[unknown-key]`, say. Here is what each rule means, why it
is there, and an example. An *error* stops the build. A *warning* stops it where warnings count, as they do for this
site. This page is made from the rules themselves, and `evibase explain unknown-key` prints the same.
"""


def _page() -> str:
    return "\n".join([_HEAD, "".join(_table()), *(_section(rule) for rule in CHECKS)]).rstrip() + "\n"


def _table() -> Iterator[str]:
    yield "| rule | kind | what it says |\n| --- | --- | --- |\n"
    for rule in CHECKS:
        yield f"| [`{rule.code}`](#{rule.code}) | {rule.severity} | {rule.summary} |\n"


def _section(rule: Rule) -> str:
    body = rule.manual.split("\n\n", 1)[1].strip("\n")
    return f"## {rule.code}\n\n*{str(rule.severity).capitalize()}.* {rule.summary}\n\n{body}\n"


def test_the_page_of_rules_is_what_the_rules_say() -> None:
    """Law: whatever can be reported is explained on the site, in the words that stand beside its code."""
    if os.environ.get("EVIBASE_UPDATE"):
        _PAGE.write_text(_page(), encoding="utf-8", newline="\n")
    assert _PAGE.read_text(encoding="utf-8") == _page(), "EVIBASE_UPDATE=1 writes the page anew."
