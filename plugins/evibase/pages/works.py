"""The works that a site may cite, in the style of the site, and where the page of each is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from markupsafe import escape

from evibase.graph.citation_labels import narrative
from evibase.graph.reference_style import Style
from evibase.graph.retraction import retracted
from evibase.graph.styled_text import to_html
from evibase.pages.view import View
from evibase.pages.words import say
from evibase.records.model import Ref
from evibase.records.reference import Reference


@dataclass(frozen=True, eq=False)
class Works:
    """References by key, and their style. `address` leads from the site's root to the page of a source, if any.

    `retracted` are the keys of works that their publishers have taken back.
    """

    references: Mapping[str, Reference]
    style: Style
    address: Callable[[str], str] | None = None
    retracted: frozenset[str] = frozenset()
    _shown: dict[str, str] = field(default_factory=dict)
    _about: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def reference(self, key: str) -> str:
        """Give a work as the style has it in a reference list, in HTML; each is made once."""
        known = self._shown.get(key)
        if known is None:
            # Text of a bibliography is nobody's citation, whatever signs are in it.
            known = self._shown[key] = to_html(self.style.entry(key)).replace("@", "&#64;")
        return known

    def entry(self, key: str) -> str:
        """Give a work as an entry of a reference list, in HTML."""
        mark = f'<strong class="ev-retracted">{escape(say("Retracted:"))}</strong> ' if key in self.retracted else ""
        return f'<span class="ev-work">{mark}{self.reference(key)}</span>'

    def href(self, key: str, root: str) -> str:
        """Give the way to the page of a source from a page whose way to the site's root is `root`; "" for none."""
        return root + self.address(key) if self.address else ""

    def about(self, key: str, root: str) -> tuple[str, str]:
        """Give the link to the page of a work that ends its entry in a list, and its authors and year in entities.

        A source is listed on the pages of all its findings, and the same from each of them.
        """
        known = self._about.get((key, root))
        if known is None:
            name, link = entities(narrative(self.style.labels[key])), ""
            if href := self.href(key, root):
                hidden = f'<span class="ev-sr"> {name}</span>'
                link = f' <a class="ev-about" href="{escape(href)}">{escape(say("Source page"))}{hidden}</a>'
            known = self._about[key, root] = link, name
        return known


def entities(text: str) -> str:
    """Write every character that Markdown could take for a sign as a numeric entity: nothing else is safe there."""
    return "".join(letter if letter.isalnum() or letter == " " else f"&#{ord(letter)};" for letter in text)


def works_of(view: View) -> Works:
    """Give the works of an evidence base: each source has a page."""
    return view.kept("works", partial(_works, view))[""]


def _works(view: View, _: str) -> Works:
    references = view.graph.base.reference_of
    return Works(references, view.style, lambda key: view.url(Ref("sources", key)), retracted(view.graph))
