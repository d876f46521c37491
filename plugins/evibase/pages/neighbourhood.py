"""What surrounds a finding, as a picture: who says so, what uses it, and the findings near it.

The geometry is fixed, so that ten thousand of these cost little: bands of boxes in two columns, along a line that leads
through the claim. What the picture shows stands in words on the same page, link by link, and that is its text twin.
Units are those of the view box, 320 wide, so that its text stays legible on a phone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, partial
from itertools import islice
from typing import NamedTuple

from markupsafe import Markup

from evibase.graph.related import Related
from evibase.pages.cited import plain
from evibase.pages.parts import Parts
from evibase.pages.rendering import escaped
from evibase.pages.view import View
from evibase.pages.words import RELATION, STANCE, say
from evibase.pages.works import works_of
from evibase.records.finding import Finding
from evibase.records.model import Ref
from evibase.table import Lookup

#: How many boxes a band shows. What is left out is counted; the caption leads to where the page lists all of it.
MOST = 4
_WIDE, _HIGH, _PITCH, _MIDDLE = 152, 56, 64, 160
_COLUMNS = (4, 164)
#: How many characters fit into a line of a box, and into one of the claim.
_LINE, _CLAIM_LINE = 18, 40
_USES = {"policy-options": "Option", "case-studies": "Case", "questions": "Open question"}
_FRAME = f'<rect width="{_WIDE}" height="{_HIGH}"/><text x="8" y="17"><tspan>'
_AGAINST = ' class="ev-near__against"'


class Node(NamedTuple):
    """One box: what it leads to, how it stands to the claim in a word or two, escaped, and whether against it."""

    ref: Ref
    how: str
    against: bool = False


def neighbourhood(
    parts: Parts, finding: Finding, uses: Iterable[Ref], opposed: Sequence[str], near: Iterable[Related]
) -> Markup:
    """Give the picture of a finding as SVG; empty where the claim stands alone."""
    bands = (
        (say("Who says so"), _sources(finding)),
        (say("Where it is used"), [Node(ref, _word(_USES.get(ref.section, "Key message"))) for ref in uses]),
        (say("Findings near it"), [*_opposed(opposed), *_near(near)]),
    )
    box = names_in_boxes(parts.view)
    out: list[str] = []
    y, first = 18, 0
    for number, (name, nodes) in enumerate(bands):
        if nodes:
            more = len(nodes) - MOST
            rest = f" ({say('and {number} more').format(number=more)})" if more > 0 else ""
            out.append(f'<text class="ev-near__band" x="4" y="{y}">{escaped(name)}{rest}</text>')
            y += 8
            for nth, (ref, how, against) in enumerate(nodes[:MOST]):
                drawn = _AGAINST if against else ""
                place = f"{_COLUMNS[nth % 2]} {y + nth // 2 * _PITCH}"
                href = escaped(parts.anchor(ref).href)
                out.append(f'<g{drawn} transform="translate({place})"><a href="{href}">{_FRAME}{how}</tspan>{box[ref]}')
            y += (min(len(nodes), MOST) + 1) // 2 * _PITCH + 18
        if number == 0:
            first = y - 14
            title = _wrapped(_title(parts.view, finding.ref), _CLAIM_LINE)
            out.append(_claim(title, first))
            y = first + 76
    line = f'<path class="ev-d-line" d="M{_MIDDLE} 26V{y - 26}"/>'
    name = escaped(say("What surrounds this finding"))
    return Markup(  # noqa: S704 - its texts are escaped
        f'<svg viewBox="0 0 320 {y - 18}" role="group" aria-label="{name}">{line}{"".join(out)}</svg>'
    )


def names_in_boxes(view: View) -> Lookup[Ref, str]:
    """Give what a record's box says and ends with, after the words that say how it stands to the claim."""
    return view.kept("names in boxes", partial(_name_in_box, view))


def _sources(finding: Finding) -> list[Node]:
    """Give each source once, with all stances that it takes; those that speak against the claim come first."""
    stances: dict[str, dict[str, None]] = {}
    for item in finding.evidence:
        stances.setdefault(item.source, {})[item.stance] = None
    found = [Node(Ref("sources", key), _words(tuple(each)), "contradicts" in each) for key, each in stances.items()]
    return sorted(found, key=lambda node: not node.against)


def _opposed(opposed: Iterable[str]) -> list[Node]:
    return [Node(Ref("findings", name), _word("Contradicts"), against=True) for name in opposed]


def _near(near: Iterable[Related]) -> list[Node]:
    return [Node(Ref("findings", item.finding), _word(RELATION.get(item.kind, "alike"))) for item in near]


@cache
def _word(message: str) -> str:
    return escaped(say(message))


@cache
def _words(stances: tuple[str, ...]) -> str:
    return ", ".join(_word(STANCE[stance]) for stance in stances)


def _title(view: View, ref: Ref) -> str:
    """Give a short name: of a finding its title, where it has one. What is cited in it is in words already."""
    record = view.record(ref)
    name = (isinstance(record, Finding) and record.title) or view.name(ref)
    return plain(works_of(view), name) if "@" in name else name


def _name_in_box(view: View, ref: Ref) -> str:
    lines = _wrapped(_title(view, view.graph.resolve(ref) or ref), _LINE)
    text = "".join([f'<tspan x="8" dy="15">{line}</tspan>' for line in lines])
    return f"{text}</text></a></g>"


def _claim(lines: tuple[str, ...], y: int) -> str:
    text = "".join([f'<tspan x="{_MIDDLE}" dy="{17 if nth else 0}">{line}</tspan>' for nth, line in enumerate(lines)])
    top = y + (26 if len(lines) > 1 else 34)
    return (
        f'<path class="ev-d-head" d="M{_MIDDLE} {y}l-5 -9h10z"/>'
        f'<rect class="ev-d-main" x="4" y="{y}" width="312" height="56"/>'
        f'<text class="ev-near__claim" y="{top}">{text}</text>'
    )


def _wrapped(text: str, longest: int) -> tuple[str, ...]:
    """Give a text in two lines at most, escaped; what does not fit is cut off with an ellipsis."""
    lines, line = [], ""
    for word in islice(text.split(), 12):
        if line and len(line) + 1 + len(word) > longest:
            lines.append(line)
            line = word
            if len(lines) == 2:  # noqa: PLR2004 - the third line is the rest
                break
        else:
            line = f"{line} {word}" if line else word
    else:
        if line:
            lines.append(line)
        line = ""
    cut = [each if len(each) <= longest else f"{each[: longest - 1]}…" for each in lines[:2]]
    if line or len(lines) > 2 or len(text.split()) > 12:  # noqa: PLR2004 - the third line is the rest
        last = cut[-1]
        cut[-1] = f"{last[: longest - 1].rstrip(' .,;:')}…" if not last.endswith("…") else last
    return tuple(escaped(each).replace("@", "&#64;") for each in cut)
