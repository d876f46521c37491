"""Findings as files: as written, and as data."""

from __future__ import annotations

import json
from decimal import Decimal

from hypothesis import given

from evibase.exports.formats import EXPORTS
from evibase.graph.standing import standings
from evibase.records.finding import Finding
from tests.bases import SMALL, bases, compiled, files_of


def _files(files: dict[str, bytes]) -> dict[str, bytes]:
    graph = compiled(files).graph
    return {file.path: file.data for export in EXPORTS for file in export.files(graph)}


@given(bases())
def test_the_record_as_written_is_what_was_written(files: dict[str, bytes]) -> None:
    """Law: `findings/<id>.yml` has the bytes of the author's file, wherever that stands."""
    made = _files(files)
    for path, text in files.items():
        if path.startswith("findings/"):
            assert made[f"findings/{path.rpartition('/')[2]}"] == text


def test_line_ends_are_line_feeds() -> None:
    """Law: a file written on Windows is given with line feeds and without a byte order mark."""
    files = dict(files_of(SMALL))
    path = "findings/time/time-competes.yml"
    plain = files[path]
    files[path] = b"\xef\xbb\xbf" + plain.replace(b"\n", b"\r\n")
    assert _files(files)["findings/time-competes.yml"] == plain


@given(bases())
def test_data_holds_all_that_the_record_says_and_what_follows(files: dict[str, bytes]) -> None:
    """Law: `findings/<id>.json` gives back the record, texts unchanged, and its standing."""
    graph = compiled(files).graph
    made, stands = _files(files), standings(graph)
    for name, finding in graph.base.of(Finding).items():
        data = json.loads(made[f"findings/{name}.json"])
        assert (data["version"], data["id"]) == (1, name)
        record = {key: value for key, value in data["record"].items() if key not in finding.facets}
        read = Finding.of_data(record)
        assert read == finding
        assert all(data["record"][facet] == list(terms) for facet, terms in finding.facets.items())
        assert data["derived"]["contested"] == stands[name].contested
        assert data["derived"]["lines"] == stands[name].lines


def test_numbers_stay_as_written() -> None:
    """Law: 37.10 is not 37.1: a figure keeps the precision that its source gives."""
    data = json.loads(_files(dict(files_of(SMALL)))["findings/own-time-finishes-less.json"])
    assert data["record"]["figures"][0]["value"] == "37.10"
    assert Decimal(data["record"]["figures"][0]["value"]) == Decimal("37.1")


@given(bases())
def test_no_two_exports_write_the_same_file(files: dict[str, bytes]) -> None:
    """Law: paths of exports are unique, relative, and of lower case, hyphens and full stops only."""
    graph = compiled(files).graph
    paths = [file.path for export in EXPORTS for file in export.files(graph)]
    assert len(paths) == len({path.casefold() for path in paths})
    assert all(set(path) <= set("abcdefghijklmnopqrstuvwxyz0123456789-./") and ".." not in path for path in paths)
