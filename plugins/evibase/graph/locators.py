"""Where in a work: `p. 3`, `ch. 2`, `sec. "On trust", para. 4`, and how a style prints it.

What people write is understood in the words of pandoc (Pandoc User's Guide, "Citation syntax"). The words of APA
are those of the Publication Manual, 7th edition (2020), section 8.13.
"""

# ruff: noqa: RUF001, RUF002 - dashes and quotation marks are what this is about

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

#: A kind of place (a locator type of CSL) with its words for one and for several.
Terms = Mapping[str, tuple[str, str]]

_WORDS = MappingProxyType({
    "page": "p pp page pages", "chapter": "ch chs chap chaps chapter chapters",
    "section": "sec secs section sections § §§", "paragraph": "para paras paragraph paragraphs ¶ ¶¶",
    "figure": "fig figs figure figures", "table": "tab tabs table tables", "volume": "vol vols volume volumes",
    "issue": "no nos number numbers", "note": "n nn note notes", "column": "col cols column columns",
    "line": "l ll line lines", "verse": "v vv verse verses", "part": "pt pts part parts",
    "appendix": "app apps appendix appendices", "article-locator": "art arts article articles", "slide": "slide slides",
    "box": "box boxes", "example": "ex example examples", "folio": "fol folio folios", "book": "bk bks book books",
})  # fmt: skip
_KIND_OF = MappingProxyType({word: kind for kind, words in _WORDS.items() for word in words.split()})

#: How APA names a place.
APA_TERMS: Terms = MappingProxyType({
    "page": ("p.", "pp."), "chapter": ("Chapter", "Chapters"), "section": ("Section", "Sections"),
    "paragraph": ("para.", "paras."), "figure": ("Figure", "Figures"), "table": ("Table", "Tables"),
    "volume": ("Vol.", "Vols."), "issue": ("No.", "Nos."), "note": ("Note", "Notes"), "column": ("col.", "cols."),
    "line": ("line", "lines"), "verse": ("verse", "verses"), "part": ("Part", "Parts"),
    "appendix": ("Appendix", "Appendices"), "article-locator": ("Article", "Articles"), "slide": ("Slide", "Slides"),
    "box": ("Box", "Boxes"), "example": ("Example", "Examples"), "folio": ("fol.", "fols."), "book": ("Book", "Books"),
})  # fmt: skip

_PLACE = re.compile(r"(?:(?P<word>[A-Za-z]+|§+|¶+)\.?\s*)?(?P<number>(?:[A-Za-z]?\d[\w.:]*|[ivxlcIVXLC]+\b|[A-Z]\b).*)")
_BARE_PAGES = re.compile(r"(?P<first>[\divxlc]+)(?P<range>\s*[-–,]\s*[\divxlc]+)*+", re.IGNORECASE)
_DASH = re.compile(r"(?<=\w)\s*--?\s*(?=\w)")
_SEVERAL = re.compile(r"[-–,&]|\band\b")
_PARTS = re.compile(r"(?:\"[^\"]*+\"|“[^”]*+”|[^,])++")
_NUMBERS_ONLY = re.compile(r"\s*[\divxlc]+(?:\s*[-–]+\s*[\divxlc]+)?\s*", re.IGNORECASE)


def locator_text(locator: str, terms: Terms = APA_TERMS) -> str:
    """Give a locator as a style prints it: `3-5` as `pp. 3–5`, `ch. 2` as `Chapter 2`; what is no number stays.

    In `terms` an empty word leaves the number alone, as Chicago does with pages. A kind without terms stays as it is.
    """
    return ", ".join(_one(part, terms) for part in _parts(" ".join(locator.split())))


def _parts(text: str) -> list[str]:
    """Cut a locator at commas, but leave `pp. 3, 7` in one piece."""
    found: list[str] = []
    for part in _PARTS.findall(text):
        if found and _NUMBERS_ONLY.fullmatch(part):
            found[-1] += f", {part.strip()}"
        elif part.strip():
            found.append(part.strip())
    return found


def _one(part: str, terms: Terms) -> str:
    if _BARE_PAGES.fullmatch(part) and any(char.isdecimal() for char in part):
        return _named("page", part, terms)
    match = _PLACE.fullmatch(part)
    kind = _KIND_OF.get(match["word"].lower()) if match and match["word"] else None
    return _named(kind, match["number"], terms) if match and kind in terms and kind else part


def _named(kind: str, number: str, terms: Terms) -> str:
    number = _DASH.sub("–", number)
    word = terms[kind][bool(_SEVERAL.search(number))]
    return f"{word} {number}" if word else number
