"""What stands in the text for each reference: authors and year after APA 7, over the whole cited set.

Source: Publication Manual of the American Psychological Association, 7th edition (2020), sections 8.10 to 8.21.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from evibase.graph.apa_legal import LEGAL, legal_name
from evibase.graph.apa_names import (
    folded,
    initials,
    inverted,
    is_part,
    joined,
    leading_names,
    sort_key,
)
from evibase.graph.locators import locator_text
from evibase.graph.styled_text import curled
from evibase.graph.title_case import may_be_english
from evibase.records.reference import OTHERS, Name, Reference

_ET_AL_FROM = 3
_TITLE_WORDS = 4
# The name that somebody goes by on a site: `University of Oxford [@UniofOxford]` (9.8).
_HANDLE = re.compile(r"\s*\[[^\]]*\]$")
#: Words of up to three letters that stay small inside of a title.
_MINOR = frozenset({
    "a", "an", "the", "and", "as", "but", "for", "if", "nor", "or", "so", "yet", "at", "by", "in", "of", "off", "on",
    "per", "to", "up", "via",
})  # fmt: skip
_NO_DATE = "n.d."


@dataclass(frozen=True, slots=True)
class Label:
    """The author-date label of one reference.

    `authors_parenthetical` is `Brown & Bimrose`, `authors_narrative` `Brown and Bimrose`; a work without an
    author has the first words of its title there, and `title` says how they are set: `quotes` (a part of a
    larger work; the marks are not in the text) or `italic`, otherwise "". `year` is what is printed, `2018a` or
    `n.d.-b`; `letter` the part of it that tells works of one year apart, `a` or `-b`. `abbreviation` stands for a body
    once a page has brought it in: `World Health Organization [WHO], 2020`, then `WHO, 2020` (8.21).
    """

    key: str
    authors_parenthetical: str
    authors_narrative: str
    year: str
    letter: str = ""
    title: str = ""
    abbreviation: str = ""


def citation_labels(references: Iterable[Reference]) -> Mapping[str, Label]:
    """Give the label of every reference by its key, told apart over the whole set.

    Same authors and year get letters in the order of the reference list (8.19); lists of authors that "et al."
    would make the same get as many names as tell them apart (8.18); first authors who share a surname get their
    initials (8.20). Names that are known without a given name take no part in the last.
    """
    return labels_in_order(sorted(references, key=sort_key))


def labels_in_order(ordered: Sequence[Reference]) -> Mapping[str, Label]:
    """Give the labels of references that are sorted already: see `citation_labels`."""
    letters = _letters(ordered)
    shared = _shared_surnames(ordered)
    shown = _shown_names(ordered, shared)
    short = _abbreviations(ordered)
    return MappingProxyType(
        {r.key: _label(r, shown[r.key], shared, letters.get(r.key, ""), short.get(r.key, "")) for r in ordered}
    )


def year_text(reference: Reference) -> str:
    """Give the year of a reference as a citation has it, without a letter: `2018`, `n.d.`, `1923/1961`."""
    original = reference.original.text
    year = reference.year or _NO_DATE
    return f"{original}/{year}" if original and original != year else year


def parenthetical(label: Label, locator: str = "") -> str:
    """Give the citation in parentheses: `(Brown & Bimrose, 2018, p. 3)`."""
    return f"({within(label, locator)})"


def narrative(label: Label, locator: str = "") -> str:
    """Give the citation as part of a sentence: `Brown and Bimrose (2018, p. 3)`."""
    authors = f"“{label.authors_narrative}”" if label.title == "quotes" else label.authors_narrative
    return f"{authors} ({year_only(label, locator)})"


def within(label: Label, locator: str = "") -> str:
    """Give what stands inside the parentheses, so that several can share a pair: `Brown & Bimrose, 2018, p. 3`."""
    if label.title == "quotes":
        return f"“{label.authors_parenthetical},” {year_only(label, locator)}"
    return f"{label.authors_parenthetical}, {year_only(label, locator)}"


def year_only(label: Label, locator: str = "") -> str:
    """Give year and locator for a sentence that names the authors itself: `2018, p. 3`."""
    place = locator_text(locator)
    return f"{label.year}, {place}" if place else label.year


def _identity(reference: Reference) -> tuple[str, ...]:
    """Give what makes two lists of authors the same list: the names as the reference list has them."""
    names = tuple(inverted(name).casefold() for name in leading_names(reference))
    return names or ("", _title_words(reference).casefold())


def _letters(ordered: Sequence[Reference]) -> dict[str, str]:
    groups: dict[tuple[tuple[str, ...], str], list[Reference]] = {}
    for reference in ordered:
        groups.setdefault((_identity(reference), year_text(reference)), []).append(reference)
    found: dict[str, str] = {}
    for (_, year), group in groups.items():
        hyphen = "" if year[-1].isdecimal() else "-"
        for index, reference in enumerate(group if len(group) > 1 else ()):
            found[reference.key] = hyphen + _letter(index)
    return found


def _letter(index: int) -> str:
    """Count a, b, ... z, aa, ab, ..."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def _shared_surnames(references: Iterable[Reference]) -> frozenset[str]:
    """Give the surnames, folded, of first authors that more than one set of initials goes with."""
    seen: dict[str, set[str]] = {}
    for reference in references:
        for name in leading_names(reference)[:1]:
            if name.given and not name.literal:
                seen.setdefault(folded(name.surname), set()).add(initials(name.given))
    return frozenset(surname for surname, given in seen.items() if len(given) > 1)


