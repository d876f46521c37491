"""CSL-JSON of references: valid, and nothing lost."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from evibase.graph.csl_json import csl_json
from evibase.records.bibliography import read_bibliography
from evibase.records.bibtex_dates import Date
from evibase.records.raw import Raw
from evibase.records.reference import Name, Reference

CASES = sorted(Path(__file__).with_name("apa").glob("*.bib"))

# Names and types of the CSL 1.0.2 specification, appendices III and IV.
TYPES = set(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset "
    "document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation "
    "manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical "
    "personal_communication post post-weblog regulation report review review-book software song speech standard thesis "
    "treaty webpage".split()
)
NAMES = set(
    "author chair collection-editor compiler composer container-author contributor curator director editor "
    "editorial-director executive-producer guest host illustrator interviewer narrator organizer original-author "
    "performer producer recipient reviewed-author script-writer series-creator translator".split()
)
DATES = {"accessed", "available-date", "event-date", "issued", "original-date", "submitted"}
TEXTS = set(
    "abstract annote archive archive_collection archive_location archive-place authority call-number chapter-number "
    "collection-number collection-title container-title container-title-short dimensions division DOI edition "
    "event-title event-place genre ISBN ISSN issue jurisdiction keyword language medium note number number-of-pages "
    "number-of-volumes original-publisher original-publisher-place original-title page page-first part-number "
    "part-title PMCID PMID printing publisher publisher-place references reviewed-title scale section source status "
    "supplement-number title title-short URL version volume volume-title".split()
)
#: Where an entry stands and how it was written is not what it means; the year is in `issued`.
PROVENANCE = {"raw", "path", "line", "column", "fields", "broken", "entry_type", "year"}


def assert_valid(item: dict[str, Any]) -> None:
    """Hold an item against the specification."""
    assert item["type"] in TYPES
    for name, value in item.items():
        if name in NAMES:
            parts = {"family", "given", "non-dropping-particle", "suffix", "literal"}
            assert all(person and set(person) <= parts for person in value)
        elif name in DATES:
            assert all(1 <= len(part) <= 3 for part in value["date-parts"])
            assert len(value["date-parts"]) <= 2
        elif name == "custom":
            assert all(isinstance(text, str) for text in value.values())
        else:
            assert name in TEXTS | {"id", "type"}
            assert isinstance(value, str)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_items_are_valid(case: Path) -> None:
    """Every reference is an item as the specification has it."""
    for reference in read_bibliography(Raw(case.name, case.read_bytes()))[0]:
        item = csl_json(reference)
        assert_valid(item)
        json.dumps(item)


@pytest.mark.parametrize("field", [each.name for each in fields(Reference) if each.name not in PROVENANCE])
def test_nothing_is_lost(field: str) -> None:
    """A change of any field changes the item."""
    plain = Reference(key="a", title="T", publisher="P", institution="I", main_title="", number="1")
    values: dict[str, Any] = {
        "issued": Date(2001), "original": Date(2001), "accessed": Date(2001), "event_date": Date(2001),
        "contributors": (("narrator", (Name("B"),)),), "keywords": ("b",), "reprint_of": Reference(key="b"),
        "csl_type": "book", **dict.fromkeys(("authors", "editors", "translators", "container_authors"), (Name("B"),)),
    }  # fmt: skip
    if field == "article_number":
        plain = replace(plain, number="")
    assert csl_json(replace(plain, **{field: values.get(field, "changed")})) != csl_json(plain)
