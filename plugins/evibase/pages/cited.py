"""Citations in authored Markdown: `[@key, p. 3]` as words that link to the source's page."""

from __future__ import annotations

from functools import partial
from html import escape

from evibase.graph.citation_syntax import Citation, find_citations, substitute
from evibase.graph.citation_text import citation_text, item_text
from evibase.pages.view import View
from evibase.records.model import Ref


def cited(view: View, markdown: str, root: str) -> str:
    """Give Markdown with a link in the place of each citation; `root` leads from the page to the site's root.

    A citation with a key that is unknown stays as written; the checks have reported it.
    """
    return substitute(markdown, find_citations(markdown), partial(_citation, view, root, markdown))


def _citation(view: View, root: str, markdown: str, citation: Citation) -> str:
    if any(item.key not in view.labels for item in citation.items):
        return markdown[citation.start : citation.end]
    if citation.narrative:
        return _link(view, root, citation.items[0].key, citation_text(citation, view.labels))
    shown = (_link(view, root, item.key, item_text(item, view.labels[item.key])) for item in citation.items)
    return f"({'; '.join(shown)})"


def _link(view: View, root: str, key: str, words: str) -> str:
    return f'<a class="ev-citation" href="{escape(root + view.url(Ref("sources", key)))}">{_entities(words)}</a>'


def _entities(text: str) -> str:
    """Write every character that Markdown could take for a sign as a numeric entity: nothing else is safe there."""
    return "".join(letter if letter.isalnum() or letter == " " else f"&#{ord(letter)};" for letter in text)