def _in_text(name: Name, shared: frozenset[str], *, first: bool) -> str:
    if name.literal:
        return curled(_HANDLE.sub("", name.literal))
    if first and name.given and folded(name.surname) in shared:
        return curled(f"{initials(name.given)} {name.surname}")
    return curled(name.surname)


def _surnames(reference: Reference, shared: frozenset[str]) -> list[str]:
    named = (name for name in leading_names(reference) if name != OTHERS)
    return [_in_text(name, shared, first=not index) for index, name in enumerate(named)]


def _shown_names(ordered: Sequence[Reference], shared: frozenset[str]) -> dict[str, int]:
    """Give how many names each label shows before "et al.", so that no two lists of authors look the same."""
    surnames = {r.key: _surnames(r, shared) for r in ordered}
    counts = {r.key: 1 for r in ordered}
    pending = [r for r in ordered if len(leading_names(r)) >= _ET_AL_FROM]
    count = 1
    while pending:
        groups: dict[tuple[tuple[str, ...], str], list[Reference]] = {}
        for reference in pending:
            counts[reference.key] = count
            groups.setdefault((tuple(surnames[reference.key][:count]), year_text(reference)), []).append(reference)
        count += 1
        pending = [
            reference
            for group in groups.values()
            if len({_identity(reference) for reference in group}) > 1
            for reference in group
            if len(surnames[reference.key]) >= count
        ]
    return counts


def _abbreviations(references: Iterable[Reference]) -> dict[str, str]:
    """Give the abbreviation of each work by one body, unless two bodies would share it."""
    bodies: dict[str, set[str]] = {}
    found: dict[str, tuple[str, str]] = {}
    for reference in references:
        names = leading_names(reference)
        if reference.short_author and len(names) == 1 and names[0].literal:
            body = names[0].literal
            bodies.setdefault(reference.short_author, set()).add(body)
            found[reference.key] = (reference.short_author, body)
    return {key: short for key, (short, body) in found.items() if len(bodies[short]) == 1 and short != body}


def _label(reference: Reference, count: int, shared: frozenset[str], letter: str, abbreviation: str) -> Label:
    year = year_text(reference) + letter
    names = leading_names(reference)
    if reference.csl_type in LEGAL:
        name = curled(legal_name(reference))
        return Label(reference.key, name, name, year, letter, "italic" if reference.csl_type == "legal_case" else "")
    if not names:
        words = curled(_title_words(reference))
        return Label(reference.key, words, words, year, letter, "quotes" if is_part(reference) else "italic")
    surnames = _surnames(reference, shared)
    cut = OTHERS in names
    # "et al." stands for more than one name: where only the last is left, it is written out (8.18).
    if (len(names) < _ET_AL_FROM or count >= len(surnames) - 1) and not cut:
        in_parentheses, in_a_sentence = joined(surnames, " & ", ", & "), joined(surnames, " and ", ", and ")
        return Label(reference.key, in_parentheses, in_a_sentence, year, letter, abbreviation=abbreviation)
    several = count > 1
    text = ", ".join(surnames[:count]) + (", et al." if several else " et al.")
    return Label(reference.key, text, text, year, letter)


def _title_words(reference: Reference) -> str:
    """Give the first words of the title, which stand for an author that is not there, in title case (8.14, 6.17)."""
    main = reference.title.split(": ", 1)[0].rstrip(".") or reference.key
    words = main.split()
    if len(words) > _TITLE_WORDS + 1:
        words = words[:_TITLE_WORDS]
        while len(words) > 1 and words[-1].casefold() in _MINOR:
            words.pop()
        words[-1] = words[-1].rstrip(",;")
    if words[0].startswith("[") or not may_be_english(reference):
        return " ".join(words)
    return " ".join(_headline(word) if word.casefold() not in _MINOR or not n else word for n, word in enumerate(words))


def _headline(word: str) -> str:
    return word[0].upper() + word[1:] if word.islower() else word
