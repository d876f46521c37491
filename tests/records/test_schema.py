"""The JSON Schemas that editors use: they say what the validation says."""

from __future__ import annotations

import json
import os
import re
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
from evibase.records.types import RECORD_TYPES
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


def test_the_schemas_of_this_repository_are_current(base: Base) -> None:
    """Law: the schemas that editors read here say what the code and the vocabularies say."""
    folder = _ROOT / ".vscode" / "schemas"
    made = {
        f"{name}.json": json.dumps(schema_of(name, base), indent=2, ensure_ascii=False) + "\n"
        for name in schema_names()
    }
    if os.environ.get("EVIBASE_UPDATE"):
        for name, text in made.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    kept = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert kept == made, "`make format` writes them anew."


def test_the_settings_of_the_editor_name_them() -> None:
    """Law: each schema that the editor's settings name is there, and each kind of YAML file has one."""
    settings = json.loads((_ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    assert all((_ROOT / name).is_file() for name in settings)
    named = {Path(name).stem for name in settings}
    assert named == {kind.name for kind in RECORD_TYPES if kind.place.pattern.endswith(r"\.yml\Z")}


@pytest.mark.parametrize("name", schema_names())
def test_each_field_is_described_with_a_valid_example(name: str, base: Base) -> None:
    """Law: whatever can be written is described, and has an example that the schema itself accepts."""
    schema = schema_of(name, base)
    whole = schema["additionalProperties"] if name == "person" else schema
    for part in (whole, *schema.get("$defs", {}).values()):
        assert part["additionalProperties"] is False
        for field, about in part["properties"].items():
            assert re.match("[A-Z%]", about.get("description", "")), field
            validator = Draft202012Validator({"$defs": schema.get("$defs", {}), **about})
            for example in about["examples"]:
                assert [error.message for error in validator.iter_errors(example)] == [], field
