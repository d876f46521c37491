"""The brief of a theme: two pages for a meeting. No sentence without its record, its source and the place there.

What it says is worked out here, once, for the page and for the PDF: they are twins. It is cut to what two printed
pages hold, the surest first, and says what was left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from evibase.graph.standing import contradicting
from evibase.graph.weakest_link import STRENGTH, weakest_link
from evibase.graph.wording import wording
from evibase.pages.cited import plain
from evibase.pages.parts import confidence
from evibase.pages.term_options import options_of
from evibase.pages.view import View
from evibase.pages.words import GAP, count, say
from evibase.pages.works import works_of
from evibase.records.finding import Evidence, Finding
from evibase.records.model import Passage as Place
from evibase.records.model import Ref
from evibase.records.policy_option import PolicyOption
from evibase.records.question import Question

#: The facet whose terms have a brief. A base without it has none.
FACET = "themes"
#: How many points each section has at most; a section that has any keeps one.
_MOST = {"known": 8, "contested": 4, "do": 6, "open": 4}
#: What gives way first where all together would be more than two pages.
_GIVES_WAY = ("open", "do", "contested", "known")
#: How many lines of text two pages hold, with room to spare, and how many letters a line holds.
_LINES, _LETTERS = 124, 100
_MOST_LETTERS, _MOST_PLACES, _MOST_BELOW = 420, 3, 3


class Passage(NamedTuple):
    """A source, what it is called on the page, and the place in it."""

    key: str
    label: str
    locator: str


class Point(NamedTuple):
    """One sentence of a brief and where it stands: the record that says so, and places in sources.

    `lead` are words before it ("Against:"), `sure` says how sure it is and `step` (0 to 4) the same for a meter; -1 is
    for what has no confidence of its own. `more` are places that are not named. `below` are what qualifies it.
    """

    text: str
    ref: Ref
    passages: tuple[Passage, ...] = ()
    lead: str = ""
    sure: str = ""
    step: int = -1
    more: int = 0
    below: tuple[Point, ...] = ()


class Section(NamedTuple):
    """One part of a brief: its points, and in `rest` how many more there are."""

    anchor: str
    title: str
    points: tuple[Point, ...]
    rest: str = ""


class Brief(NamedTuple):
    """All that a brief says; `keys` are the works that it leans on, in the order of the list."""

    ref: Ref
    name: str
    question: str
    sections: tuple[Section, ...]
    sure: tuple[str, ...]
    keys: tuple[str, ...]


def briefed(view: View) -> Iterator[Ref]:
    """Give the themes that have a brief: those of which this base knows or asks something."""
    yield from (ref for ref in view.terms if has_brief(view, ref))


def has_brief(view: View, ref: Ref) -> bool:
    """Say whether a term has a brief."""
    return ref.section == FACET and bool(view.carrying(ref) or _carried(view, ref, "questions", "policy-options"))


def brief_of(view: View, ref: Ref) -> Brief:
    """Give the brief of a theme."""
    return view.kept("briefs", partial(_brief, view))[ref]


def points_of(brief: Brief) -> Iterator[Point]:
    """Give every point of a brief, with those below it."""
    for section in brief.sections:
        for point in section.points:
            yield point
            yield from point.below


def _brief(view: View, ref: Ref) -> Brief:
    found = view.carrying(ref)
    contested = [name for name in found if view.standings[name].contested]
    known = [name for name in found if not view.standings[name].contested]
    options = [view.graph.base.of(PolicyOption)[other.id] for other in options_of(view, ref)]
    questions = [other for other in _carried(view, ref, "questions") if _is_open(view, other)]
    # Only as many as could be shown are looked at: a theme may have a thousand findings.
    points = {
        "known": [_known(view, name) for name in known[: _MOST["known"]]],
        "contested": [_contested(view, name) for name in contested[: _MOST["contested"]]],
        "do": [_option(view, option) for option in options[: _MOST["do"]]] or _todo(view, found[: _MOST["do"]]),
        "open": [_question(view, other) for other in questions[: _MOST["open"]]],
    }
    whole = {"known": len(known), "contested": len(contested), "do": len(options), "open": len(questions)}
    record = view.record(ref)
    question = _short(view, getattr(record, "question", None) or view.terms[ref].definition)
    sure = _how_sure(view, found)
    _fitted(view, points)
    sections = tuple(
        Section(anchor, say(title), tuple(points[anchor]), _rest(anchor, whole[anchor] - len(points[anchor])))
        for anchor, title in _TITLES
        if points[anchor]
    )
    return Brief(ref, view.name(ref), question, sections, sure, _keys(view, points))


_TITLES = (
    ("known", "What is known"),
    ("contested", "Where it is contested"),
    ("do", "What to do"),
    ("open", "What is not known"),
)
_RESTS = {
    "known": ("more finding is on the page of the theme.", "more findings are on the page of the theme."),
    "contested": (
        "more contested finding is on the page of the theme.",
        "more contested findings are on the page of the theme.",
    ),
    "do": ("more option is on the page of the theme.", "more options are on the page of the theme."),
    "open": ("more open question is on the page of the theme.", "more open questions are on the page of the theme."),
}


def _rest(anchor: str, number: int) -> str:
    return count(number, *_RESTS[anchor]) if number > 0 else ""


def _carried(view: View, ref: Ref, *sections: str) -> list[Ref]:
    links = view.graph.links_to(ref, "facet")
    origins = dict.fromkeys(link.origin for link in links if link.origin.section in sections)
    return sorted(origins, key=lambda other: (view.name(other), other))


def _is_open(view: View, ref: Ref) -> bool:
    question = view.record(ref)
    return isinstance(question, Question) and question.status != "answered"


def _known(view: View, name: str) -> Point:
    finding = view.findings[name]
    holds = [item for item in finding.evidence if item.stance == "qualifies" and item.condition]
    below = [_below(view, finding, item, say("Holds when:"), item.condition or "") for item in holds]
    return _claim(view, name)._replace(below=tuple(below[:_MOST_BELOW]))


def _contested(view: View, name: str) -> Point:
    finding = view.findings[name]
    against = [item for item in finding.evidence if item.stance == "contradicts"]
    below = [_below(view, finding, item, say("Against:"), item.note or finding.claim) for item in against]
    others = contradicting(view.graph, finding)
    below += [_claim(view, other)._replace(lead=say("Another finding contradicts it:")) for other in others]
    below += list(_known(view, name).below)
    return _claim(view, name)._replace(below=tuple(below[:_MOST_BELOW]))


def _claim(view: View, name: str) -> Point:
    """Give a claim with how sure it is, and the places that support it; where there are none, all places."""
    finding = view.findings[name]
    supporting = [item for item in finding.evidence if item.stance == "supports"] or list(finding.evidence)
    stands = view.standings[name]
    sure, step = _sure(stands.level, reviewed=stands.reviewed)
    said = [sure, count(stands.lines, "independent line", "independent lines")]
    said += [say("leans on retracted work")] if stands.retracted else []
    said += [say("due for review")] if stands.stale else []
    places, more = _places(view, supporting)
    return Point(_short(view, finding.claim), finding.ref, places, "", "; ".join(said), step, more)


def _sure(level: str | None, *, reviewed: bool) -> tuple[str, int]:
    found = confidence(level, reviewed=reviewed)
    word = say("{level} confidence").format(level=found.word) if level else found.word
    return (f"{word} ({say('proposed')})" if found.proposed else word), found.step


def _below(view: View, finding: Finding, item: Evidence, lead: str, text: str) -> Point:
    return Point(_short(view, text), finding.ref, _places(view, [item])[0], lead)


def _places(view: View, items: Iterable[Evidence | Place]) -> tuple[tuple[Passage, ...], int]:
    """Give the first few places, those in one source together, and how many more there are."""
    known = [item for item in items if item.source in view.graph.base.reference_of]
    places: dict[str, list[str]] = {}
    for item in known[:_MOST_PLACES]:
        places.setdefault(item.source, []).append(_short(view, item.locator, 120))
    found = [Passage(key, view.name(Ref("sources", key)), "; ".join(each)) for key, each in places.items()]
    return tuple(found), max(0, len(known) - _MOST_PLACES)


def _option(view: View, option: PolicyOption) -> Point:
    """Give an option with the finding that limits it, and what speaks against it."""
    weakest = weakest_link(view.graph, option, view.standings)
    text = f"{_short(view, option.summary)} {say(wording(weakest).sentence)}"
    if weakest is None or weakest.finding not in view.findings:
        return Point(text, option.ref, (), f"{option.title}.", "", 0)
    level, step = _sure(weakest.level, reviewed=view.standings[weakest.finding].reviewed)
    below = [_claim(view, weakest.finding)._replace(lead=say("Rests on:"), sure="", step=-1)]
    for item in option.basis:
        other = view.graph.resolve(Ref("findings", item.finding)) if item.role == "against" else None
        if other and other.id in view.findings:
            claim = _claim(view, other.id)._replace(lead=say("Against:"), sure="", step=-1)
            below.append(claim._replace(text=_short(view, item.note)) if item.note else claim)
    sure = say("As sure as its weakest link: {level}").format(level=level.lower())
    return Point(text, option.ref, (), f"{option.title}.", sure, step, 0, tuple(below[:_MOST_BELOW]))


def _todo(view: View, names: Iterable[str]) -> list[Point]:
    """Give what single findings ask for, where nobody has written an option."""
    found = []
    for name in names:
        todo = view.findings[name].implications[0]
        lead = f"{view.name(Ref('audiences', todo.audience))}:"
        found.append(_claim(view, name)._replace(text=_short(view, todo.text), lead=lead))
    return found


def _question(view: View, ref: Ref) -> Point:
    question = view.record(ref)
    assert isinstance(question, Question)  # noqa: S101 - the caller has looked
    places, more = _places(view, question.origin_of)
    kind = say(GAP[question.kind])
    return Point(_short(view, question.title), ref, places, "", kind, -1, more)


def _how_sure(view: View, found: tuple[str, ...]) -> tuple[str, ...]:
    """Say how sure all this is: how many findings stand at each level, and how many nobody has reviewed."""
    if not found:
        return (say("No finding of this base is about it yet."),)
    levels = [view.standings[name].level for name in found]
    named = [
        (say("not yet assessed") if level is None else _sure(level, reviewed=True)[0].lower(), levels.count(level))
        for level in reversed(STRENGTH)
    ]
    parts = ", ".join(f"{number} {word}" for word, number in named if number)
    contested = sum(view.standings[name].contested for name in found)
    proposed = sum(level is not None and not view.standings[n].reviewed for n, level in zip(found, levels, strict=True))
    said = [say("Of {number}: {parts}.").format(number=count(len(found), "finding", "findings"), parts=parts)]
    if contested:
        said.append(count(contested, "is contested.", "are contested."))
    if proposed:
        words = ("level is a proposal that two reviewers have not yet looked at.",
                 "levels are proposals that two reviewers have not yet looked at.")  # fmt: skip
        said.append(count(proposed, *words))
    return tuple(said)


def _short(view: View, text: str, most: int = _MOST_LETTERS) -> str:
    """Give a text on one line with the words of its citations, cut at a word where it is too long for a brief."""
    line = " ".join(plain(works_of(view), text).split())
    return line if len(line) <= most else f"{line[:most].rpartition(' ')[0] or line[:most]} …"


def _fitted(view: View, points: dict[str, list[Point]]) -> None:
    """Leave out points until the rest fits, the last ones first: they are the least sure."""
    while _height(view, points) > _LINES:
        longest = max(_GIVES_WAY, key=lambda anchor: (len(points[anchor]) / _MOST[anchor], anchor == "open"))
        if len(points[longest]) > 1:
            points[longest].pop()
            continue
        # One of each is left: what stands below gives way.
        for anchor, (first, *_) in ((anchor, found) for anchor, found in points.items() if found):
            points[anchor] = [first._replace(below=())]
        return


def _height(view: View, points: dict[str, list[Point]]) -> int:
    """Estimate how many lines a brief takes."""
    # The head, the note on how sure it is, and the foot.
    lines = 17
    for found in filter(None, points.values()):
        lines += 3 + sum(_lines_of(point) for point in found)
    entries = (sum(len(run.text) for run in view.style.entry(key)) for key in _keys(view, points))
    return lines + 2 + sum(1 + letters // (_LETTERS + 10) for letters in entries)


def _lines_of(point: Point) -> int:
    letters = len(point.lead) + len(point.text) + len(point.sure) + len(str(point.ref)) + 12
    letters += sum(len(label) + len(locator) + 4 for _, label, locator in point.passages)
    return 1 + letters // _LETTERS + sum(_lines_of(below) for below in point.below)


def _keys(view: View, points: dict[str, list[Point]]) -> tuple[str, ...]:
    keys = [
        passage.key
        for found in points.values()
        for point in found
        for each in (point, *point.below)
        for passage in each.passages
    ]
    return view.style.listed(keys)
