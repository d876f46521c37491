"""Citations as words that link to the source, and the list of works at the end of the page that cites them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from itertools import groupby

from evibase.graph.citation_syntax import Citation, find_citations, substitute
from evibase.graph.citing import PageCitations
from evibase.graph.styled_text import Run, to_text
from evibase.pages.words import say
from evibase.pages.works import Works, entities

_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
#: What is in these elements is nobody's text.
_OPAQUE = frozenset({"pre", "code", "script", "style", "textarea"})
#: In these no link may stand.
_LINKLESS = frozenset({"a", "button", "summary", "label"})
#: These hold words and nothing else.
_BARE = frozenset({"svg", "option", "title"})
_ESCAPED_AT = re.compile(r"\\@(?=[A-Za-z0-9_])")
_FOOTNOTE = re.compile(r"^[ \t]{0,3}\[\^(?!@)([^\]\n]+)\]:", re.MULTILINE)


@dataclass(slots=True)
class Citing:
    """What one page cites: it grows while the page's texts are gone through, in the order in which they stand there.

    `root` leads from the page to the site's root. Footnotes with citations are numbered from `first_note`, which is
    what the page's own footnotes have left.
    """

    works: Works
    root: str = ""
    first_note: int = 1
    places: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    _page: PageCitations = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing cited."""
        self._page = PageCitations(self.works.style)

    def use(self, key: str, place: str = "") -> str:
        """Note that the page uses a work in a place, and give the id of that place; a new one where none is named."""
        places = self._listed(key)
        place = place or f"ev-cite-{self.works.references[key].address}-{len(places) + 1}"
        places.append(place)
        return place

    def markdown(self, text: str) -> str:
        """Give Markdown with a link in the place of each citation.

        A citation with a key that is unknown stays as written; the checks have reported it.
        """
        if "@" not in text:
            return text
        found = [citation for citation in find_citations(text) if self._known(citation)]
        return substitute(text, found, lambda citation: self._shown(citation, entities))

    def html(self, html: str) -> str:
        """Give HTML that holds plain text of records with a link in the place of each citation in its text."""
        if "@" not in html:
            return html
        parts = _TAG.split(html)
        around: list[str] = []
        for number, part in enumerate(parts):
            if number % 2:
                _follow(around, part)
            elif "@" in part and not _OPAQUE.intersection(around):
                parts[number] = self._text(part, around)
        return "".join(parts)

    def _text(self, part: str, around: Sequence[str]) -> str:
        text = unescape(part)
        bare, linked = _BARE.intersection(around), not _LINKLESS.intersection(around)
        pieces: list[str] = []
        done = 0
        for citation in find_citations(text):
            if self._known(citation):
                pieces.append(escape(_ESCAPED_AT.sub("@", text[done : citation.start])))
                pieces.append(self._words(citation) if bare else self._shown(citation, escape, linked=linked))
                done = citation.end
        return "".join([*pieces, escape(_ESCAPED_AT.sub("@", text[done:]))])

    def _known(self, citation: Citation) -> bool:
        return all(item.key in self.works.references for item in citation.items)

    def _runs(self, citation: Citation) -> list[Run]:
        # A range of numbers names only its first and its last work; all are listed.
        for item in citation.items:
            self._listed(item.key)
        return list(self._page.shown(citation) or ())

    def _listed(self, key: str) -> list[str]:
        self._page.numbers.setdefault(key, len(self._page.numbers) + 1)
        return self.places.setdefault(key, [])

    def _words(self, citation: Citation) -> str:
        return escape(to_text(self._runs(citation)))

    def _shown(self, citation: Citation, written: Callable[[str], str], *, linked: bool = True) -> str:
        style = self.works.style
        if not citation.note or not linked or style.numeric:
            return self._linked(self._runs(citation), written, linked=linked)
        # The note has its number before its words are made, and it needs no parentheses.
        runs = self._runs(citation)
        if runs[0].text == style.marks.opening and runs[-1].text == style.marks.closing:
            runs = runs[1:-1]
        self.notes.append(self._linked(runs, escape))
        number = self.first_note + len(self.notes) - 1
        return f'<sup class="ev-noteref" id="ev-noteref-{number}"><a href="#ev-note-{number}">{number}</a></sup>'

    def _linked(self, runs: Iterable[Run], written: Callable[[str], str], *, linked: bool = True) -> str:
        """Give runs as HTML; those side by side that stand for one work are one link."""
        shown = []
        for key, group in groupby(runs, key=lambda run: run.key):
            words = "".join(_dressed(run, written) for run in group)
            shown.append(self._link(key, words, linked=linked) if key else words)
        return "".join(shown)

    def _link(self, key: str, words: str, *, linked: bool = True) -> str:
        tag, href = ("a", f' href="{escape(self._address(key))}"') if linked else ("span", "")
        return f'<{tag} class="ev-citation" id="{self.use(key)}"{href}>{words}</{tag}>'

    def _address(self, key: str) -> str:
        return self.works.href(key, self.root) or f"#ev-ref-{self.works.references[key].address}"

    def listing(self, only: Iterable[str] | None = None, *, linked: bool = True) -> str:
        """Give notes and works as HTML lists, in the order of the style, each with the way back; empty for none.

        A second list on one page is not `linked`: no id may stand on a page twice.
        """
        style = self.works.style
        numbered = style.numeric and only is None
        ordered = style.listed(self.places) if only is None else sorted(only, key=style.place.__getitem__)
        notes = "".join([self._shown_note(number, note) for number, note in enumerate(self.notes, self.first_note)])
        entries = "".join([self._entry(key, linked=linked) for key in ordered])
        tag = "ol" if numbered else "ul"
        return (f'<ol class="ev-notes" start="{self.first_note}">\n{notes}</ol>\n' if notes and linked else "") + (
            f'<{tag} class="ev-references">\n{entries}</{tag}>' if entries else ""
        )

    def _shown_note(self, number: int, note: str) -> str:
        back = escape(say("Back to the text of note {number}").format(number=number))
        stop = "" if re.sub(r"(?:<[^>]*>)+\Z", "", note).endswith(".") else "."
        return (
            f'<li id="ev-note-{number}">{note}{stop} '
            f'<a class="ev-back" href="#ev-noteref-{number}" aria-label="{back}">&#8617;</a></li>\n'
        )

    def _entry(self, key: str, *, linked: bool) -> str:
        if not linked:
            return f"<li>{self.works.entry(key)}</li>\n"
        link, name = self.works.about(key, self.root)
        start = f'<li id="ev-ref-{self.works.references[key].address}">{self.works.entry(key)}{link}'
        places = self.places.get(key, ())
        if len(places) == 1:
            back = _BACK.format(place=escape(places[0]), number="1", name=name, shown="")
            return f"{start}{back}</li>\n"
        backs = "".join(
            _BACK.format(place=escape(place), number=number, name=name, shown=number)
            for number, place in enumerate(places, 1)
        )
        return f"{start}{backs}</li>\n"


