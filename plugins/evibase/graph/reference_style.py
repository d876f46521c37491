"""A style of citing as one value: the words in the text, the entries of the reference list, and its order.

APA 7 is made here (`apa_style`); any other style comes as values from what `hosts/pandoc.py` has had formatted. Pages
and exports only know a `Style`, so the same site builds in each.
"""

# ruff: noqa: RUF001 - dashes are what this is about

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from evibase.graph.apa import reference_entry
from evibase.graph.apa_names import sort_key
from evibase.graph.citation_labels import Label, labels_in_order
from evibase.graph.locators import APA_TERMS, Terms
from evibase.graph.styled_text import Run
from evibase.graph.title_case import SENTENCE_CASE, Titles, retitled
from evibase.records.reference import Reference

#: Of so many works the words are kept: more than all briefs of a base ask for at one time.
_BRIEF = 1000


@dataclass(frozen=True, slots=True)
class Marks:
    """How a style puts a citation together: `(Brown & Bimrose, 2018, p. 3; Smith, 2019)` or `[1], [3, p. 4]`."""

    opening: str = "("
    closing: str = ")"
    between: str = "; "
    before_year: str = ", "
    before_place: str = ", "
    raised: bool = False
    #: Between the first and the last of several numbers in a row; "" where each is named.
    through: str = "–"
    terms: Terms = field(default_factory=lambda: APA_TERMS)
    #: Works in one pair of parentheses stand in the order of the reference list; works by the same authors share them.
    sorts: bool = True
    joins_years: bool = True


@dataclass(frozen=True, eq=False)
class Style:
    """A style over all references of a base. `numeric` styles number the works of a page in the order of citation."""

    name: str
    labels: Mapping[str, Label]
    entry_of: Callable[[str], tuple[Run, ...]]
    place: Mapping[str, int]
    marks: Marks = field(default_factory=Marks)
    numeric: bool = False

    def entry(self, key: str) -> tuple[Run, ...]:
        """Give a reference as an entry of the reference list, without a number."""
        return self.entry_of(key)

    def listed(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Give the keys that a page cites, in order of citation, in the order of its reference list."""
        known = [key for key in dict.fromkeys(keys) if key in self.labels]
        return tuple(known if self.numeric else sorted(known, key=self.place.__getitem__))


def apa_style(references: Sequence[Reference], titles: Titles = SENTENCE_CASE) -> Style:
    """Give APA 7 over all references of a base; titles in sentence case unless they are to be kept."""
    ordered = sorted((retitled(reference, titles) for reference in references), key=sort_key)
    shown = {reference.key: reference for reference in ordered}
    labels = labels_in_order(ordered)
    place = MappingProxyType({reference.key: index for index, reference in enumerate(ordered)})
    # Pages keep a work as HTML. Briefs ask for its words again and again; those of all works would fill the memory.
    entry = lru_cache(maxsize=_BRIEF)(lambda key: reference_entry(shown[key], labels.get(key)))
    return Style("APA 7", labels, entry, place)
