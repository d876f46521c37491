"""No reader meets an abbreviation that is explained nowhere, and every term is explained in words people use."""

from __future__ import annotations

import re

from evibase.build import Compiled
from tests.base.texts import pieces_of
from tests.bases import ROOT

_GLOSSARY = (ROOT / "content" / "about" / "glossary.md").read_text(encoding="utf-8")
_ENTRY = re.compile(r"^(?P<term>[^\n:#-][^\n]*)\n:   (?P<meaning>\S.*)$", re.MULTILINE)
# Capitals in a row: `SVQ`, `L&D`, `SVQ3`. Those of a word with small letters, as in `SVQs`, count too.
_ABBREVIATION = re.compile(r"\b[A-Z](?:[A-Z0-9]|&(?=[A-Z]))*[A-Z0-9]\b|\b[A-Z]{2,}(?=s\b)")
#: Codes and the like: of places (ISO 3166), and of the licence.
_CODES = frozenset({"GB", "SCT", "ENG", "EU", "INT", "BY"})
#: The guide for those who write records shows code; its words are explained where they stand.
_GUIDE = "content/contribute/"


def _explained() -> frozenset[str]:
    return frozenset(word for entry in _ENTRY.finditer(_GLOSSARY) for word in _ABBREVIATION.findall(entry["term"]))


def test_every_abbreviation_is_explained(base: Compiled) -> None:
    """Law: each abbreviation in capitals that records and pages use is in the glossary, or a code of a place."""
    known = _explained() | _CODES
    unknown = {
        f"{word} ({piece.path})"
        for piece in pieces_of(base)
        if not piece.path.startswith(_GUIDE)
        for word in _ABBREVIATION.findall(piece.text)
        if word not in known
    }
    assert sorted(unknown) == []


def test_an_abbreviation_is_recognised() -> None:
    """Law: capitals in a row are found with figures, with an ampersand and in the plural; other words are not."""
    text = "SVQs and the SVQ3 of an L&D team in the UK, an I, A1 and OECD; Tea for Two, X and CrossReach."
    assert _ABBREVIATION.findall(text) == ["SVQ", "SVQ3", "L&D", "UK", "A1", "OECD"]


def test_the_glossary_is_in_order() -> None:
    """Law: terms stand once each, in the order of the alphabet, each with a meaning that ends with a full stop."""
    entries = [(entry["term"], entry["meaning"]) for entry in _ENTRY.finditer(_GLOSSARY)]
    terms = [term.casefold() for term, _ in entries]
    assert len(terms) >= 80
    assert terms == sorted(set(terms))
    assert [term for term, meaning in entries if not meaning.endswith(".")] == []


def test_every_term_of_a_vocabulary_has_other_words(base: Compiled) -> None:
    """Law: each term has a definition and at least two synonyms, so that search finds it in the words people use."""
    short = [
        f"{name}/{term.id}"
        for name, vocabulary in base.graph.base.vocabularies.items()
        for term in vocabulary.terms
        if len(set(term.alt)) < 2 or not term.definition.endswith(".")
    ]
    assert short == []


def test_every_sector_has_a_division_or_says_why_not(base: Compiled) -> None:
    """Law: a sector carries divisions of NACE, of two digits, or its definition says that there is none."""
    for term in base.graph.base.vocabularies["sectors"].terms:
        assert all(re.fullmatch(r"\d\d", code) for code in term.notation), term.id
        assert term.notation or "NACE" in term.definition or term.id == "cross-sector", term.id
