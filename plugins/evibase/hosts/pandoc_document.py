"""What pandoc is asked and what it answers, as its JSON: citations in, runs of text out. Pure.

The form is that of pandoc-types 1.23 (https://hackage.haskell.org/package/pandoc-types).
"""

# ruff: noqa: RUF001 - quotation marks are what this is about

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from evibase.graph.styled_text import Run

_API = [1, 23, 1]
SENTENCE, BRACKETS, YEAR = "AuthorInText", "NormalCitation", "SuppressAuthor"
_FLAGS: Mapping[str, Callable[[Run], Run]] = {
    "Strong": lambda run: run._replace(bold=True), "SmallCaps": lambda run: run._replace(small_caps=True),
    "Superscript": lambda run: run._replace(raised=True), "Subscript": lambda run: run._replace(lowered=True),
}  # fmt: skip
_QUOTES = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}

Node = Mapping[str, Any]


def document(paragraphs: Iterable[Sequence[tuple[str, str, str]]]) -> dict[str, Any]:
    """Give a document with one citation a paragraph, each of works as (id, mode, place)."""
    return {"pandoc-api-version": _API, "meta": {}, "blocks": [_paragraph(works) for works in paragraphs]}


def _paragraph(works: Sequence[tuple[str, str, str]]) -> dict[str, Any]:
    citations = [
        {
            "citationId": name, "citationPrefix": [], "citationMode": {"t": mode}, "citationNoteNum": 0,
            "citationHash": 0, "citationSuffix": _words(place),
        }
        for name, mode, place in works
    ]  # fmt: skip
    return {"t": "Para", "c": [{"t": "Cite", "c": [citations, [{"t": "Str", "c": "?"}]]}]}


def _words(place: str) -> list[dict[str, Any]]:
    """Give the words of a place as pandoc's reader would: it knows `chap.` only as a word."""
    found: list[dict[str, Any]] = [{"t": "Str", "c": ","}] if place else []
    for word in place.split():
        found += [{"t": "Space"}, {"t": "Str", "c": word}]
    return found


def answers(answer: Node) -> tuple[list[tuple[Run, ...]], dict[str, tuple[Run, ...]]]:
    """Give the citations in order, and the entries of the list of references by id."""
    cited: list[tuple[Run, ...]] = []
    entries: dict[str, tuple[Run, ...]] = {}
    for block in answer["blocks"]:
        if block["t"] == "Para":
            cited.append(_joined(_inlines(block["c"], Run(""))))
        elif block["t"] == "Div":
            for entry in block["c"][1]:
                name = entry["c"][0][0].removeprefix("ref-")
                entries[name] = _joined(run for part in entry["c"][1] for run in _block(part))
    return cited, entries


def _block(block: Node) -> Iterable[Run]:
    if block["t"] in {"Para", "Plain"}:
        yield from _inlines(block["c"], Run(""))
    elif block["t"] == "Div":
        for inner in block["c"][1]:
            yield from _block(inner)


def _inlines(nodes: Iterable[Node], style: Run) -> Iterable[Run]:  # noqa: C901 - one case for each kind of node
    for node in nodes:
        kind: str = node["t"]
        content: Any = node.get("c")
        if kind == "Str":
            yield style._replace(text=content)
        elif kind in {"Space", "SoftBreak", "LineBreak"}:
            yield style._replace(text=" ")
        elif kind == "Emph":
            yield from _inlines(content, style._replace(italic=not style.italic))
        elif kind in _FLAGS:
            yield from _inlines(content, _FLAGS[kind](style))
        elif kind in {"Underline", "Strikeout"}:
            yield from _inlines(content, style)
        elif kind == "Quoted":
            opening, closing = _QUOTES[content[0]["t"]]
            yield style._replace(text=opening)
            yield from _inlines(content[1], style)
            yield style._replace(text=closing)
        elif kind == "Link":
            yield from _inlines(content[1], style._replace(url=content[2][0]))
        elif kind == "Cite" or (kind == "Span" and "csl-left-margin" not in content[0][1]):
            yield from _inlines(content[1], style)
        elif kind in {"Code", "Math", "RawInline"}:
            yield style._replace(text=content[1])


def _joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Put neighbours of one style together."""
    found: list[Run] = []
    for run in runs:
        if found and found[-1]._replace(text="") == run._replace(text=""):
            found[-1] = run._replace(text=found[-1].text + run.text)
        elif run.text:
            found.append(run)
    return tuple(found)
