"""Citations in authored Markdown: `[see @key, p. 3; @other]`, `[-@key]`, `@key` and `@key [p. 3]`.

The syntax is that of pandoc (Pandoc User's Guide, "Citation syntax"), with the keys of `records/reference`. In a
footnote a citation stands as `[^@key, p. 3]`, or as pandoc's note `^[@key, p. 3]` if it holds nothing but citations.
Not looked into: code (spans, fenced, indented), HTML tags and comments, the content of `pre`, `code`, `script`,
`style` and `textarea`, links with their targets, addresses and e-mail addresses. A backslash before `@` or `[`
takes its meaning away. One pass that never goes back over text, so its time grows with the length alone.
"""

# ruff: noqa: RUF001 - dashes, quotation marks and letters of other scripts are what this is about

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from evibase.graph.markdown_prose import masked
from evibase.records.reference import KEY

# What may not stand right before the @ of a citation: it would be an address, a handle or part of a word.
_NOT_AFTER = r"(?<![\w./:@+%#&=\\~$-])"
_CITE = re.compile(rf"(?P<minus>(?<![^\s\[;(]))-@(?P<year_key>{KEY})(?!@)|{_NOT_AFTER}@(?P<key>{KEY})(?!@)")
# A citation stays inside its paragraph.
_BRACKET = re.compile(r"[\[\]]|\n[ \t]*+\n")
_QUOTED_PARTS = re.compile(r"(?:\"[^\"]*+\"|“[^”]*+”|[^,])++")
_OPEN = re.compile(r"\[|@")
_LOCATOR_WORD = (
    r"(?:pp?|pages?|ch|chs|chap|chaps|chapters?|sec|secs|sections?|§+|para|paras|paragraphs?|¶+|figs?|figures?|tables?|"
    r"tab|vols?|volumes?|no|nos|numbers?|nn?|notes?|cols?|columns?|lines?|ll?|verses?|vv?|pt|pts|parts?|app|apps|"
    r"appendix|appendices|art|arts|articles?|slides?|headings?|box|boxes|ex|example|fol|folios?|bk|bks|books?|op|"
    r"s\.v|loc|location|min|minute|at)\.?"
)
_LOCATOR = re.compile(rf"\s*+(?:{_LOCATOR_WORD}(?=[\s\d§¶\"“'‘])|[\d§¶\"“]|[ivxlc]+\b)", re.IGNORECASE)
_AFTER_NARRATIVE = re.compile(r" \[([^\[\]@\n]*+)\](?![(\[:])")
_JOINT = re.compile(r"(?:[\s,;]|\band\b|&)*+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CitationItem:
    """One work in a citation. `key_offset` is where its key (without the @) starts in the Markdown.

    `prefix` and `suffix` are as written, without the spaces around them; a suffix keeps the comma before it.
    """

    key: str
    locator: str = ""
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False
    key_offset: int = 0


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation: the offsets that it covers in the Markdown, and its works.

    `narrative` says that it is part of a sentence, `note` that it stands in a footnote.
    """

    start: int
    end: int
    items: tuple[CitationItem, ...]
    narrative: bool = False
    note: bool = False


def find_citations(markdown: str) -> tuple[Citation, ...]:
    """Give the citations in a Markdown text, in order; they never overlap."""
    prose = masked(markdown)
    found: list[Citation] = []
    at = 0
    while match := _OPEN.search(prose, at):
        read = _group if match[0] == "[" else _narrative
        citation = read(markdown, prose, match.start())
        if citation:
            found.append(citation)
        at = citation.end if citation else match.end()
    return tuple(found)


def substitute(markdown: str, citations: Iterable[Citation], render: Callable[[Citation], str]) -> str:
    """Give the text with each citation replaced by what `render` makes of it; all else stays as it is."""
    parts: list[str] = []
    done = 0
    for citation in citations:
        parts += [markdown[done : citation.start], render(citation)]
        done = citation.end
    return "".join([*parts, markdown[done:]])


def _group(text: str, prose: str, start: int) -> Citation | None:
    """Read `[...]` if a key is in it."""
    closing = _BRACKET.search(prose, start + 1)
    if closing is None or closing[0] != "]":
        return None
    end = closing.start()
    keys = list(_CITE.finditer(prose, start + 1, end))
    items: list[CitationItem] = []
    inner = prose.startswith("[^@", start)
    outer = not inner and start > 0 and prose[start - 1] == "^"
    before = start + 2 if inner else start + 1
    for index, match in enumerate(keys):
        last = index + 1 == len(keys)
        stop = end if last else keys[index + 1].start()
        # Between two keys the last semicolon parts what belongs to one from what belongs to the other.
        cut = stop if last else prose.rfind(";", match.end(), stop)
        cut = stop if cut < 0 else cut
        items.append(_item(text, match, before, cut))
        before = min(cut + 1, stop)
    return Citation(start - outer, end + 1, tuple(items), note=inner or outer) if items else None


def _item(text: str, match: re.Match[str], before: int, after: int) -> CitationItem:
    group = "year_key" if match["year_key"] else "key"
    rest = text[match.end() : after]
    locator, suffix = _locator(rest)
    prefix = " ".join(text[before : match.start()].split())
    return CitationItem(
        key=match[group],
        locator=locator,
        prefix="" if _JOINT.fullmatch(prefix) else prefix,
        suffix="" if _JOINT.fullmatch(suffix) else suffix,
        suppress_author=group == "year_key",
        key_offset=match.start(group),
    )


def _locator(rest: str) -> tuple[str, str]:
    """Part what follows a key into its locator and the suffix: parts between commas, as long as they locate."""
    text = " ".join(rest.split())
    parts = _QUOTED_PARTS.findall(text)
    taken = 0
    for part in parts:
        if not _LOCATOR.match(part):
            break
        taken += 1
    if not taken:
        return "", text
    locator = ",".join(parts[:taken]).strip()
    suffix = ",".join(parts[taken:]).strip()
    return locator, f", {suffix}" if suffix else ""


def _narrative(text: str, prose: str, start: int) -> Citation | None:
    match = _CITE.match(prose, start)
    if match is None or match["key"] is None:
        return None
    end, locator, suffix = match.end(), "", ""
    after = _AFTER_NARRATIVE.match(prose, end)
    if after and _LOCATOR.match(text, after.start(1)):
        locator, suffix = _locator(text[after.start(1) : after.end(1)])
        end = after.end()
    item = CitationItem(match["key"], locator, suffix=suffix, key_offset=match.start("key"))
    return Citation(start, end, (item,), narrative=True)
