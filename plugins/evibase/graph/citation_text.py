"""A citation of a page as the text that readers see, from the labels of the works that it names."""

from __future__ import annotations

from collections.abc import Mapping

from evibase.graph.citation_labels import Label, narrative, within, year_only
from evibase.graph.citation_syntax import Citation, CitationItem
from evibase.graph.locators import locator_text


def citation_text(citation: Citation, labels: Mapping[str, Label]) -> str:
    """Give `(see Brown & Bimrose, 2018, p. 3; Smith, 2019)`, or `Brown and Bimrose (2018)` in a sentence.

    Works stand in the order in which they were written. A key without a label stands as it is.
    """
    if citation.narrative:
        item = citation.items[0]
        label = labels.get(item.key)
        return narrative(label, _place(item)) if label else item.key
    return f"({'; '.join(item_text(item, labels.get(item.key)) for item in citation.items)})"


def item_text(item: CitationItem, label: Label | None) -> str:
    """Give one work of a citation as it stands between the parentheses: `see Brown & Bimrose, 2018, p. 3`."""
    place = _place(item)
    if label is None:
        core = f"{item.key}, {place}" if place else item.key
    else:
        core = year_only(label, place) if item.suppress_author else within(label, place)
    return f"{item.prefix} {core}" if item.prefix else core


def _place(item: CitationItem) -> str:
    place = locator_text(item.locator)
    if not item.suffix:
        return place
    # A suffix brings its own comma or none; without a locator it follows the year.
    return f"{place}{'' if item.suffix.startswith(',') else ' '}{item.suffix}" if place else item.suffix.lstrip(", ")
