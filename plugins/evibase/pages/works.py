"""The works that a site may cite: how each is named in a sentence and in a list, and where its page is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from markupsafe import escape

from evibase.graph.apa import reference_entry
from evibase.graph.apa_names import sort_key
from evibase.graph.citation_labels import Label, narrative
from evibase.graph.retraction import retracted
from evibase.graph.styled_text import to_html
from evibase.pages.view import View
from evibase.pages.words import say
from evibase.records.model import Ref
from evibase.records.reference import Reference


@dataclass(frozen=True, eq=False)
class Works:
    """References by key, with their labels. `address` leads from the site's root to the page of a source, if any.

    `retracted` are the keys of works that their publishers have taken back.
    """

    references: Mapping[str, Reference]
    labels: Mapping[str, Label]
    address: Callable[[str], str] | None = None
    retracted: frozenset[str] = frozenset()
    _shown: dict[str, str] = field(default_factory=dict)

    def entry(self, key: str) -> str:
        """Give a work as an entry of a reference list, in HTML; each is made once."""
        known = self._shown.get(key)
        if known is None:
            # Text of a bibliography is nobody's citation, whatever signs are in it.
            shown = to_html(reference_entry(self.references[key], self.labels[key])).replace("@", "&#64;")
            if key in self.retracted:
                shown = f'<strong class="ev-retracted">{escape(say("Retracted:"))}</strong> {shown}'
            known = self._shown[key] = f'<span class="ev-reference">{shown}</span>'
        return known

    def name(self, key: str) -> str:
        """Give authors and year of a work, as a sentence has them."""
        return narrative(self.labels[key])

    def in_order(self, keys: Iterable[str]) -> list[str]:
        """Sort works as a reference list has them."""
        return sorted(keys, key=lambda key: sort_key(self.references[key]))


@lru_cache(maxsize=2)
def works_of(view: View) -> Works:
    """Give the works of an evidence base: each source has a page."""
    return Works(
        view.graph.base.reference_of, view.labels, lambda key: view.url(Ref("sources", key)), retracted(view.graph)
    )
