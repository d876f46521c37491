"""The cells of the gap map: numbers with their shapes, what they leave open, and what to do about an empty one."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlencode

from evibase.graph.gap_map import LEVELS, Cell, Point
from evibase.pages.gap_map_axes import CONFIDENCE, WHERE
from evibase.pages.issue_links import new_issue
from evibase.pages.parts import Anchor, Parts
from evibase.pages.words import GAP, GAP_NOTE, LEVEL, STANCE, count, say
from evibase.records.model import Ref

_STANCES = tuple(STANCE)


class Mark(NamedTuple):
    """A number in a cell with its shape: a level of confidence or a stance, in words, too."""

    shape: str
    text: str


class Asked(NamedTuple):
    """The open questions about a cell: how many, where they are listed, and one of them with why it has no answer."""

    number: str
    link: str
    question: Anchor
    kind: str


class Shown(NamedTuple):
    """A cell as it is shown. `link` leads to its findings; one without has none, and `text` says so."""

    text: str
    link: str
    marks: tuple[Mark, ...]
    notes: str
    asked: Asked | None = None
    gone: str = ""
    near: str = ""
    add: str = ""
    ask: str = ""


def shown_cell(
    parts: Parts, row: tuple[str, Point], column: tuple[str, Point], cell: Cell, around: tuple[int, int]
) -> Shown:
    """Give a cell as it is shown. A term comes with the facet that it belongs to.

    `around` are the numbers of findings in its row and its column.
    """
    asked = _asked(parts, cell, (row[0], row[1].id), (column[0], column[1].id)) if cell.questions else None
    gone = count(cell.gone, "finding no longer stands.", "findings no longer stand.") if cell.gone else ""
    if not cell.findings:
        text = say("Nothing yet, but asked") if asked else say(GAP_NOTE["absolute"])
        add, ask = _offers(parts, row, column)
        return Shown(text, "", (), "", asked, gone, _near(*around), add, ask)
    link = to_explorer(parts, (row[0], row[1].id), (column[0], column[1].id))
    text = count(cell.findings, "finding", "findings")
    notes = ", ".join(say(GAP_NOTE[gap]) for gap in cell.gaps)
    return Shown(text, link, cell_marks(cell), notes, asked)


def _near(row: int, column: int) -> str:
    """Say what is known elsewhere: of an empty cell, all that stands in its row and its column."""
    return say("Elsewhere in this row: {row}; in this column: {column}.").format(
        row=count(row, "finding", "findings"), column=count(column, "finding", "findings")
    )


def cell_marks(cell: Cell) -> tuple[Mark, ...]:
    """Give the numbers of a cell with their shapes: levels of confidence, stances, and how many are contested."""
    words = (("supports", "support"), ("qualifies", "qualify"), ("contradicts", "contradict"))
    found = [
        Mark(f"ev-conf--{level or 'none'}", f"{number} {say(LEVEL[level]).lower()}")
        for level, number in zip(LEVELS, cell.levels, strict=True)
        if number
    ]
    found += [
        Mark(f"ev-i--{stance}", count(number, *word))
        for stance, word, number in zip(_STANCES, words, cell.stances, strict=True)
        if number
    ]
    if cell.contested:
        found.append(Mark("ev-i--contested", count(cell.contested, "contested", "contested")))
    return tuple(found)


def _asked(parts: Parts, cell: Cell, *terms: tuple[str, str]) -> Asked:
    ref = Ref("questions", cell.asked)
    kind = getattr(parts.view.record(ref), "kind", "absolute")
    number = count(cell.questions, "open question", "open questions")
    return Asked(number, to_explorer(parts, *terms, kind="questions"), parts.anchor(ref), say(GAP[kind]))


def _offers(parts: Parts, row: tuple[str, Point], column: tuple[str, Point]) -> tuple[str, str]:
    """Give where to add a finding and where to ask a question: the forms, or the guide where there are none."""
    repository = parts.view.settings.repo_url
    # Nobody proposes a finding of some level: how sure it is comes after.
    terms = [(facet, term) for facet, term in (row, column) if facet != CONFIDENCE]
    about = ", ".join(term.label for _, term in terms)
    # A place is answered by its code, as the form asks for it.
    labels = {facet: term.id if facet == WHERE else term.label for facet, term in terms}
    add = new_issue(repository, "finding", say("Finding: {about}").format(about=about), labels)
    ask = new_issue(repository, "question", say("What is known about {about}?").format(about=about), labels)
    guide = parts.to_written("contribute/index.md")
    return add or guide, ask or guide


def to_explorer(parts: Parts, *terms: tuple[str, str], kind: str = "findings") -> str:
    """Give the explorer's address with these terms chosen: its form is that of `explore.js`."""
    return f"{parts.to_page('explore/index.md')}?{urlencode([('kind', kind), *terms])}"
