"""The page "What each document gave us": made from the records and from `coverage.toml`, which lists the sections.

To write the page anew after a finding, case, question or option has changed: `EVIBASE_UPDATE=1 pytest tests/base`.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from evibase.build import Compiled
from evibase.graph.graph import Graph
from evibase.hosts.project import compile_project
from evibase.records.case_study import CaseStudy
from evibase.records.finding import Finding
from evibase.records.model import Ref
from evibase.records.policy_option import PolicyOption
from evibase.records.question import Question
from tests.bases import ROOT

_PAGE = ROOT / "content" / "about" / "coverage.md"
_PLAN = tomllib.loads((ROOT / "tests" / "base" / "coverage.toml").read_text(encoding="utf-8"))
#: The sections of records that a row names, with the word that stands before them, and the links that lead to a place.
_NAMED: tuple[tuple[type[Finding | PolicyOption | CaseStudy | Question], str], ...] = (
    (Finding, ""),
    (PolicyOption, "option: "),
    (CaseStudy, "case: "),
    (Question, "question: "),
)
_ROLES = ("evidence", "via", "citation", "case", "question")


@cache
def _base() -> Compiled:
    return compile_project(ROOT)


def _places(graph: Graph, key: str) -> Mapping[Ref, Sequence[str]]:
    """Give the records that lean on a document, each with the places that it names there."""
    places: dict[Ref, list[str]] = {}
    for link in graph.links_to(Ref("sources", key), *_ROLES):
        places.setdefault(link.origin, []).append(link.note or "")
    return places


def _row(graph: Graph, row: Mapping[str, Any], places: Mapping[Ref, Sequence[str]]) -> str:
    found = [
        f"{word}[{record.title}](../{record.ref.section}/{record.id}.md)"
        for model, word in _NAMED
        for record in graph.base.of(model).values()
        if _stands_in(row, places.get(record.ref, ()))
    ]
    cell = " ".join(part for part in ("; ".join(found) + "." if found else "", row.get("note", "")) if part)
    return f"| {row['name']} | {cell} |\n"


def _stands_in(row: Mapping[str, Any], places: Sequence[str]) -> bool:
    return any(re.search(pattern, place) for pattern in row["at"] for place in places)


def _page(graph: Graph) -> Iterator[str]:
    yield _PLAN["head"]
    for document in _PLAN["documents"]:
        key = document["key"]
        page = f"Its [page as a source](../sources/{key}.md) lists every place that leans on it."
        yield f"\n## {document['title']}\n\n{document['intro']} {page}\n\n| section | what came of it |\n|---|---|\n"
        places = _places(graph, key)
        yield from (_row(graph, row, places) for row in document["rows"])


def test_the_page_is_what_the_records_say() -> None:
    """Law: each section of each document names the records made from it, and no others."""
    page = "".join(_page(_base().graph))
    if os.environ.get("EVIBASE_UPDATE"):
        _PAGE.write_text(page, encoding="utf-8", newline="\n")
    assert _PAGE.read_text(encoding="utf-8") == page, "EVIBASE_UPDATE=1 writes the page anew."


def test_no_section_is_empty_without_a_reason() -> None:
    """Law: where nothing was made of a section, the page says why."""
    empty = [line for line in _PAGE.read_text(encoding="utf-8").splitlines() if re.search(r"\| +\|$", line)]
    assert empty == []
    for document in _PLAN["documents"]:
        for row in document["rows"]:
            assert row["at"] or row.get("note", "").startswith("Nothing."), row["name"]


def test_each_place_is_in_a_section_that_the_page_lists() -> None:
    """Law: a finding names no place in a document that is not on the page, so the page has all its sections."""
    graph = _base().graph
    lost = [
        f"{ref.id}: {place}"
        for document in _PLAN["documents"]
        for ref, places in _places(graph, document["key"]).items()
        for place in places
        if ref.section == "findings" and not any(_stands_in(row, [place]) for row in document["rows"])
    ]
    assert lost == []
