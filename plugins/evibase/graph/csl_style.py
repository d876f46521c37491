"""A style of CSL from what an engine has made of each reference. The engine is run by `hosts/pandoc.py`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from evibase.graph.apa_names import leading_names, sort_key
from evibase.graph.citation_labels import Label, labels_in_order
from evibase.graph.reference_style import Marks, Style
from evibase.graph.styled_text import Run
from evibase.records.reference import Reference


@dataclass(frozen=True, slots=True)
class Formatted:
    """What an engine made of one reference: its entry, and a citation of it alone in three ways, as runs.

    `sentence` is `Brown and Bimrose (2018)`, `brackets` `(Brown and Bimrose 2018)`, `year` `(2018)`.
    """

    entry: tuple[Run, ...]
    sentence: tuple[Run, ...]
    brackets: tuple[Run, ...]
    year: tuple[Run, ...]


def csl_style(
    name: str, references: Sequence[Reference], formatted: Mapping[str, Formatted], marks: Marks, *, numeric: bool
) -> Style:
    """Give the style over all references of a base.

    A numeric style names a work by authors and year, too, where it stands for itself and not in a citation: as the
    title of its page. These names are those of APA. So is the order of author-date lists, which is that of all.
    """
    ordered = sorted(references, key=sort_key)
    named = labels_in_order(ordered)
    place = {reference.key: index for index, reference in enumerate(ordered)}
    labels = named
    if not numeric:
        labels = MappingProxyType({r.key: _label(r, formatted[r.key], named[r.key], marks) for r in references})
    return Style(name, labels, lambda key: formatted[key].entry, MappingProxyType(place), marks, numeric)


def _label(reference: Reference, formatted: Formatted, named: Label, marks: Marks) -> Label:
    """Take a citation apart: what stands in it before the year, in parentheses and in a sentence."""
    year = _inner(formatted.year, marks)
    within, sentence = _inner(formatted.brackets, marks), _text(formatted.sentence)
    authors = within.removesuffix(year).rstrip(" ,") if year and within.endswith(year) else ""
    if not authors or not leading_names(reference):
        # Without an author the title leads, and engines do not tell it from the year.
        return Label(
            named.key, named.authors_parenthetical, named.authors_narrative, year or named.year, "", named.title
        )
    told = f"{marks.opening}{year}{marks.closing}"
    narrative = sentence.removesuffix(told).strip() if sentence.endswith(told) else authors
    return Label(reference.key, authors, narrative, year)


def _inner(runs: tuple[Run, ...], marks: Marks) -> str:
    return _text(runs).removeprefix(marks.opening).removesuffix(marks.closing)


def _text(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs).strip()
