"""Briefs: nothing in them without its record, its source and the place, and the PDF is the twin of the page."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

import pytest
from hypothesis import given, settings
from pypdf import PdfReader

from evibase.build import Compiled
from evibase.graph.styled_text import to_text
from evibase.pages import brief_pdf, theme_brief
from evibase.pages.brief import Brief, Point, brief_of, briefed, points_of
from evibase.pages.brief_glyphs import _known
from evibase.pages.finish import finished
from evibase.pages.view import Settings, View
from evibase.records.finding import Finding
from evibase.records.model import Ref
from evibase.records.policy_option import PolicyOption
from evibase.records.question import Question
from tests.bases import ROOT, SMALL, bases, compiled, files_of

_SETTINGS = Settings("The small base", "https://example.org/base/", pdf=True)
#: What a theme holds in a base that is far too large for two pages.
_MANY = 300
_LONG = "Longer words than usually encountered make considerably heavier paragraphs. " * 12
_FINDING, _OPTION = "findings/time/cover-helps.yml", "content/policy-options/cover-in-the-rota.md"


def _view(files: Mapping[str, bytes]) -> View:
    return View(compiled(files).graph, _SETTINGS)


@pytest.fixture(scope="module")
def real() -> View:
    """Give the real base as pages see it."""
    base: Compiled = compiled(files_of(ROOT))
    return View(base.graph, _SETTINGS)


def _large() -> dict[str, bytes]:
    """Give the small base with hundreds of findings and options on one theme, each as long as may be."""
    files = dict(files_of(SMALL))
    finding, option = files[_FINDING].decode(), files[_OPTION].decode()
    for n in range(_MANY):
        claim = f"claim: {json.dumps(f'Claim number {n} holds. {_LONG}'[:299].rstrip() + '.')}"
        text = re.sub(r"^claim: .*$", claim, finding, flags=re.MULTILINE)
        text = text.replace("locator: sec. 2", f"locator: {json.dumps(_LONG)}")
        files[f"findings/copy-{n}.yml"] = text.replace("Where the one", f"{_LONG}where the one").encode()
        files[f"content/policy-options/copy-{n}.md"] = re.sub(
            r"^summary: .*$", f"summary: {json.dumps(_LONG)}", option, flags=re.MULTILINE
        ).encode()
    return files


def _briefs(view: View) -> Iterator[Brief]:
    return (brief_of(view, ref) for ref in briefed(view))


def _places(view: View, point: Point) -> set[tuple[str, str]]:
    """Give every source and locator that the record behind a point names, itself or through findings below it."""
    record = view.record(point.ref)
    if isinstance(record, Finding):
        return {(item.source, " ".join(item.locator.split())) for item in record.evidence}
    if isinstance(record, Question):
        return {(item.source, " ".join(item.locator.split())) for item in record.origin_of}
    return set()


def test_every_sentence_names_its_record_source_and_place(real: View) -> None:
    """Law: each sentence of a brief leads to a record, and each claim to a place in a source that its record names.

    An option says what it rests on instead, with the finding and its places; a question has them where it was raised.
    """
    briefs = list(_briefs(real))
    assert len(briefs) >= 20
    for brief in briefs:
        for point in points_of(brief):
            record = real.record(point.ref)
            assert point.text
            assert record is not None
            known = {source: set[str]() for source, _ in _places(real, point)}
            for source, locator in _places(real, point):
                known[source].add(locator)
            for passage in point.passages:
                assert any(passage.locator.startswith(each[:100]) for each in known[passage.key]), (brief.name, point)
            if isinstance(record, Finding):
                assert point.passages, point
            if isinstance(record, PolicyOption) and not point.passages:
                supports = any(item.role == "supports" for item in record.basis)
                assert bool(point.below) >= supports, point


def test_the_surest_come_first_and_nothing_contested_is_known(real: View) -> None:
    """Law: what is known is not contested and stands in the order of its strength; what is contested says by what."""
    for brief in _briefs(real):
        parts = {section.anchor: section.points for section in brief.sections}
        known = [point.ref.id for point in parts.get("known", ())]
        assert known == real.strongest_first(known)
        assert not any(real.standings[name].contested for name in known)
        for point in parts.get("contested", ()):
            assert real.standings[point.ref.id].contested
            assert point.below, point


def test_the_page_says_what_the_pdf_says(real: View) -> None:
    """Law: each sentence, locator and work of a brief is on the page and in the PDF, where one full stop ends it."""
    for name in list(theme_brief.keys(real))[:6]:
        brief = brief_of(real, Ref("themes", name))
        page = finished(real, theme_brief.page(real, name))
        shown = _squeezed(unescape(re.sub(r"<[^>]*>", " ", page.body)))
        printed = _squeezed(_text(brief_pdf.file(real, name).data))
        said = [text for point in points_of(brief) for text in (point.text, *(p.locator for p in point.passages))]
        works = [to_text(real.style.entry(key)) for key in brief.keys]
        for text in (brief.question, *said, *works, *brief.sure):
            assert _squeezed(text) in shown, (name, text)
            assert _squeezed(text) in printed, (name, text)
        assert not re.search(r"(?<!\.)\.\.(?!\.)", printed), name


def _text(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def _squeezed(text: str) -> str:
    """Give a text without spaces: a PDF breaks lines where it likes. And without footers, which may stand between."""
    text = re.sub(r"The small base, [\d.]+, [\d-]+\s*\d / \d", " ", text)
    return re.sub(r"\s+", "", text)


def test_a_pdf_is_accessible_and_holds_no_date(real: View) -> None:
    """Law: a PDF is tagged PDF/UA-1 with language and a title that is shown, on two pages, the same each time."""
    names = list(brief_pdf.keys(real))
    assert len(names) == len(list(briefed(real)))
    for name in names:
        data = brief_pdf.file(real, name).data
        reader = PdfReader(io.BytesIO(data))
        root: Any = reader.trailer["/Root"]
        assert len(reader.pages) <= 2, name
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == "en-GB"
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert "/StructTreeRoot" in root
        assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
        assert reader.metadata is not None
        assert reader.metadata.title == f"Brief: {real.name(Ref('themes', name))}"
        assert b"CreationDate" not in data
        assert "\N{REPLACEMENT CHARACTER}" not in _text(data)
    again = brief_pdf.file(View(real.graph, _SETTINGS), names[0]).data
    assert again == brief_pdf.file(real, names[0]).data


def test_a_brief_of_much_is_two_pages() -> None:
    """Law: however many and long the findings of a theme, its PDF has two pages and says how many more there are."""
    view = _view(_large())
    for name in brief_pdf.keys(view):
        reader = PdfReader(io.BytesIO(brief_pdf.file(view, name).data))
        assert len(reader.pages) <= 2, name
    largest = max(len(view.carrying(ref)) for ref in briefed(view))
    assert largest > _MANY
    assert any("more finding" in section.rest for each in _briefs(view) for section in each.sections)


@settings(max_examples=8)
@given(bases())
def test_any_base_can_be_set(files: Mapping[str, bytes]) -> None:
    """Law: whatever is written in records, each brief becomes a PDF of at most two pages, and nothing raises."""
    view = _view(files)
    list(brief_pdf.problems(view))
    for name in brief_pdf.keys(view):
        assert len(PdfReader(io.BytesIO(brief_pdf.file(view, name).data)).pages) <= 2


def test_text_is_never_markup() -> None:
    """Law: what would be a command or a formula to typst is shown as it is written."""
    files = dict(files_of(SMALL))
    path = next(path for path in files if path.startswith("content/questions/"))
    hostile = '#panic("x") $x^2$ *bold* _it_ @key <label> // no comment'
    files[path] = re.sub(rb"^title: .*$", f"title: {json.dumps(hostile)}".encode(), files[path], flags=re.MULTILINE)
    view = _view(files)
    printed = "".join(_squeezed(_text(brief_pdf.file(view, name).data)) for name in brief_pdf.keys(view))
    assert _squeezed(hostile) in printed


def test_a_character_without_a_glyph_is_told() -> None:
    """Law: a character that the fonts do not have is a warning at its place, and the PDF is made all the same."""
    files = dict(files_of(SMALL))
    files[_FINDING] = files[_FINDING].replace(b"claim: ", "claim: \N{CJK UNIFIED IDEOGRAPH-4E2D} ".encode(), 1)
    view = _view(files)
    told = [problem for problem in brief_pdf.problems(view) if problem.path == _FINDING]
    assert [(problem.code, str(problem.severity)) for problem in told] == [("character-not-in-fonts", "warning")]
    line = files[_FINDING].decode().split("\n")[told[0].line - 1]
    assert line[told[0].column - 1] == "\N{CJK UNIFIED IDEOGRAPH-4E2D}"
    assert all(brief_pdf.file(view, name).data for name in brief_pdf.keys(view))


def test_pdfs_can_be_switched_off(real: View) -> None:
    """Law: a site without PDFs has the same briefs as pages, and no link to a PDF."""
    off = View(real.graph, Settings())
    assert not list(brief_pdf.keys(off))
    assert list(theme_brief.keys(off)) == list(theme_brief.keys(real))
    assert ".pdf" not in theme_brief.page(off, next(theme_brief.keys(off))).body
    assert "brief.pdf" in theme_brief.page(real, next(theme_brief.keys(real))).body


def test_the_table_of_characters_is_true() -> None:
    """Law: typst can show every character that the table says its fonts have."""
    known = "".join(map(chr, sorted(_known())))
    for start in range(0, len(known), 600):
        text = " ".join(known[start : start + 600])
        data = {
            "title": "x", "author": "x", "question": text, "lang": "en", "foot": "x", "sections": [], "how": "x",
            "sure": "x", "references": "x", "works": [],
        }  # fmt: skip
        assert brief_pdf.typeset(json.dumps(data)).startswith(b"%PDF")
