"""APA 7 held against pandoc and citeproc-js, which people know: each difference is listed with its reason.

To write the list anew: `EVIBASE_UPDATE=1 pytest tests/graph/engines`. New differences have the reason `?` then, and
fail until somebody has looked into the manual and put one of `REASONS` in its place, or mended the formatter.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from evibase.graph.citation_labels import narrative, parenthetical
from evibase.graph.csl_json import csl_json
from evibase.graph.reference_style import apa_style
from evibase.graph.styled_text import Run, to_text
from evibase.graph.title_case import SENTENCE_CASE, retitled
from evibase.hosts.pandoc import Job, ask, find_pandoc
from evibase.hosts.pandoc_document import BRACKETS, SENTENCE
from evibase.records.bibliography import read_bibliography
from evibase.records.raw import Raw
from evibase.records.reference import Reference

HERE = Path(__file__).parent
CASES = sorted((HERE.parent / "apa").glob("*.bib"))
DIFFERENCES = HERE / "differences.txt"
PANDOC = find_pandoc()
NODE = shutil.which("node") if (HERE / "node_modules" / "citeproc").is_dir() else None

#: Why ours is right; numbers are sections of the Publication Manual, 7th edition.
REASONS = {
    "advance": "an article that is out before its issue says so (10.1, example 7)",
    "ampersand": "in a sentence two authors are joined by `and`, not by `&` (8.17)",
    "body": "a body stands as the author of what it issues (9.11), and a part without an author goes under its title",
    "comma": "there is a comma before the ampersand, whoever follows (9.8)",
    "day": "what came out on a day has the day (9.13), a presentation those of its conference (10.5)",
    "description": "what is no usual book or article is described in brackets in the words of the manual (9.21)",
    "dots": "the ellipsis is three dots with spaces (9.8)",
    "edition": "an edition is an ordinal with `ed.`, and a first one is not named (9.19)",
    "encyclopedia": "an entry of a wiki has the day of its version (10.3, example 49)",
    "firm": "the structure of a firm is no part of a publisher's name (9.29)",
    "html": "text is text, whatever it looks like: the engine took a tag out",
    "initials": "each given name is one letter (9.8)",
    "legal": "laws and cases follow the Bluebook (11.4 to 11.6), of which CSL has the American federal forms only",
    "letters": "works of one year are lettered in the order of the list, a year alone before a day (9.46, 9.47)",
    "number": "a series stands with its number: `IZA Discussion Paper No. 5111` (9.19, 10.4)",
    "others": "a list that was cut short ends in `et al.`: `others` is nobody's name",
    "part": "the part of a whole book that is meant stands with it",
    "preprint": "the archive is named and the address leads to the work (10.8)",
    "proceedings": "a paper in a book of proceedings is a chapter of it (10.5)",
    "publisher": "a body that publishes its own work is named once, as the author (9.29)",
    "reprint": "a reprinted work says where it was printed first (9.41; 10.3, example 44)",
    "retrieved": "without a date of retrieval there is no `Retrieved` (9.16)",
    "review": "a review has its own title, and says of what it is (10.7)",
    "role": "who did not write or edit is named with what they did (9.10, 10.12)",
    "marks": "quotation marks are those of print",
    "thesis": "a thesis that only the university has is unpublished; others name the university in brackets (10.6)",
    "title": "in the text a title is in title case and shortened (8.14), and a title in italics has no marks",
    "translation": "a title in another language has its translation in brackets (9.38)",
    "version": "a version is a number",
    "volume": "a volume with a title stands after the work or series that it belongs to (10.2, 10.3, 10.5)",
}  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """One thing that an engine prints otherwise: `[key] entry pandoc`."""

    name: str
    ours: str
    theirs: str

    def block(self, reasons: str) -> str:
        """Give the difference as the list has it."""
        return f"{self.name}: {reasons}\n  ours   {self.ours}\n  theirs {self.theirs}\n"


def prepared(case: Path) -> tuple[tuple[Reference, ...], list[dict[str, Any]]]:
    """Give the references of a file and the items that engines are given: with titles as APA has them."""
    references, _ = read_bibliography(Raw(case.name, case.read_bytes()))
    items = [csl_json(retitled(reference, SENTENCE_CASE)) for reference in references]
    return references, [{**item, "id": f"w{index}"} for index, item in enumerate(items)]


def by_pandoc(items: Sequence[dict[str, Any]]) -> Iterator[dict[str, str]]:
    """Give entry and citations of each item by pandoc."""
    assert PANDOC
    job = Job((HERE / "apa.csl").read_text(encoding="utf-8"))
    asked = [[(item["id"], mode, "")] for item in items for mode in (BRACKETS, SENTENCE)]
    cited, entries = ask(PANDOC, job, items, asked)
    for index, item in enumerate(items):
        runs: dict[str, tuple[Run, ...]] = {
            "entry": entries.get(item["id"], ()), "brackets": cited[2 * index], "sentence": cited[2 * index + 1],
        }  # fmt: skip
        yield {what: to_text(found) for what, found in runs.items()}


def by_citeproc_js(items: Sequence[dict[str, Any]]) -> Iterator[dict[str, str]]:
    """Give the entry of each item by citeproc-js."""
    assert NODE
    command = [NODE, "format.cjs", "apa.csl", "locales-en-US.xml"]
    done = subprocess.run(command, cwd=HERE, input=json.dumps(items).encode(), capture_output=True, check=True)
    found = json.loads(done.stdout)
    for item in items:
        yield {"entry": found["entries"].get(item["id"], "")}


def differences(engine: str) -> Iterator[Difference]:
    """Give all that an engine prints otherwise."""
    for case in CASES:
        references, items = prepared(case)
        style = apa_style(references)
        theirs = (by_pandoc if engine == "pandoc" else by_citeproc_js)(items)
        for reference, found in zip(references, theirs, strict=True):
            label = style.labels[reference.key]
            ours = {
                "entry": to_text(style.entry(reference.key)), "brackets": parenthetical(label),
                "sentence": narrative(label),
            }  # fmt: skip
            for what, text in found.items():
                if text != ours[what]:
                    yield Difference(f"[{case.stem}/{reference.key}] {what} {engine}", ours[what], text)


def listed() -> dict[str, tuple[str, str]]:
    """Give the reasons and the text of each difference in the list, by its name."""
    blocks = DIFFERENCES.read_text(encoding="utf-8").split("\n\n") if DIFFERENCES.exists() else []
    found = {}
    for block in blocks:
        match = re.match(r"(\[.*?\] \w+ [\w-]+): (.*)", block)
        if match:
            found[match[1]] = (match[2], block.strip() + "\n")
    return found


@pytest.mark.parametrize(
    "engine",
    [
        pytest.param("pandoc", marks=pytest.mark.skipif(PANDOC is None, reason="no pandoc")),
        pytest.param("citeproc-js", marks=pytest.mark.skipif(NODE is None, reason="no citeproc-js: see README.md")),
    ],
)
def test_each_difference_has_a_reason(engine: str) -> None:
    """Whatever an engine prints otherwise is listed, as it is printed, with a reason out of the manual."""
    known, found = listed(), list(differences(engine))
    if os.environ.get("EVIBASE_UPDATE"):
        fresh = {each.name: each.block(known.get(each.name, ("?", ""))[0]) for each in found}
        others = {name: block for name, (_, block) in known.items() if not name.endswith(engine)}
        DIFFERENCES.write_text("\n".join(text for _, text in sorted((others | fresh).items())), encoding="utf-8")
        known = listed()
    expected = {name: block for name, (_, block) in known.items() if name.endswith(engine)}
    assert {each.name: each.block(known.get(each.name, ("?", ""))[0]) for each in found} == expected
    reasons = {reason for name in expected for reason in known[name][0].split(", ")}
    assert reasons <= REASONS.keys()


def test_every_reason_is_needed() -> None:
    """No reason stands in the table that no difference has."""
    assert {reason for reasons, _ in listed().values() for reason in reasons.split(", ")} == REASONS.keys()
