"""The JSON Schemas that editors use: they say what the validation says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from evibase.hosts.project import read_project
from evibase.records.base import Base
from evibase.records.finding import Finding
from evibase.records.reading import read_base
from evibase.records.schema import schema_names, schema_of
from evibase.records.vocabulary import Vocabulary
from evibase.records.yaml_subset import Document, read_yaml

_ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def base() -> Base:
    """Give the real knowledge base."""
    return read_base(read_project(_ROOT)[0])


@pytest.mark.parametrize("name", schema_names())
def test_each_schema_is_one(name: str, base: Base) -> None:
    """Law: what is printed for a record type is a JSON Schema of 2020-12."""
    Draft202012Validator.check_schema(schema_of(name, base))


@pytest.mark.parametrize(("name", "model"), [("finding", Finding), ("vocabulary", Vocabulary)])
def test_what_passes_the_check_passes_the_schema(name: str, model: type[Finding | Vocabulary], base: Base) -> None:
    """Law: every record of the real base is valid under its schema, so that no editor marks what is right."""
    validator = Draft202012Validator(schema_of(name, base))
    records = base.of(model).values()
    assert records
    for record in records:
        faults = [error.message for error in validator.iter_errors(_as_an_editor_reads(record.origin.text))]
        assert faults == [], record.path


@pytest.mark.parametrize(
    "change",
    [
        {"themse": ["benefits"]},
        {"themes": ["benefit"]},
        {"themes": []},
        {"where": "GB"},
        {"claim": "Too short."},
        {"evidence": [{"source": "brown-2019", "locator": "p. 1", "stance": "supprots", "design": "survey"}]},
        {"implications": [{"for": "managers", "text": "Do it."}]},
        {"status": "done"},
    ],
    ids="-".join,
)
def test_what_the_check_refuses_the_schema_refuses(change: Mapping[str, object], base: Base) -> None:
    """Law: a misspelt key, an unknown term or a wrong value is marked while it is typed."""
    finding = next(iter(base.of(Finding).values()))
    data = {**_as_an_editor_reads(finding.origin.text), **change}
    assert not Draft202012Validator(schema_of("finding", base)).is_valid(data)


def _as_an_editor_reads(text: str) -> dict[str, Any]:
    """Give the record as YAML 1.2 has it: whole numbers and decimals are numbers there."""
    document = read_yaml("x.yml", text)
    assert isinstance(document, Document)
    assert isinstance(document.data, dict)
    data: dict[str, Any] = document.data
    for figure in data.get("figures", []):
        figure["value"] = float(figure["value"])
        if "n" in figure:
            figure["n"] = int(figure["n"])
    if "most" in data:
        data["most"] = int(data["most"])
    return data
