"""A bibliography cut into blocks by bibtexparser, and every byte of it accounted for.

bibtexparser 2.x never crashes on bad input and its time is linear, which was measured over 43,000 real entries;
so it finds the blocks, without any of its middlewares (they lose data: see `bibliography.py`). Its danger is
silence: what stands between two blocks counts as a comment there. Here a comment is a line that starts with `%`,
an `@comment`, or prose without any sign of BibTeX; anything else is reported.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass

from evibase.problems import Problem
from evibase.records.bibtex_syntax import RawEntry, Source, read_entry
from evibase.records.plain_bibtex import plain_entries

# It reports failed blocks through logging as well; they are values here, and said once.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)

#: Longest entry that is read, in characters. A long abstract is about 5,000.
LARGEST_ENTRY = 256 * 1024

_TORN = re.compile(r"[{}@=\"]")
_RIS = re.compile(r"TY  ?- ")
_SPECIAL = frozenset({"string", "preamble", "comment"})
_KIND = re.compile(r"@\s*(\w+)")
_LIKE_AN_ENTRY = re.compile(r"@[^\s{(]*\s*[{(]?")
_KEY = re.compile(r"@\s*\w+\s*[{(]\s*([^\s,={}\"()]*)")
_TRAILING_MARK = re.compile(r"@\w*+[ \t]*+\Z")
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Blocks:
    """Entries and `@string`s in order of the file, and what is wrong with the grammar of it."""

    entries: tuple[RawEntry, ...]
    strings: tuple[RawEntry, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """A block: its text, where it starts, and whether it is behind a `%`, was not read to its end, or is no entry."""

    raw: str
    start: int
    commented: bool
    failed: bool
    skipped: bool


def read_blocks(source: Source, *, quickly: bool = True) -> Blocks:
    """Cut a bibliography into entries and `@string`s; reports `bibtex-syntax`, `missing-comma`, `entry-too-large`.

    A broken entry never hides another: it comes back with what could be read of it, marked `broken`. What is read
    `quickly` (see `plain_bibtex`) is the same as what is not.
    """
    entries, explained = plain_entries(source.text, LARGEST_ENTRY) if quickly else ([], 0)
    strings: list[RawEntry] = []
    problems: list[Problem] = []
    torn = False
    for place in _places(source.text, explained):
        problems += _stray(source, explained, place.start, after_torn=torn)
        torn = False
        explained = place.start + len(place.raw)
        if place.skipped:
            continue
        entry, found = _read(source, place)
        problems += found
        if entry is not None:
            (strings if entry.kind == "string" else entries).append(entry)
            # What follows the end of an entry is looked at like anything else between two blocks.
            explained = place.start + len(entry.raw) if entry.raw else explained
            torn = entry.broken
    problems += _stray(source, explained, len(source.text), after_torn=torn)
    return Blocks(tuple(entries), tuple(strings), tuple(problems))


def _places(text: str, start_at: int) -> Iterator[_Place]:
    """Give every block but the comments between blocks; a failed one reaches to the block after it."""
    if not text[start_at:].strip():
        return
    # Where all entries are plain ones nobody waits for it: it takes a tenth of the time to check a file.
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415
    from bibtexparser.model import (  # noqa: PLC0415
        Block,
        DuplicateBlockKeyBlock,
        DuplicateFieldKeyBlock,
        ExplicitComment,
        ImplicitComment,
        ParsingFailedBlock,
        Preamble,
    )

    blocks: list[tuple[Block, str, int]] = []
    cursor = start_at
    for block in parse_string(text[start_at:], parse_stack=[]).blocks:
        inner = block
        # Duplicates are judged later, where case and address count too.
        while isinstance(inner, (DuplicateBlockKeyBlock, DuplicateFieldKeyBlock)) and inner.ignore_error_block:
            inner = inner.ignore_error_block
        raw = inner.raw or ""
        start = text.find(raw, cursor)
        if raw and start >= 0:
            # A failed block may end with the beginning of the next: `@{` before `@article{...}`.
            torn = _TRAILING_MARK.search(raw) if isinstance(inner, ParsingFailedBlock) else None
            cursor = start + (torn.start() if torn and torn.start() else len(raw))
            if not isinstance(inner, ImplicitComment):
                blocks.append((inner, raw, start))
    ended = start_at
    for index, (inner, raw, start) in enumerate(blocks):
        before = text[max(ended, text.rfind("\n", ended, start) + 1) : start]
        ended = start + len(raw)
        failed = isinstance(inner, ParsingFailedBlock)
        if failed:
            ended = blocks[index + 1][2] if index + 1 < len(blocks) else len(text)
        yield _Place(
            raw=text[start:ended].rstrip(),
            start=start,
            commented=before.lstrip().startswith("%"),
            failed=failed,
            skipped=isinstance(inner, (ExplicitComment, Preamble)),
        )


def _read(source: Source, place: _Place) -> tuple[RawEntry | None, list[Problem]]:
    start, raw = place.start, place.raw
    kind = _KIND.match(raw)
    name = kind[1].lower() if kind else ""
    if place.commented:
        return None, [
            source.problem(
                start, "bibtex-syntax", "An entry stands after a `%`: biber skips it, BibTeX reads it.",
                "Delete the `%` to keep the entry, or the entry to drop it.",
            )
        ]  # fmt: skip
    if len(raw) > LARGEST_ENTRY:
        return _stub(name, raw, start), [
            source.problem(
                start, "entry-too-large", f"The entry has {len(raw):,} characters; at most {LARGEST_ENTRY:,} are read.",
                "Shorten it; a brace may be missing that should end it earlier.",
            )
        ]  # fmt: skip
    if name in _SPECIAL - {"string"}:
        return None, [_unclosed(source, start, f"The @{name}")]
    entry, faults = read_entry(raw, start, key=name != "string")
    problems = [source.problem(f.start, f.code, f.message, f.remedy) for f in faults]
    if place.failed and not faults and (entry.key or name == "string"):
        problems.append(_unclosed(source, start, f'The entry "{entry.key}"' if entry.key else f"The @{name}"))
    return entry, problems


def _stub(kind: str, raw: str, start: int) -> RawEntry:
    """Give an entry of which only the key is read, so that those who cite it are not told that it is unknown."""
    key = _KEY.match(raw)
    return RawEntry(kind, start, key[1] if key else "", start + (key.start(1) if key else 0), (), "", broken=True)


def _unclosed(source: Source, start: int, subject: str) -> Problem:
    return source.problem(
        start, "bibtex-syntax", f"{subject} could not be read to its end.",
        "Look for a brace or quotation mark without a partner, or a line in it that begins with @.",
    )  # fmt: skip


def _stray(source: Source, start: int, end: int, *, after_torn: bool = False) -> list[Problem]:
    """Report what looks like a piece of BibTeX between two blocks: the first line, and every `@` that opens one.

    After an entry that is torn only the latter: the rest is what it was torn from, and it has its problem.
    """
    problems: list[Problem] = []
    for line in _LINE.finditer(source.text, start, end):
        text = line[0].strip()
        if _RIS.match(text) and not problems:
            message = "This is RIS, and not BibTeX."
            remedy = "Export it as BibTeX, or write the entry by hand: @article{key, ...}."
            problems.append(source.problem(line.start(), "bibtex-syntax", message, remedy))
        torn = _TORN.search(text)
        if not torn or text.startswith("%") or text.lower().startswith("@comment"):
            continue
        at = line.start() + line[0].index(text)
        entry = _LIKE_AN_ENTRY.match(text)
        said = after_torn or bool(problems)
        if said and entry is None:
            continue
        if entry:
            message = f'"{entry[0][:40].strip()}" is not read as an entry.'
            remedy = "Write the type in letters, with its opening brace on the same line: @article{key, ...}."
        elif text.startswith("}"):
            message = "A closing brace stands outside of any entry."
            remedy = "Delete it, or the brace in the entry above that closes too early."
        else:
            shown = text if len(text) <= 40 else f"{text[:37]}..."  # noqa: PLR2004 - one line
            message = f'"{shown}" stands outside of any entry.'
            remedy = "An entry above ended too early, or begin the line with `%` if it is a comment."
        problems.append(source.problem(at, "bibtex-syntax", message, remedy))
    return problems
