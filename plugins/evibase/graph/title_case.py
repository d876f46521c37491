r"""Titles in sentence case, as APA and most styles outside the humanities print them.

Source: Publication Manual of the American Psychological Association, 7th edition (2020), section 6.17. Engines for
CSL expect sentence case and do not make it. Made here where it is safe: in English, where most long words have a
capital (a title that is written in sentence case is left), and never in braces, in words with capitals inside, or in
words that are known as names. A title that is in braces as a whole was put there by a program, and counts as bare.
"""

# ruff: noqa: RUF001, SIM905 - quotation marks are what this is about, and so many words read better as one text

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from evibase.graph.proper_words import PROPER, TERMS
from evibase.graph.protected_words import MINOR, OPEN, PART_END, SHUT, bare_words, marked, unwrapped
from evibase.records.latex import decode_latex
from evibase.records.reference import Reference, renamed

#: What `title_case` may be.
CASES = ("sentence", "keep")

_AFTER_STOP = re.compile(r"(?:(?P<stop>[:?!…—]|\s–|[^\W\d_]{4}\.)(?P<quoted>[\"”'’])?)\s*[\"“‘'¿¡(\[]*$")
_LOOK_BACK = 9
_OPENINGS = " \"“‘'¿¡(["
#: After these a small letter becomes a capital; after others a capital only stays.
_STARTS = frozenset(":?!^")
_BEFORE_NAMES = frozenset(("st saint mr mrs ms dr prof sir").split())
#: The letters that "St", "Saint", "Mr." and their like end in.
_ENDS_OF_TITLES = frozenset("trsf.")
_BEFORE_NAME = re.compile(r"\b(?:St|Saint|Mr|Mrs|Ms|Dr|Prof|Sir)\.?\s$")
_NUMBER_NEXT = re.compile(r"\s+(?:\d|[IVXLC]+\b)")
_LONG = 4
#: What is cited by a name of its own.
_VERBATIM = frozenset({"legal_case", "legislation", "bill", "hearing"})

