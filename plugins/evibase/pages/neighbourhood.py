"""What surrounds a finding, as a picture: who says so, what uses it, and the findings near it.

The geometry is fixed, so that ten thousand of these cost little: bands of boxes in two columns, along a line that leads
through the claim. What the picture shows stands in words on the same page, link by link, and that is its text twin.
Units are those of the view box, 320 wide, so that its text stays legible on a phone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
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

#: How many boxes a band shows. What is left out is counted; the caption leads to where the page lists all of it.
MOST = 4
_WIDE, _HIGH, _PITCH, _MIDDLE = 152, 56, 64, 160
_COLUMNS = (4, 164)
#: How many characters fit into a line of a box, and into one of the claim.
_LINE, _CLAIM_LINE = 19, 40
_USES = {"policy-options": "Option", "case-studies": "Case", "questions": "Open question"}


class Node(NamedTuple):
    """One box: what it leads to, how it stands to the claim in a word or two, and whether it speaks against it."""

    ref: Ref
    how: str
    against: bool = False


def neighbourhood(
    parts: Parts, finding: Finding, uses: Iterable[Ref], opposed: Sequence[str], near: Iterable[Related]
) -> Markup:
    """Give the picture of a finding as SVG; empty where the claim stands alone."""
    bands = (
        (say("Who says so"), _sources(finding)),
        (say("Where it is used"), [Node(ref, say(_USES.get(ref.section, "Key message"))) for ref in uses]),
        (say("Findings near it"), [*_opposed(opposed), *_near(near)]),
    )
    label = parts.view.kept(f"boxes {parts.root}", partial(_box, parts))
    out: list[str] = []
    y, first = 18, 0
    for number, (name, nodes) in enumerate(bands):
        if nodes:
            more = len(nodes) - MOST
            rest = f" ({say('and {number} more').format(number=more)})" if more > 0 else ""
            out.append(f'<text class="ev-near__band" x="4" y="{y}">{escaped(name)}{rest}</text>')
            y += 8
            for nth, node in enumerate(nodes[:MOST]):
                opened, lines = label[node.ref]
                x, top = _COLUMNS[nth % 2], y + nth // 2 * _PITCH
                out.append(_drawn(opened, lines, node, x, top))
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


def _sources(finding: Finding) -> list[Node]:
    """Give each source once, with all stances that it takes; those that speak against the claim come first."""
    stances: dict[str, dict[str, None]] = {}
    for item in finding.evidence:
        stances.setdefault(item.source, {})[item.stance] = None
    found = [
        Node(Ref("sources", key), ", ".join(say(STANCE[one]) for one in each), "contradicts" in each)
        for key, each in stances.items()
    ]
    return sorted(found, key=lambda node: not node.against)


def _opposed(opposed: Iterable[str]) -> Iterator[Node]:
    words = say("Contradicts")
    return (Node(Ref("findings", name), words, against=True) for name in opposed)


def _near(near: Iterable[Related]) -> Iterator[Node]:
    alike = say("alike")
    return (
        Node(Ref("findings", item.finding), say(RELATION[item.kind]) if item.kind != "shares" else alike)
        for item in near
    )


def _title(view: View, ref: Ref) -> str:
    """Give a short name: of a finding its title, where it has one. What is cited in it is in words already."""
    record = view.record(ref)
    name = (isinstance(record, Finding) and record.title) or view.name(ref)
    return plain(works_of(view), name) if "@" in name else name


def _box(parts: Parts, ref: Ref) -> tuple[str, tuple[str, ...]]:
    """Give what is the same of a box wherever it stands: the beginning of its link, and its lines."""
    opened = f'<a href="{escaped(parts.anchor(ref).href)}">'
    return opened, _wrapped(_title(parts.view, parts.view.graph.resolve(ref) or ref), _LINE)


def _drawn(opened: str, lines: tuple[str, ...], node: Node, x: int, y: int) -> str:
    against = ' class="ev-near__against"' if node.against else ""
    text = "".join([f'<tspan x="{x + 8}" dy="15">{line}</tspan>' for line in lines])
    return (
        f'{opened}<rect{against} x="{x}" y="{y}" width="{_WIDE}" height="{_HIGH}"/>'
        f'<text x="{x + 8}" y="{y + 17}"><tspan>{escaped(node.how)}</tspan>{text}</text></a>'
    )


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
