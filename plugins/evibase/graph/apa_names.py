"""Names and order as APA 7 wants them: initials, lists of authors, and the order of a reference list.

Source: Publication Manual of the American Psychological Association, 7th edition (2020), sections 8.17 to 8.21
and 9.7 to 9.12 (names), 9.44 to 9.49 (order).
"""

# ruff: noqa: RUF001 - dashes, quotation marks and letters of other scripts are what this is about

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from evibase.records.bibtex_dates import IN_PRESS, Date
from evibase.records.reference import OTHERS, Name, Reference

#: With more authors than this the list is cut: the first 19, an ellipsis, the last (9.8).
MOST_AUTHORS = 20

_OPENING = "\"'“‘[("
_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_NAME_PART = re.compile(r"[^\s.-]+|-")
# Letters that Unicode does not take apart into a base letter and an accent.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})

#: How a reference list is sorted: authors, date, title, key.
SortKey = tuple[tuple[tuple[str, str, str], ...], tuple[int, int, int, int], str, str]


# The same names come again and again: in a label, an entry, a place in the list.
@lru_cache(maxsize=16_384)
def initials(given: str) -> str:
    """Give initials of given names: `Jean-Paul Marie` as `J.-P. M.`, `JP` as it is written in capitals `J. P.`."""
    found = ""
    for part in _NAME_PART.findall(given):
        if part == "-":
            found = f"{found.rstrip()}-" if found else ""
            continue
        letters = part if part.isupper() and part.isalpha() and len(part) == len("JP") else part[:1]
        found += "".join(f"{letter.upper()}. " for letter in letters)
    return found.rstrip(" -")


def inverted(name: Name) -> str:
    """Give a name as a reference list has it: `van der Berg, J. P., Jr.`, or the body's name."""
    if name.literal:
        return name.literal
    parts = (name.surname, initials(name.given), name.suffix)
    return ", ".join(part for part in parts if part)


def upright(name: Name) -> str:
    """Give a name as it stands after "In": `J. P. van der Berg, Jr.`."""
    if name.literal:
        return name.literal
    whole = f"{initials(name.given)} {name.surname}".strip()
    return f"{whole}, {name.suffix}" if name.suffix else whole


def author_list(names: Sequence[Name]) -> str:
    """Give authors as they head an entry: `Brown, A., & Bimrose, J.`; `et al.` where the list was cut short."""
    shown = [inverted(name) for name in names if name != OTHERS]
    if len(shown) < len(names):
        return ", ".join([*shown, "et al."]) if shown else ""
    if len(shown) > MOST_AUTHORS:
        return f"{', '.join(shown[: MOST_AUTHORS - 1])}, . . . {shown[-1]}"
    return joined(shown, ", & ", ", & ")


def joined(parts: Sequence[str], pair: str, last: str) -> str:
    """Join parts by commas, two of them by `pair`, the last of more by `last`."""
    if len(parts) <= 1:
        return "".join(parts)
    if len(parts) == len(("first", "second")):
        return pair.join(parts)
    return ", ".join(parts[:-1]) + last + parts[-1]


#: What comes out in issues, and posts, which are cited alike.
PERIODICALS = frozenset({
    "article-journal", "article-magazine", "article-newspaper", "review", "post-weblog", "periodical",
})  # fmt: skip
_PARTS = (PERIODICALS - {"periodical"}) | {"chapter", "entry-encyclopedia"}
# Parts if something is named that they are a part of: a paper of its proceedings, a song of an album.
_MAY_BE_PARTS = frozenset({"paper-conference", "speech", "motion_picture", "song"})
# Works whose body stands for the author where no person is named (9.11).
_BY_BODIES = frozenset({"report", "webpage", "document", "dataset", "software", "standard", "map"})


def is_part(reference: Reference) -> bool:
    """Say whether it is a part of a larger work (an article, a chapter), whose own title is not set in italics."""
    if reference.csl_type == "periodical" or reference.csl_type in _MAY_BE_PARTS:
        return bool(reference.container_title)
    return reference.csl_type in _PARTS


def is_spoken(reference: Reference) -> bool:
    """Say whether it was given at a conference and not published in its proceedings (10.5)."""
    if reference.csl_type == "paper-conference":
        return not reference.container_title
    return reference.csl_type == "speech"


def leading_names(reference: Reference) -> tuple[Name, ...]:
    """Give who stands in the place of the author (9.7 to 9.12).

    The authors, or else the editors of a whole work, or else the body that a report, a site or a program is by.
    """
    if reference.authors:
        return reference.authors
    kind = reference.csl_type
    if reference.editors:
        return reference.editors if kind == "periodical" or not is_part(reference) else ()
    if kind in _BY_BODIES or reference.entry_type == "manual":
        issued = kind in {"report", "software", "standard"}
        body = reference.institution or (reference.publisher if issued else "")
        return (Name(literal=body),) if body else ()
    return ()


def sort_key(reference: Reference) -> SortKey:
    """Give the key by which a reference list is sorted (9.44 to 9.49).

    Letter by letter without spaces, signs and accents; one author before the same with others; no date, then
    the years, then "in press"; a year alone before a full date; then the title without its leading article. A
    work without authors goes under its title, a body without "The".
    """
    names = leading_names(reference)
    title = filed(reference.title)
    lead = tuple(_name_key(name) for name in names) or ((title, "", ""),)
    return lead, _date_key(reference.issued), title, reference.key


def _name_key(name: Name) -> tuple[str, str, str]:
    if name == OTHERS:
        return "\uffff", "", ""
    if name.literal:
        return filed(name.literal), "", ""
    return folded(name.surname), folded(initials(name.given)), folded(name.suffix)


def _date_key(date: Date) -> tuple[int, int, int, int]:
    if date.year is None:
        return (2 if date.status == IN_PRESS else 0), 0, 0, 0
    return 1, date.year, date.month or 0, date.day or 0


def filed(text: str) -> str:
    """Give a title or the name of a body as it is filed: folded, and without a leading article."""
    return folded(_ARTICLE.sub("", text.lstrip(_OPENING), count=1))


@lru_cache(maxsize=16_384)
def folded(text: str) -> str:
    """Give the letters and digits of a text, in lower case and without accents."""
    lowered = text.casefold()
    if lowered.isascii():
        return "".join(filter(str.isalnum, lowered))
    lowered = lowered.translate(_LETTERS)
    return "".join(char for char in unicodedata.normalize("NFKD", lowered) if char.isalnum())