_ENGLISH_CODES = re.compile(
    r"en(?:[-_]\w+)?|eng|(?:uk|us|usa|american|british|canadian|australian|newzealand)?english|"
    r"american|british|canadian|australian|newzealand",
    re.IGNORECASE,
)
_ENGLISH = frozenset(("the of and in to for on with from by at as an is are how what why do does its their or").split())
_FOREIGN = frozenset(
    (
        "der die das des dem den und von zur zum im für ein eine über auf bei le la les du et une dans pour sur aux "
        "au el los las del en y una para por con il lo gli di da della delle nel een het van voor och för att om av "
        "på og til af det som ja sekä w na z em dos uma é não"
    ).split()
)
#: Nouns that keep their capital before a number: "Study 2" (6.19).
_NUMBERED = frozenset(
    (
        "act book chapter class day experiment figure grade level number panel part phase section stage step study "
        "table time trial type unit version volume wave week year"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Titles:
    """What a site wants of titles: `case` is "sentence" or "keep"; `protected` are terms that keep their form."""

    case: str = "sentence"
    protected: tuple[str, ...] = ()


#: What holds where a site says nothing.
SENTENCE_CASE = Titles()


def retitled(reference: Reference, titles: Titles) -> Reference:
    """Give a reference with its own title and that of the book it stands in as a style with sentence case has them."""
    if titles.case != "sentence" or not reference.title or reference.csl_type in _VERBATIM:
        return reference
    if reference.title.startswith("[") or not may_be_english(reference):
        return reference
    bodies = _bodies(reference)
    titles = Titles(titles.case, (*titles.protected, *bodies)) if bodies else titles
    issue = reference.entry_type == "periodical" and reference.field("issuetitle") is not None
    names = ("issuetitle", "issuesubtitle") if issue else ("title", "subtitle")
    title = _recased(reference, *names, reference.title, titles)
    container = main = ""
    if reference.field("booktitle"):
        container = _recased(reference, "booktitle", "booksubtitle", reference.container_title, titles)
    if reference.main_title:
        main = _recased(reference, "maintitle", "mainsubtitle", reference.main_title, titles)
    series = reference.series
    if series and reference.volume and reference.csl_type in {"book", "chapter", "paper-conference"}:
        # Printed as a title: `Lecture notes in computer science: Vol. 9562. ...` (APA 7, 10.5).
        series = _recased(reference, "series", "", series, titles)
    container = container or reference.container_title
    first = reference.reprint_of and retitled(reference.reprint_of, titles)
    before = (reference.title, reference.container_title, reference.main_title, reference.series, reference.reprint_of)
    if (title, container, main, series, first) == before:
        return reference
    return renamed(reference, title=title, container_title=container, main_title=main, series=series, reprint_of=first)


def _bodies(reference: Reference) -> tuple[str, ...]:
    """Give the bodies that a work is by, whose names it is likely to have in its title."""
    named = [name.literal for name in (*reference.authors, *reference.editors) if " " in name.literal]
    named += [body for body in (reference.institution, reference.publisher) if " " in body and body not in named]
    return tuple(
        body for body in named if body.casefold() in f"{reference.title} {reference.container_title}".casefold()
    )


def changed_titles(references: Iterable[Reference], titles: Titles) -> tuple[tuple[Reference, str, str], ...]:
    """Give each title that is shown otherwise than it was written, with both forms: for somebody to look over."""
    found = []
    for reference in references:
        shown = retitled(reference, titles)
        pairs = ((reference.title, shown.title), (reference.container_title, shown.container_title))
        found += [(reference, before, after) for before, after in pairs if before != after]
    return tuple(found)


def sentence_case(latex: str, protected: tuple[str, ...] = ()) -> str:
    r"""Give an English title, as LaTeX, as text in sentence case: `Learning at {Work}: A Study` keeps "Work"."""
    text = marked(latex)
    plain = text.replace(SHUT, "").replace(OPEN, "")
    if not _is_english(plain):
        return plain
    words = [*bare_words(text)]
    starts = [_starts(text, match) for match in words]
    lowered = _lowered(text, words, starts)
    parts: list[str] = []
    done = 0
    for match, start, lowers in zip(words, starts, lowered, strict=True):
        # Most words are small already.
        if start or (lowers and match[0][0].isupper()):
            parts += [text[done : match.start()], _first(text, match, start) if start else _small(text, match)]
            done = match.end()
    found = "".join([*parts, text[done:]]).replace(SHUT, "").replace(OPEN, "")
    return _with_terms(found, plain, protected) if protected or any(lowered) else found


def _with_terms(found: str, written: str, protected: tuple[str, ...]) -> str:
    """Give terms their form again, where they were written with a capital: `IT` is not every "it"."""
    there = (*(term for term in TERMS if term in written), *protected)
    if not there or len(found) != len(written):
        return found
    pattern, forms = _terms(there)

    def form(match: re.Match[str]) -> str:
        before = written[match.start() : match.end()]
        term = forms[match[0].casefold()]
        return match[0] if before.islower() or (term.isupper() and before != term) else term

    return pattern.sub(form, found)


def _recased(reference: Reference, main: str, sub: str, whole: str, titles: Titles) -> str:
    title, subtitle = reference.field(main), reference.field(sub) if sub else None
    if title is None:
        return whole
    if subtitle is None:
        return sentence_case(title.value, titles.protected)
    # The parts are joined by the reader; a title without LaTeX is the quick and the common case.
    joint = whole[len(decode_latex(title.value)) : len(whole) - len(decode_latex(subtitle.value))]
    return sentence_case(f"{unwrapped(title.value)}{joint}{unwrapped(subtitle.value)}", titles.protected)


def may_be_english(reference: Reference) -> bool:
    """Say whether a work is in English, or does not say what it is in."""
    return not reference.language or _ENGLISH_CODES.fullmatch(reference.language.strip()) is not None


def _is_english(text: str) -> bool:
    """Guess from the small words; a title without any counts as English."""
    words = text.lower().replace(":", " ").split()
    foreign = sum(map(_FOREIGN.__contains__, words))
    return not foreign or sum(map(_ENGLISH.__contains__, words)) >= foreign


def _lowered(text: str, words: list[re.Match[str]], starts: list[str]) -> list[bool]:
    """Say of each word whether the title or subtitle that it stands in has title case; each is judged by itself."""
    ends = [match.end() for match in PART_END.finditer(text)] + [len(text)]
    judged: list[bool | None] = []
    sizes: list[int] = []
    at = 0
    for end in ends:
        first = at
        while at < len(words) and words[at].start() < end:
            at += 1
        judged.append(_has_title_case(words[first:at], starts[first:at]))
        sizes.append(at - first)
    # "Game On!" tells nothing of itself.
    others = True in judged
    return [others if has is None else has for has, size in zip(judged, sizes, strict=True) for _ in range(size)]


def _has_title_case(words: list[re.Match[str]], starts: list[str]) -> bool | None:
    """Say whether most long words have a capital; where there are none, the short ones that count; None if none."""
    inner = (match[0] for match, start in zip(words, starts, strict=True) if not start)
    plain = [word for word in inner if word[1:].islower() and word.lower() not in MINOR]
    long = [word for word in plain if len(word) >= _LONG] or plain
    return sum(word[0].isupper() for word in long) * 2 > len(long) if long else None


def _starts(text: str, match: re.Match[str]) -> str:
    """Give the sign that a word begins a title or subtitle after: `^` for the title, "" for a word inside of it."""
    start = match.start()
    # Nearly all words stand after a letter and a space.
    if start > 1 and text[start - 1] == " " and text[start - 2].isalnum():
        return ""
    before = text[:start].replace(SHUT, "").replace(OPEN, "")[-_LOOK_BACK:]
    found = _AFTER_STOP.search(before) if before else None
    return (found["quoted"] or found["stop"]) if found else "" if before.strip(_OPENINGS) else "^"


def _first(text: str, match: re.Match[str], start: str) -> str:
    """Give the first word of a title or subtitle, with a capital."""
    word = match[0]
    # `ggplot2` is a name.
    plain = word.islower() and not text[match.end() : match.end() + 1].isdecimal()
    return word[0].upper() + word[1:] if plain and start in _STARTS else word


def _small(text: str, match: re.Match[str]) -> str:
    """Give a word that has a capital without it, unless it keeps it."""
    word = match[0]
    if len(word) == 1:
        hyphen = text[match.end() : match.end() + 1] in {"-", "‐"}
        return word.lower() if word == "A" or (word == "E" and hyphen) else word
    lowered = word.lower()
    keeps = (
        not word[1:].islower()
        or lowered in PROPER
        or lowered in _BEFORE_NAMES
        or lowered.removesuffix("'s").removesuffix("’s") in PROPER
        or (lowered in _NUMBERED and _NUMBER_NEXT.match(text, match.end()))
        or (
            text[match.start() - 2 : match.start() - 1] in _ENDS_OF_TITLES
            and _BEFORE_NAME.search(text, 0, match.start())
        )
    )
    return word if keeps else lowered


@lru_cache(maxsize=64)
def _terms(terms: tuple[str, ...]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    forms = {term.casefold(): term for term in terms if term}
    longest_first = sorted(forms, key=lambda term: (-len(term), term))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE), forms
