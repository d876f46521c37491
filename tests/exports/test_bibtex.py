"""BibTeX that is taken along reads like the bibliography that it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from evibase.exports import bibtex
from evibase.graph.bibtex_entry import bibtex_entry
from evibase.graph.csl_json import csl_json
from evibase.graph.graph import Graph
from evibase.records.base import Base
from evibase.records.bibliography import read_bibliography
from evibase.records.raw import Raw
from evibase.records.reference import Reference
from tests.bases import ROOT

_SHARED = """\
@string{press = "Sample {Press}"}

@book{doe-2020,
  author = {Doe, Jane},
  title = {The Whole},
  publisher = press # ", " # {Oslo},
  month = apr,
  year = 2020,
}

@incollection{roe-2020,
  author = {Roe, Richard},
  title = "A {DNA} of parts \\& {\\'e}tudes",
  pages = {1--9},
  crossref = {doe-2020},
}
"""


def _files() -> list[Path]:
    return [ROOT / "references.bib", *sorted((ROOT / "tests" / "records" / "bibliography").glob("*.bib"))]


def _graph(text: str) -> Graph:
    references, _ = read_bibliography(Raw("references.bib", text.encode()))
    return Graph(Base(references=tuple(reference for reference in references if not reference.broken)))


def _meaning(references: tuple[Reference, ...]) -> list[object]:
    return [(reference.entry_type, csl_json(replace(reference, path=""))) for reference in references]


def _cases() -> Iterator[ParameterSet]:
    for name, text in {"shared": _SHARED, **{path.name: path.read_text(encoding="utf-8") for path in _files()}}.items():
        yield pytest.param(text, id=name)


@pytest.mark.parametrize("text", list(_cases()))
def test_what_is_taken_along_means_the_same(text: str) -> None:
    """Law: read(export(bibliography)) means what the bibliography means, all together and each entry alone."""
    graph = _graph(text)
    files = {file.path: file.data for file in (bibtex.file(graph, key) for key in bibtex.keys(graph))}
    again, _ = read_bibliography(Raw("references.bib", files["references.bib"]))
    assert _meaning(again) == _meaning(graph.base.references)
    for reference in graph.base.references:
        alone, _ = read_bibliography(Raw("one.bib", files[f"sources/{reference.address}.bib"]))
        assert _meaning(alone) == _meaning((reference,))


def test_an_entry_stands_alone() -> None:
    """Law: macros and what is inherited are written out, so that an entry needs no other."""
    graph = _graph(_SHARED)
    files = {file.path: file.data.decode() for file in (bibtex.file(graph, key) for key in bibtex.keys(graph))}
    assert "  publisher = {Sample {Press}, Oslo},\n" in files["sources/doe-2020.bib"]
    assert "  booktitle = {The Whole},\n" in files["sources/roe-2020.bib"]
    assert "crossref" not in files["sources/roe-2020.bib"]
    for text in files.values():
        assert read_bibliography(Raw("one.bib", text.encode()))[1] == ()


def test_paths_on_a_machine_are_not_published() -> None:
    """Law: the `file` field, in which Zotero and JabRef keep paths, is in no export."""
    text = "@book{poe-2022,\n  title = {A book},\n  file = {PDF:C\\:\\\\Users\\\\ann\\\\x.pdf:application/pdf},\n}\n"
    (reference,), _ = read_bibliography(Raw("references.bib", text.encode()))
    assert "file" not in bibtex_entry(reference)
    assert "A book" in bibtex_entry(reference)
