"""What the base says is said in its own words, and a copied run of words would be noticed."""

from __future__ import annotations

import re

import pytest

from evibase.build import Compiled
from tests.base.overlap import documents, shared_runs, shingles_of, words_of
from tests.base.texts import Piece, pieces_of

#: Where the base leads to a place in a document, it names its headings. A heading stands in quotation marks there.
_HEADING = re.compile(r'["\u201c]([^"\u201d]+)["\u201d]')
#: The page on the documents goes through their headings: each is the first cell of a row.
_COVERAGE = "content/about/coverage.md"
_FIRST_CELL = re.compile(r"^\|([^|\n]*)\|", re.MULTILINE)
#: Long proper names that are no title.
_NAMES = ("Scottish Institute for Excellence in Social Work Education",)
_MADE_UP = "One morning the seven herons of the quarry pond held a meeting about the price of frogs."


def _headings(piece: Piece) -> list[str]:
    if piece.place.endswith("locator"):
        return _HEADING.findall(piece.text)
    return _FIRST_CELL.findall(piece.text) if piece.path == _COVERAGE else []


def test_no_run_of_eight_words_is_shared_with_a_document(base: Compiled) -> None:
    """Law: outside proper names and titles no eight words in a row of a record or page stand in a document, too."""
    references = base.graph.base.references
    titles = [title for one in references for title in (one.title, one.container_title, one.institution) if title]
    kept = documents()
    found = [
        f"{piece.path}, {piece.place}: {run}"
        for piece in pieces_of(base)
        for run in shared_runs(piece.text, kept, [*_NAMES, *titles, *_headings(piece)])
    ]
    assert "\n".join(found) == ""


def test_the_documents_are_known(base: Compiled) -> None:
    """Law: what is kept of the documents is the whole of them: it knows the long titles that they bear and cite."""
    kept = documents()
    titles = [words_of(one.title) for one in base.graph.base.references]
    known = [title for title in titles if any(shingle in kept for shingle in shingles_of(title))]
    assert len(kept) > 15_000
    assert len(known) >= 8


@pytest.mark.parametrize(
    ("text", "names", "found"),
    [
        ("The seven herons of the quarry pond held talks.", [], ["the seven herons of the quarry pond held"]),
        (
            "\u2018The seven HERONS: of the quarry-pond held a meeting\u2019, we say.",
            [],
            ["the seven herons of the quarry pond held a meeting"],
        ),
        ("The seven herons of the quarry pond met.", [], []),
        ("The seven herons of the quarry pond held a meeting.", ["Quarry pond"], []),
        (
            "The seven herons of the quarry pond held talks.",
            ["Herons of the sea"],
            ["the seven herons of the quarry pond held"],
        ),
        ("About the price of frogs.", [], []),
        ("", [], []),
    ],
)  # fmt: skip
def test_a_copied_run_is_found(text: str, names: list[str], found: list[str]) -> None:
    """Law: eight shared words are found whatever their marks and letters' size; seven, or those of a name, are not."""
    assert shared_runs(text, frozenset(shingles_of(words_of(_MADE_UP))), names) == found


def test_every_place_in_a_record_is_looked_at(base: Compiled) -> None:
    """Law: claims, evidence, implications, messages, bodies and pages that are no record are all among the pieces."""
    places = {([*piece.path.split("/"), ""][1], re.sub(r"\d+", "n", piece.place)) for piece in pieces_of(base)}
    for wanted in (
        ("themes", "question"), ("themes", "messages.n.text"), ("themes", "body"), ("about", "body"),
        ("policy-options", "basis.n.note"), ("vocabularies", "terms.n.definition"), ("case-studies", "done"),
        ("questions", "body"), ("index.md", "body"),
    ):  # fmt: skip
        assert wanted in places
    findings = {re.sub(r"\d+", "n", piece.place) for piece in pieces_of(base) if piece.path.startswith("findings/")}
    assert findings >= {"claim", "implications.n.text", "evidence.n.note", "evidence.n.condition", "figures.n.label"}
