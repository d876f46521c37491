"""The brief of a theme as an accessible PDF (PDF/UA-1), set by typst: the same words as the page.

Nothing but the base decides what is in the file: typst's own fonts are used and no others, there is no date in it, and
texts are handed over as data. So the same base gives the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache, partial
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from evibase.artifact import File
from evibase.graph.styled_text import Run
from evibase.pages.brief import FACET, Brief, Point, brief_of, briefed, points_of
from evibase.pages.brief_glyphs import unknown
from evibase.pages.view import View
from evibase.pages.words import count, say
from evibase.problems import Problem, Severity
from evibase.records.edition import Edition
from evibase.records.model import Record, Ref
from evibase.records.raw import position
from evibase.records.types import BIBLIOGRAPHY

if TYPE_CHECKING:
    from typst import Compiler

#: The sizes of type that are tried until all is on two pages.
_SIZES = ("10", "9.5", "9", "8.5", "8", "7.5", "7")
_MOST_PAGES = 2
_PAGES = re.compile(rb"<xmpTPg:NPages>(\d+)</xmpTPg:NPages>")
#: What stands for a character that the fonts do not have.
_STAND_IN = "\N{REPLACEMENT CHARACTER}"


def available() -> bool:
    """Say whether typst is installed: it is an extra, of 80 MB on disk."""
    return find_spec("typst") is not None


def keys(view: View) -> Iterator[str]:
    """Give the id of every theme that has a brief, where the site has PDFs."""
    if view.settings.pdf:
        yield from (ref.id for ref in briefed(view))


def path_of(name: str) -> str:
    """Give the path of the PDF of a theme's brief."""
    return f"{FACET}/{name}/brief.pdf"


def file(view: View, name: str) -> File:
    """Give `themes/<id>/brief.pdf`."""
    text = _text(view, Ref(FACET, name))
    shown = text.translate(dict.fromkeys(map(ord, missing(view)), _STAND_IN))
    return File(path_of(name), typeset(shown))


def typeset(data: str) -> bytes:
    """Set a brief, in the largest type in which it takes two pages.

    Raises `typst.TypstError` for a character that the fonts do not have.
    """
    pdf = b""
    for size in _SIZES:
        given = {"data": data, "size": size}
        made = _compiler().compile(_template(), sys_inputs=given, format="pdf", pdf_standards=["ua-1"])
        assert isinstance(made, bytes)  # noqa: S101 - of a PDF there is one
        pdf = made
        found = _PAGES.search(pdf)
        if found and int(found[1]) <= _MOST_PAGES:
            break
    return pdf


@cache
def _compiler() -> Compiler:
    """Give the one compiler, with the fonts that come with typst."""
    import typst  # noqa: PLC0415 - an extra, and 80 MB

    return typst.Compiler(font_paths=typst.Fonts(include_system_fonts=False), ignore_system_fonts=True)


@cache
def _template() -> bytes:
    return files("evibase.pages").joinpath("templates/brief.typ").read_bytes()


def missing(view: View) -> frozenset[str]:
    """Give the characters in briefs that typst's fonts do not have."""
    return view.kept("characters that cannot be set", partial(_missing, view))[""]


def _missing(view: View, _: str) -> frozenset[str]:
    each = view.kept("characters of a brief that cannot be set", partial(_missing_in, view))
    return frozenset[str]().union(*(each[ref] for ref in briefed(view)))


def _missing_in(view: View, ref: Ref) -> frozenset[str]:
    return unknown(_text(view, ref))


def _text(view: View, ref: Ref) -> str:
    """Give what is set, as JSON; a letter and its mark are one character where there is one for both."""
    return view.kept("texts of briefs", partial(_told, view))[ref]


def _told(view: View, ref: Ref) -> str:
    return normalize("NFC", json.dumps(_data(view, brief_of(view, ref)), ensure_ascii=False))


def problems(view: View) -> Iterator[Problem]:
    """Give a warning for each record with a character that a PDF cannot show."""
    lacking = missing(view) if view.settings.pdf else frozenset[str]()
    if not lacking:
        return
    told: set[Ref | str] = set()
    for ref in briefed(view):
        brief = brief_of(view, ref)
        for record in filter(None, map(view.record, (ref, *(point.ref for point in points_of(brief))))):
            if record.ref not in told and (problem := _in_record(record, lacking)):
                told.add(record.ref)
                yield problem
        listed = {letter for key in brief.keys for run in view.style.entry(key) for letter in run.text}
        if found := lacking.intersection(listed) - told:
            told |= found
            yield _problem(BIBLIOGRAPHY, (1, 1), min(found))


def _in_record(record: Record, lacking: frozenset[str]) -> Problem | None:
    text = record.origin.text
    places = [place for place in (text.find(letter) for letter in lacking) if place >= 0]
    return _problem(record.path, position(text, min(places)), text[min(places)]) if places else None


def _problem(path: str, place: tuple[int, int], letter: str) -> Problem:
    return Problem(
        path, *place, "character-not-in-fonts",
        f'The character "{letter}" (U+{ord(letter):04X}) is in a brief, and the fonts of its PDF do not have it: '
        f'"{_STAND_IN}" stands in its place there. The page shows it.',
        "Write it in another way, or set `pdf: false` for the plugin `evibase/findings`.", Severity.WARNING,
    )  # fmt: skip


def _data(view: View, brief: Brief) -> dict[str, Any]:
    """Give what the template sets: texts, and the addresses of links where the site has an address."""
    edition = next(iter(view.graph.base.of(Edition).values()), None)
    dated = [edition.version or "", edition.released.isoformat() if edition.released else ""] if edition else []
    return {
        "title": say("Brief: {name}").format(name=brief.name),
        "author": edition.title if edition else view.settings.site_name,
        "question": brief.question,
        "lang": "en",
        "foot": ", ".join(part for part in (view.settings.site_name, *dated) if part),
        "sections": [
            {"title": each.title, "points": [_point(view, point) for point in each.points], "rest": each.rest}
            for each in brief.sections
        ],
        "how": say("How sure this is"),
        "sure": " ".join(brief.sure),
        "references": say("References"),
        "works": [[_run(run) for run in view.style.entry(key)] for key in brief.keys],
    }


def _point(view: View, point: Point) -> dict[str, Any]:
    return {
        "text": point.text,
        "lead": point.lead,
        "sure": point.sure,
        "step": point.step,
        "record": str(point.ref),
        "url": f"{view.settings.site_url.rstrip('/')}/{view.url(point.ref)}" if view.settings.site_url else "",
        "passages": [{"label": each.label, "locator": each.locator} for each in point.passages],
        "more": count(point.more, "more place", "more places") if point.more else "",
        "below": [_point(view, below) for below in point.below],
    }


def _run(run: Run) -> dict[str, Any]:
    """Give a stretch of a reference. Links are those that a page would make, too."""
    url = run.url if run.url.startswith(("https://", "http://")) else ""
    return {
        "text": run.text, "url": url, "italic": run.italic, "bold": run.bold, "raised": run.raised,
        "lowered": run.lowered,
    }  # fmt: skip
