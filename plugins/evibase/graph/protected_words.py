r"""Which words of a title are protected by braces, as BibTeX has them, and which only by a program.

Sources: "BibTeXing" (Oren Patashnik, 1988), section 3, and how reference managers export titles.
"""

# ruff: noqa: RUF001, SIM905 - quotation marks are what this is about, and so many words read better as one text

from __future__ import annotations

import re
from collections.abc import Iterable

from evibase.records.latex import decode_latex
from evibase.records.latex_symbols import ACCENTS, SYMBOLS

# Marks around what braces protect. No file may hold characters for private use where this counts.
SHUT, OPEN = "\ue000", "\ue001"

_LATEX = re.compile(r"\\(?P<command>[A-Za-z]+)\s*|\\(?P<sign>.)|[{}]", re.DOTALL)

_SEGMENT = re.compile(f"{SHUT}[^{OPEN}]*{OPEN}")

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

_ITALIC = frozenset({"emph", "textit", "mkbibemph", "mkbibitalic", "textsl"})

_SINGLE = re.compile(r"(?<![\w{])\{([A-Z][\w-]*)\}(?![\w}])")

_CAPITALISED = re.compile(r"(?<=\s)[A-Z][a-z]\w*")

_BRACED_START = re.compile(r"[:?!]\s+\{[A-Z]")

#: So many words in braces of their own are a program's work: fewer where one of them gives it away.
_MANY, _VERY_MANY = 3, 4

PART_END = re.compile(r"[:?!]\W*\s|\s[–—]\s")

#: Words that title case leaves small, whatever their length.
MINOR = frozenset(
    (
        "a an the and or but nor for of in on at to by as is from with into onto over upon about after among until "
        "under within without between through during against toward towards than that versus via per"
    ).split()
)


def unwrapped(latex: str) -> str:
    """Take off braces around the whole."""
    while latex.startswith("{") and latex.endswith("}"):
        depth = 0
        for match in _LATEX.finditer(latex):
            depth += {"{": 1, "}": -1}.get(match[0], 0)
            if not depth and match.end() < len(latex):
                return latex
        latex = latex[1:-1]
    return latex


def marked(latex: str) -> str:
    """Give the text with marks around what braces protect."""
    if "{" not in latex:
        return decode_latex(latex)
    latex = _by_a_program(unwrapped(latex.strip()))
    parts: list[str] = []
    stack: list[bool] = []
    done, argument, italic = 0, -1, False
    for match in _LATEX.finditer(latex):
        if match[0] == "{":
            # What is set in italics is a name: of a species, a ship, another work.
            bare = match.start() != argument or italic
            protects = bare and not _is_letter(latex, match.end()) and True not in stack
            stack.append(protects)
            if protects:
                parts += [latex[done : match.start()], SHUT]
                done = match.end()
        elif match[0] == "}":
            if stack and stack.pop():
                parts += [latex[done : match.start()], OPEN]
                done = match.end()
        else:
            argument, italic = match.end(), match["command"] in _ITALIC
    return decode_latex("".join([*parts, latex[done:]]))


def _by_a_program(latex: str) -> str:
    """Take off the braces of a title in which every capital but the first of a part has its own.

    So Zotero writes titles that have title case in it. Somebody who protects names does not protect `{A}`, nor the
    first word of a subtitle, nor half a dozen names.
    """
    groups = _SINGLE.findall(latex)
    bare = [word for word in _CAPITALISED.findall(_SINGLE.sub("", latex)) if word]
    plain = [word for word in groups if word[1:].islower() or len(word) == 1]
    telling = any(word.lower() in MINOR for word in groups) or _BRACED_START.search(latex)
    enough = len(plain) >= (_MANY if telling else _VERY_MANY)
    if not enough or "\\" in latex or "{{" in latex or len(bare) > len(PART_END.findall(latex)):
        return latex
    return _SINGLE.sub(r"\1", latex)


def _is_letter(latex: str, at: int) -> bool:
    r"""Say whether a group holds a letter written as a command, as `{\'e}` or `{\ss}`: that protects nothing."""
    match = _LATEX.match(latex, at)
    name = match and (match["command"] or match["sign"])
    return bool(name) and (name in ACCENTS or name in SYMBOLS)


def bare_words(text: str) -> Iterable[re.Match[str]]:
    """Give the words outside of what is protected, with their places."""
    if SHUT not in text:
        return _WORD.finditer(text)
    shut = [match.span() for match in _SEGMENT.finditer(text)]
    return (m for m in _WORD.finditer(text) if not any(start <= m.start() < end for start, end in shut))
