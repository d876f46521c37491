"""References for other programs: what RIS, COinS and BibTeX hold of a bibliography."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest
import rispy  # type: ignore[import-untyped]

from evibase.graph.bibtex_entry import bibtex_entry
from evibase.graph.coins import coins
from evibase.graph.ris import TYPES, name_text, ris
from evibase.records.bibliography import read_bibliography
from evibase.records.bibtex_types import CSL_TYPES
from evibase.records.raw import Raw
from evibase.records.reference import Reference
from tests.bases import ROOT

_BIB = rb"""
@string{smp = {Sample Press}}
@article{article, author = {van der Berg, Jan and {Organisation for Samples}}, title = {Caf{\'e} \& time},
  journaltitle = {Journal of Samples}, volume = 4, number = 2, pages = {10--19}, date = {2020-03-05},
  doi = {10.5555/a.b(c)}, keywords = {time, cover}, abstract = {One
  two.}}
@book{book, author = {Doe, Jr, Jane}, title = {A book}, publisher = smp, year = 2015, isbn = {9780306406157}}
@incollection{chapter, author = {Doe, Jane}, editor = {Roe, Ann}, title = {A chapter}, booktitle = {The book},
  year = {1999}, pages = {7}}
@phdthesis{thesis, author = {Doe, Jane}, title = {A thesis}, school = {A University}, year = 2001}
@online{web, author = {{Body}}, title = {A page}, url = {https://example.org/a?b=c&d}}
@techreport{report, author = {{Body}}, title = {A report}, institution = {Institute}, number = {12}, year = 2003}
"""


def _references(text: bytes = _BIB) -> dict[str, Reference]:
    found, problems = read_bibliography(Raw("references.bib", text))
    assert not problems
    return {reference.key: reference for reference in found}


def test_a_reader_of_ris_finds_what_we_wrote() -> None:
    """Law: an independent reader gives back type, authors, title, container, numbers, pages, year and identifiers."""
    references = _references()
    entries = {each["id"]: each for each in rispy.loads("\n".join(map(ris, references.values())))}
    assert entries.keys() == references.keys()
    article = entries["article"]
    assert article["type_of_reference"] == "JOUR"
    assert article["authors"] == ["van der Berg, Jan", "Organisation for Samples"]
    assert article["title"] == "Café & time"
    assert article["secondary_title"] == "Journal of Samples"
    assert (article["volume"], article["number"]) == ("4", "2")
    assert (article["start_page"], article["end_page"]) == ("10", "19")
    assert (article["year"], article["date"]) == ("2020", "2020/03/05/")
    assert article["doi"] == "10.5555/a.b(c)"
    assert article["keywords"] == ["time", "cover"]
    assert article["abstract"] == "One two."
    assert entries["book"]["authors"] == ["Doe, Jane, Jr"]
    assert entries["book"]["publisher"] == "Sample Press"
    assert entries["chapter"]["secondary_authors"] == ["Roe, Ann"]
    assert [entries[key]["type_of_reference"] for key in ("chapter", "thesis", "web", "report")] == [
        "CHAP", "THES", "ELEC", "RPRT",
    ]  # fmt: skip
    assert entries["web"]["urls"] == ["https://example.org/a?b=c&d"]


def test_real_references_come_back() -> None:
    """Law: a reader of RIS finds every reference of the base, with its authors in order."""
    references = _references((ROOT / "references.bib").read_bytes())
    entries = rispy.loads("\n".join(map(ris, references.values())))
    assert [each["id"] for each in entries] == list(references)
    for entry in entries:
        reference = references[entry["id"]]
        assert entry.get("authors", []) == [name_text(name) for name in reference.authors]
        assert entry["title"] == " ".join(reference.title.split())


def test_every_type_has_a_type_in_ris() -> None:
    """Law: no type of CSL that an entry can have falls through to the generic one unseen."""
    assert set(CSL_TYPES.values()) <= TYPES.keys()


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("article", {"rft_val_fmt": "info:ofi/fmt:kev:mtx:journal", "rft.genre": "article", "rft.atitle": "Café & time",
                     "rft.jtitle": "Journal of Samples", "rft.aulast": "van der Berg", "rft.date": "2020-03-05",
                     "rft.volume": "4", "rft_id": "info:doi/10.5555/a.b(c)"}),
        ("book", {"rft_val_fmt": "info:ofi/fmt:kev:mtx:book", "rft.btitle": "A book", "rft.isbn": "9780306406157"}),
        ("chapter", {"rft.genre": "bookitem", "rft.atitle": "A chapter", "rft.btitle": "The book"}),
        ("thesis", {"rft_val_fmt": "info:ofi/fmt:kev:mtx:dissertation", "rft.title": "A thesis",
                    "rft.inst": "A University"}),
        ("web", {"rft_val_fmt": "info:ofi/fmt:kev:mtx:dc", "rft.type": "webpage", "rft.creator": "Body",
                 "rft_id": "https://example.org/a?b=c&d"}),
    ],
)  # fmt: skip
def test_coins(key: str, expected: dict[str, str]) -> None:
    """Law: COinS are an OpenURL of Z39.88-2004 in the format of the work's kind, with its fields."""
    found = parse_qs(coins(_references()[key]), strict_parsing=True)
    assert found["ctx_ver"] == ["Z39.88-2004"]
    assert {name: found.get(name, [""])[0] for name in expected} == expected


def test_bibtex_is_as_written_where_it_stands_alone() -> None:
    """Law: an entry without macros and parents is given to the letter; one with them is written out."""
    written = b'@Article{ one ,\n\ttitle = "A {T}itle",\n  year=2020 }\n'
    text = b"% a comment\n" + written + b"@book{two, title = {B}, publisher = smp}\n@string{smp = {P}}"
    references = _references(text)
    assert bibtex_entry(references["one"]) == '@Article{ one ,\n\ttitle = "A {T}itle",\n  year=2020 }\n'
    assert bibtex_entry(references["two"]) == "@book{two,\n  title = {B},\n  publisher = {P},\n}\n"
