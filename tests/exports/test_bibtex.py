"""BibTeX that is taken along reads like the bibliography that it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from evibase.exports import bibtex
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
    files = {file.path: file.data for file in bibtex.files(graph)}
    again, _ = read_bibliography(Raw("references.bib", files["references.bib"]))
    assert _meaning(again) == _meaning(graph.base.references)
    for reference in graph.base.references:
        alone, _ = read_bibliography(Raw("one.bib", files[f"sources/{reference.address}.bib"]))
        assert _meaning(alone) == _meaning((reference,))


def test_an_entry_stands_alone() -> None:
    """Law: macros and what is inherited are written out, so that an entry needs no other."""
    files = {file.path: file.data.decode() for file in bibtex.files(_graph(_SHARED))}
    assert "  publisher = {Sample {Press}, Oslo},\n" in files["sources/doe-2020.bib"]
    assert "  booktitle = {The Whole},\n" in files["sources/roe-2020.bib"]
    assert "crossref" not in files["sources/roe-2020.bib"]
    for text in files.values():
        assert read_bibliography(Raw("one.bib", text.encode()))[1] == ()
