"""unknown-citekey: a source is cited that is not in the bibliography.

Readers follow a citation to the source; where there is no entry in `references.bib`, they cannot. It is often
a slip in the key. Citations in text, such as `[@doe-2020, p. 3]` on a page or in a record, count too.

Bad, in `findings/sample.yml`:

    evidence:
      - source: doe-2002
        locator: p. 3
        stance: supports
        design: survey

Good:

    evidence:
      - source: doe-2020
        locator: p. 3
        stance: supports
        design: survey
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from evibase.graph.graph import Graph
from evibase.problems import Problem, Severity
from evibase.records.model import Record
from evibase.records.raw import position
from evibase.records.types import BIBLIOGRAPHY
from evibase.records.validation import hint

CODE = "unknown-citekey"
SEVERITY = Severity.ERROR
_IN_TEXT = "Add an entry with this key there, or write `\\@` where no citation is meant."


def check(graph: Graph) -> Iterator[Problem]:
    """Report each citation of a key that `references.bib` does not have, at the key."""
    keys = sorted(graph.base.reference_of)
    unknown = [(record, link) for record, link in graph.dangling if link.target.section == "sources"]
    if unknown and not keys:
        # Where the whole file cannot be read, that has been said.
        if not any(problem.path == BIBLIOGRAPHY for problem in graph.base.problems):
            message = f"There is no entry in {BIBLIOGRAPHY}, and sources are cited (times: {len(unknown)})."
            yield Problem(BIBLIOGRAPHY, 1, 1, CODE, message, "Add the file, with an entry for each source.")
        return
    remedies: dict[tuple[str, bool], str] = {}
    for record, link in unknown:
        key, in_text = link.target.id, link.role == "citation"
        if (key, in_text) not in remedies:
            otherwise = _IN_TEXT if in_text else "Add an entry with this key there, or correct it."
            remedies[key, in_text] = hint(key, keys, _same_author(key, keys) or otherwise)
        message = f'"{key}" is not a key in {BIBLIOGRAPHY}.'
        problem = record.problem_at(link.loc, CODE, message, remedies[key, in_text])
        yield _at_key(record, problem, key) if in_text and link.loc[0] != "body" else problem


def _at_key(record: Record, problem: Problem, key: str) -> Problem:
    """Point at the key itself in the text that a problem points at: YAML may have folded or quoted the lines."""
    text = record.origin.text
    start = sum(len(line) + 1 for line in text.split("\n")[: problem.line - 1]) + problem.column - 1
    found = re.compile(rf"@{re.escape(key)}(?![A-Za-z0-9_])").search(text, start)
    if found is None:
        return problem
    line, column = position(text, found.start() + 1)
    return replace(problem, line=line, column=column)


def _same_author(key: str, keys: list[str]) -> str:
    """Suggest up to three keys that begin with the same name: `menmuir-2005` may be `menmuir-thomson-nd`."""
    name = re.split(r"[^A-Za-z]", key, maxsplit=1)[0].casefold()
    same = [f'"{each}"' for each in keys if len(name) > 3 and re.match(rf"{name}(?![a-z])", each.casefold())]  # noqa: PLR2004 - shorter names are too common
    return f"Did you mean {' or '.join(same[:3])}? If not, add an entry with this key there." if same else ""