#: The way from a work in the list back to the place that uses it.
_BACK = (
    ' <a class="ev-back" href="#{place}" aria-label="'
    + escape(say("Back to use {number} of {name}"))
    + '">&#8617;{shown}</a>'
)


def own_footnotes(markdown: str) -> int:
    """Count the footnotes that a Markdown text has without citations: no number is to stand for two of them."""
    return len(set(_FOOTNOTE.findall(markdown)))


def plain(works: Works, text: str) -> str:
    """Give a text with the words of each citation in its place, for what cannot hold a link: titles, descriptions."""
    if "@" not in text:
        return text
    page = PageCitations(works.style)
    known = [each for each in find_citations(text) if all(item.key in works.references for item in each.items)]
    return _ESCAPED_AT.sub("@", substitute(text, known, lambda citation: to_text(page.shown(citation) or ())))


def _follow(around: list[str], tag: str) -> None:
    """Keep account of the elements that text stands in, as far as they matter."""
    match = _NAME.match(tag)
    name = match[1].lower() if match else ""
    if name not in _OPAQUE | _LINKLESS | _BARE:
        return
    if tag.startswith("</"):
        if name in around:
            around.reverse()
            around.remove(name)
            around.reverse()
    elif not tag.endswith("/>"):
        around.append(name)


def _dressed(run: Run, written: Callable[[str], str]) -> str:
    html = written(run.text)
    for wanted, tag in ((run.italic, "i"), (run.bold, "b"), (run.raised, "sup"), (run.lowered, "sub")):
        html = f"<{tag}>{html}</{tag}>" if wanted else html
    return html
