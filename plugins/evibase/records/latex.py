r"""LaTeX to plain Unicode text, for the values of a bibliography.

Why not pylatexenc: tried in its last stable version (2.11), it cuts a title at an unescaped `%`, ends in a
RecursionError at a few thousand nested braces, drops the name of a command it does not know, loses the marks
of `\enquote` and costs 0.4 ms a string. A bibliography needs accents, signs and a few dozen commands, which
tables say better. This decoder is one pass without recursion, so its time grows with the length of the text
alone, and what it does not know stays as it was written and is named.
"""

# ruff: noqa: RUF001 - dashes, quotation marks and letters of other scripts are what this is about

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from evibase.records.latex_symbols import (
    ACCENTS,
    HIDDEN,
    QUOTES,
    SILENT,
    SPACING,
    SUBSCRIPTS,
    SUPERSCRIPTS,
    SYMBOLS,
)

_LATEX = re.compile(r"[\\{}~$`]|--|''")
_TOKEN = re.compile(
    r"\\(?:url|path|nolinkurl)\s*+\{(?P<verbatim>[^{}]*+)\}"
    r"|\\(?P<command>[A-Za-z]++)(?P<space>\s*+)"
    r"|\\(?P<symbol>.)"
    r"|(?P<sign>---?|``|''|[{}$~`'^_])"
    r"|(?P<text>[^\\{}$~`'^_-]++|.)",
    re.DOTALL,
)
_SIGNS = {"---": "—", "--": "–", "``": "“", "''": "”", "`": "‘", "~": " "}
_DOTLESS = {"ı": "i", "ȷ": "j"}
_MATHS = re.compile(r"[\\^_=<>+]")
_SHORT_MATHS = 3


@dataclass(slots=True)
class _Group:
    """What to do when a brace closes."""

    close: str = ""
    hidden: bool = False
    script: str = ""


@dataclass(slots=True)
class _State:
    """Where the one pass stands: the output so far and what waits for the next letter or brace."""

    out: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    accents: list[str] = field(default_factory=list)
    groups: list[_Group] = field(default_factory=list)
    waiting: _Group | None = None
    hidden: int = 0
    script: str = ""
    once: bool = False
    maths: bool = False


def decode_latex(latex: str) -> str:
    r"""Give the text that LaTeX would print, in NFC, with runs of white space as one space.

    Text without any LaTeX comes back as it is. Braces go, `\'e` becomes `é`, `--` an en dash, `\%` a per cent
    sign; a command that is not known stays as written (see `unknown_commands`). A `%` is a per cent sign, not
    a comment: BibTeX files have no comments inside values.
    """
    return _decode(latex)[0]


def unknown_commands(latex: str) -> tuple[str, ...]:
    """Give the commands in a text that `decode_latex` leaves as written, each once, in order."""
    return _decode(latex)[1] if "\\" in latex else ()


# Journals, publishers and what a crossref hands down come again and again.
@lru_cache(maxsize=512)
def _decode(latex: str) -> tuple[str, tuple[str, ...]]:
    if not _LATEX.search(latex):
        return _tidy(latex), ()
    state = _State()
    apostrophe = "’" if "`" in latex else "'"
    for match in _TOKEN.finditer(latex):
        kind = match.lastgroup
        if kind == "verbatim":
            _emit(state, match["verbatim"])
        elif kind in {"command", "space"}:
            _command(state, match["command"], match[0])
        elif kind == "symbol":
            _command(state, match["symbol"], match[0])
        elif kind == "sign":
            _sign(state, match[0], apostrophe, latex, match.end())
        else:
            _emit(state, match[0])
    return _tidy("".join(state.out)), tuple(dict.fromkeys(state.unknown))


def _tidy(text: str) -> str:
    tidy = unicodedata.normalize("NFC", " ".join(text.split()))
    # The same text is kept once: what is plain is most of a bibliography.
    return text if text == tidy else tidy


def _emit(state: _State, text: str) -> None:
    state.waiting = None
    if state.hidden or not text:
        return
    if state.accents:
        text = text.lstrip()
        if not text:
            return
        state.out.append(_DOTLESS.get(text[0], text[0]) + "".join(reversed(state.accents)))
        state.accents.clear()
        text = text[1:]
    if state.script:
        table = SUPERSCRIPTS if state.script == "^" else SUBSCRIPTS
        end = 1 if state.once else len(text)
        text = text[:end].translate(table) + text[end:]
        if state.once:
            state.script, state.once = "", False
    state.out.append(text)


def _command(state: _State, name: str, written: str) -> None:
    if name in ACCENTS:
        state.accents.append(ACCENTS[name])
    elif name in SYMBOLS:
        _emit(state, SYMBOLS[name])
    elif name in SILENT:
        state.waiting = _Group()
    elif name in QUOTES:
        opening, closing = QUOTES[name]
        _emit(state, opening)
        state.waiting = _Group(close=closing)
    elif name in HIDDEN:
        state.waiting = _Group(hidden=True)
    elif name in {"textsuperscript", "textsubscript"}:
        state.waiting = _Group(script="^" if name == "textsuperscript" else "_")
    else:
        state.unknown.append("\\" + name)
        _emit(state, written)
        # Its argument keeps its braces, so that the whole of it can be seen.
        state.waiting = _Group(close="}")


def _sign(state: _State, sign: str, apostrophe: str, latex: str, end: int) -> None:
    if sign == "{":
        _open(state)
    elif sign == "}":
        _close(state)
    elif sign == "$":
        if state.maths or _is_maths(latex, end):
            state.maths = not state.maths
        else:
            _emit(state, sign)
    elif sign in "^_":
        if state.maths:
            state.script, state.once = sign, True
        else:
            _emit(state, sign)
    else:
        _emit(state, apostrophe if sign == "'" else _SIGNS[sign])


def _is_maths(latex: str, start: int) -> bool:
    """Say whether a dollar sign opens a formula: "$5 million and $10" holds none."""
    end = latex.find("$", start)
    return end > start and (end - start <= _SHORT_MATHS or _MATHS.search(latex, start, end) is not None)


def _open(state: _State) -> None:
    group = state.waiting or _Group()
    state.waiting = None
    if group.close == "}":
        _emit(state, "{")
    state.hidden += group.hidden
    # The group remembers the script around it and brings its own.
    inner = group.script or state.script
    group.script, state.script, state.once = ("" if state.once else state.script), inner, False
    state.groups.append(group)


def _close(state: _State) -> None:
    if state.accents:
        bare = "".join(SPACING.get(accent, "") for accent in state.accents)
        state.accents.clear()
        _emit(state, bare)
    if not state.groups:
        return
    group = state.groups.pop()
    state.hidden -= group.hidden
    state.script, state.once = group.script, False
    _emit(state, group.close)
    state.waiting = None
