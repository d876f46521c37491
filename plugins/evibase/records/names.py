r"""Names as BibTeX and biblatex write them, split while they are still LaTeX and decoded afterwards.

Decoding first would take the braces that hold `{Organisation for Economic Co-operation and Development}`
together, splitting words first would lose the accent in `\'Alvarez`. The rules are those of BibTeX: Oren
Patashnik, "Designing BibTeX styles" (1988), section 4, and Nicolas Markey, "Tame the BeaST" (2009), section 11;
`family=, given=` is the extended name format of biblatex 3.20, section 3.4.
"""

from __future__ import annotations

import re
from functools import lru_cache

from evibase.records.latex import decode_latex
from evibase.records.reference import OTHERS, Name

_AND = re.compile(r"\\.|[{}]|(?P<cut>(?:^| )and(?= |$))", re.IGNORECASE | re.DOTALL)
_COMMA = re.compile(r"\\.|[{}]|(?P<cut>,)", re.DOTALL)
_SPACE = re.compile(r"\\.|[{}]|(?P<cut>[ ~])", re.DOTALL)
_ODD = re.compile(r"\\.|[{}]|(?P<cut>[;&])", re.DOTALL)
# The same cuts where there is nothing to be careful of: no brace and no backslash.
_BARE = {
    _AND: re.compile(r"(?:^| )and(?= |$)", re.IGNORECASE),
    _COMMA: re.compile(","),
    _SPACE: re.compile("[ ~]"),
    _ODD: re.compile("[;&]"),
}
_CASE = re.compile(r"(?P<special>\{?\\)|(?P<brace>[{}])|(?P<letter>[^\W\d_])")
_PART = re.compile(r"\"?(family|given|prefix|suffix|useprefix|(?:family|given|prefix|suffix)-i)\s*=\s*(.*)", re.DOTALL)
_SUFFIX = re.compile(r"(?:jr|sr|jnr|snr|junior|senior|[ivx]+|\d(?:st|nd|rd|th)|ph\.?d|m\.?d|esq)\.?", re.IGNORECASE)
_EMPTY = "A name is empty: write one on each side of every `and`."
_ET_AL = re.compile(r"et al\.?", re.IGNORECASE)


def read_names(latex: str) -> tuple[tuple[Name, ...], tuple[str, ...]]:
    """Give the names in the value of an `author`, `editor` or `translator` field, and what is odd about them.

    Each oddity is a sentence for the person who wrote it: an empty name, names parted by `;`, `&` or commas
    instead of `and`, a written `et al.`. A list that ends in `and others` ends in `OTHERS`.
    """
    text = " ".join(latex.split())
    if not text:
        return (), ()
    names: list[Name] = []
    faults: list[str] = []
    for part in _cut(text, _AND):
        written = part.strip(" ~")
        fault = _fault(written)
        name = _name(written)
        if fault or name == Name():
            faults.append(fault or _EMPTY)
        if name != Name():
            names.append(name)
    return tuple(names), tuple(faults)


def _cut(text: str, pattern: re.Pattern[str]) -> list[str]:
    """Cut a text where the pattern's group `cut` matches outside of all braces."""
    if "{" not in text and "\\" not in text:
        return _BARE[pattern].split(text)
    parts: list[str] = []
    depth = start = 0
    for match in pattern.finditer(text):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth = max(0, depth - 1)
        elif match["cut"] and not depth:
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]


# The same people write many of a field's works.
@lru_cache(maxsize=4096)
def _fault(written: str) -> str:
    shown = written if len(written) <= 60 else f"{written[:57]}..."  # noqa: PLR2004 - one line
    if not written:
        return _EMPTY
    if _ET_AL.fullmatch(written):
        return f'"{shown}" is no name: write `and others`.'
    parts = _cut(written, _COMMA)
    if len(_cut(written.replace("\\&", "&"), _ODD)) > 1:
        return f'"{shown}" holds `&` or `;`: part names with `and`, and put the name of a body in braces.'
    most = 3
    commas = len(parts) > most or (len(parts) == most and not _SUFFIX.fullmatch(decode_latex(parts[1])))
    if commas and not all(_PART.match(part.strip()) for part in parts):
        return f'"{shown}" has too many commas: part names with `and`, and put the name of a body in braces.'
    return ""


def _whole_group(written: str) -> bool:
    """Say whether one pair of braces holds the whole name."""
    if not (written.startswith("{") and written.endswith("}")):
        return False
    depth = 0
    for match in re.finditer(r"\\.|[{}]", written, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if not depth and match.end() < len(written):
            return False
    return depth == 0


@lru_cache(maxsize=4096)
def _name(written: str) -> Name:
    if written.casefold() == "others" or _ET_AL.fullmatch(written):
        return OTHERS
    if _whole_group(written):
        return Name(literal=decode_latex(written))
    parts = [part.strip(" ~") for part in _cut(written, _COMMA)]
    named = [_PART.match(part) for part in parts]
    if all(named):
        return _extended({match[1].casefold(): match[2].removesuffix('"') for match in named if match})
    if len(parts) == 1:
        words = [word for word in _cut(parts[0], _SPACE) if word]
        run = _lower_run(words)
        start, end = run or (len(words) - 1, len(words) - 1)
        return _decoded(words[:start], words[start:end], words[end:], [])
    before = [word for word in _cut(parts[0], _SPACE) if word]
    _, end = _lower_run(before) or (0, 0)
    suffix = parts[1:-1]
    return _decoded([parts[-1]], before[:end], before[end:], suffix)


def _lower_run(words: list[str]) -> tuple[int, int] | None:
    """Give where the particle starts and ends: from the first to the last lower-case word but the very last."""
    lower = [index for index, word in enumerate(words[:-1]) if _is_lower(word)]
    return (lower[0], lower[-1] + 1) if lower else None


def _is_lower(word: str) -> bool:
    r"""Say whether a word's first letter outside of braces is lower case; `{\'e}` counts as its letter."""
    depth = 0
    for match in _CASE.finditer(word):
        if match["special"] and not depth:
            letters = [letter for letter in decode_latex(word[match.start() :]) if letter.isalpha()]
            return bool(letters) and letters[0].islower()
        if match["letter"] and not depth:
            return match["letter"].islower()
        depth += match[0].count("{") - match[0].count("}")
    return False


def _decoded(given: list[str], particle: list[str], family: list[str], suffix: list[str]) -> Name:
    # A name with nothing before its comma (", Plato") still is a name.
    return Name(
        family=decode_latex(" ".join(family or given)),
        given=decode_latex(" ".join(given if family else [])),
        particle=decode_latex(" ".join(particle)),
        suffix=decode_latex(", ".join(part for part in suffix if part)),
    )


def _extended(parts: dict[str, str]) -> Name:
    return Name(
        family=decode_latex(parts.get("family", "")),
        given=decode_latex(parts.get("given", parts.get("given-i", ""))),
        particle=decode_latex(parts.get("prefix", "")),
        suffix=decode_latex(parts.get("suffix", "")),
    )
