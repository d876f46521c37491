"""What other services say of a work, as an entry of BibTeX that our own reader reads."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evibase.importers import crossref, datacite
from evibase.importers.entries import Work
from evibase.importers.notices import Notice, read_retraction_watch
from evibase.importers.sidecars import marked
from evibase.records.bibliography import read_bibliography
from evibase.records.raw import Raw
from evibase.records.reference import Reference
from evibase.records.yaml_subset import Document, read_yaml
from tests.bases import TEXTS

_ARTICLE: dict[str, Any] = {
    "type": "journal-article", "DOI": "10.5555/ABC_1", "title": ["Learning &amp; <i>work</i>: 50% of it"],
    "container-title": ["Journal of Samples"], "volume": "4", "issue": "2", "page": "10-19",
    "issued": {"date-parts": [[2020, 3]]}, "ISSN": ["0378-5955"],
    "author": [{"family": "Doe", "given": "Jane"}, {"name": "Centre for Care and Work"},
               {"family": "Müller", "given": "A."}],
    "abstract": "<jats:p>One.\n Two.</jats:p>", "publisher": "Sample Press",
}  # fmt: skip
_DATASET: dict[str, Any] = {
    "doi": "10.5555/data", "titles": [{"title": "A data set"}], "publicationYear": 2021,
    "publisher": {"name": "Archive"},
    "creators": [{"name": "Doe, Jane", "familyName": "Doe", "givenName": "Jane"},
                 {"name": "The Institute", "nameType": "Organizational"}],
    "types": {"resourceTypeGeneral": "Dataset"}, "version": "2", "descriptions": [
        {"descriptionType": "Abstract", "description": "Rows."}],
}  # fmt: skip


def _reference(work: Work, taken: frozenset[str] = frozenset()) -> Reference:
    references, problems = read_bibliography(Raw("references.bib", work.entry(work.key(taken)).encode()))
    assert not problems
    return references[0]


def test_an_article_of_crossref() -> None:
    """Law: type, names, title, container, numbers, date, DOI and abstract come through, as plain text."""
    found = _reference(crossref.work_of(_ARTICLE))
    assert (found.key, found.csl_type) == ("doe-et-al-2020", "article-journal")
    assert [name.surname for name in found.authors] == ["Doe", "Centre for Care and Work", "Müller"]
    assert found.title == "Learning & work: 50% of it"
    assert (found.container_title, found.volume, found.issue) == ("Journal of Samples", "4", "2")
    assert (found.pages, found.year, found.doi) == ("10\N{EN DASH}19", "2020", "10.5555/abc_1")
    assert (found.abstract, found.publisher) == ("One. Two.", "")


def test_a_data_set_of_datacite() -> None:
    """Law: the same of DataCite."""
    found = _reference(datacite.work_of(_DATASET))
    assert (found.key, found.csl_type, found.title) == ("doe-the-institute-2021", "dataset", "A data set")
    assert [name.surname for name in found.authors] == ["Doe", "The Institute"]
    assert (found.publisher, found.version, found.doi, found.abstract) == ("Archive", "2", "10.5555/data", "Rows.")


@pytest.mark.parametrize(
    ("taken", "key"),
    [
        ((), "doe-et-al-2020"),
        (("doe-et-al-2020",), "doe-et-al-2020-b"),
        (("doe-et-al-2020", "doe-et-al-2020-b"), "doe-et-al-2020-c"),
    ],
)
def test_a_key_is_free(taken: tuple[str, ...], key: str) -> None:
    """Law: a new key is none of those that are taken."""
    assert crossref.work_of(_ARTICLE).key(frozenset(taken)) == key


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from([*_ARTICLE, *_DATASET, "name"]), inner, max_size=6),
    max_leaves=12,
)  # fmt: skip


@given(st.dictionaries(st.sampled_from([*_ARTICLE, *_DATASET, "update-to"]), _JSON))
def test_any_answer_gives_an_entry_that_can_be_read(answer: dict[str, Any]) -> None:
    """Law: whatever a service answers, nothing raises, and the entry has a key, its braces, and the type it had."""
    for work in (crossref.work_of(answer), datacite.work_of(answer)):
        key = work.key(frozenset())
        references, problems = read_bibliography(Raw("x.bib", work.entry(key).encode()))
        assert [reference.key for reference in references] == [key]
        assert not references[0].broken
        assert {problem.code for problem in problems} <= {
            "invalid-name",
            "invalid-date",
            "invalid-doi",
            "unknown-entry-type",
        }
    assert list(crossref.notices_of([answer])) is not None


_HEAD = "Record ID,Title,Reason,RetractionDate,RetractionDOI,OriginalPaperDOI,RetractionNature\n"


def test_retraction_watch() -> None:
    """Law: what was taken back counts, by its latest notice; corrections do not, and a reinstatement ends it."""
    rows = (
        '1,"A, title",+Error in Data;+Concerns;,5/31/2026 0:00,10.5555/N1,10.5555/A,Retraction\n'
        "2,B,,1/2/2020 0:00,10.5555/n2,10.5555/b,Correction\n"
        "3,C,,1/2/2020 0:00,10.5555/n3,10.5555/c,Retraction\n"
        "4,C,,3/4/2021 0:00,10.5555/n4,10.5555/c,Reinstatement\n"
        "5,D,,1/2/2020 0:00,unavailable,Unavailable,Retraction\n"
    )
    found, wrong = read_retraction_watch((_HEAD + rows).splitlines(keepends=True))
    assert wrong == ""
    assert found == {
        "10.5555/a": Notice("10.5555/a", "2026-05-31", "10.5555/n1", "Error in Data; Concerns", "Retraction Watch")
    }


def test_another_file_is_no_retraction_watch() -> None:
    """Law: a file without the columns is named, with the columns that are missing."""
    _, wrong = read_retraction_watch(["a,b\n", "1,2\n"])
    assert "OriginalPaperDOI" in wrong


@pytest.mark.parametrize(
    "before",
    [
        "",
        "project: One\n",
        "# Mine\nproject: One # two\nretracted:\n  source: Old\n\n  on: 2020-01-01\nnote: Three\n",
        "note: last",
    ],
)
def test_a_sidecar_keeps_what_it_said(before: str) -> None:
    """Law: the mark is added or replaced, everything else stays to the letter, and marking twice is marking once."""
    notice = Notice("10.5555/a", "2026-05-31", "10.5555/n", 'He said: "no"', "Crossref")
    once = marked(before, notice)
    assert marked(once, notice) == once
    document = read_yaml("x.yml", once)
    assert isinstance(document, Document)
    assert isinstance(document.data, dict)
    assert document.data["retracted"] == {
        "on": "2026-05-31", "notice": "https://doi.org/10.5555/n", "reason": 'He said: "no"', "source": "Crossref",
    }  # fmt: skip
    kept = [line for line in before.splitlines() if line and not line.startswith(("retracted:", "  "))]
    assert [line for line in once.splitlines() if line in kept] == kept
