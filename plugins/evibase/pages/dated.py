"""When records came and changed: what pages, feeds and the mark on new things share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from heapq import nlargest
from itertools import groupby
from typing import NamedTuple

from evibase.graph.history import Edit, Moment
from evibase.graph.standing import GONE
from evibase.pages.view import SECTIONS, View
from evibase.pages.words import LEVEL, say
from evibase.records.finding import Finding
from evibase.records.model import Record, Ref
from evibase.records.term_page import TermPage
from evibase.table import Lookup

#: What readers are told of; other pages and the bibliography change with these.
_TOLD = frozenset(SECTIONS) - {"sources"}
#: How many records the mark on what is new since the last visit knows.
MOST_RECENT = 300
_DAY = 86_400
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
#: What is said of a change of these keys; of any other, its name with spaces.
_KEYS = {
    "claim": "the claim is worded anew",
    "plain": "the plain summary",
    "evidence": "details of the evidence",
    "implications": "what to do",
    "confidence": "the reason for the confidence",
    "reviewed": "the review of the confidence",
    "figures": "the figures",
    "relations": "how it stands to other findings",
    "conditions": "what has to be in place",
    "barriers": "what stands in the way",
    "mechanism": "why it comes about",
    "context": "the setting",
    "would_change": "what would change it",
    "review_by": "when it is to be looked at again",
    "where": "the places",
    "basis": "the findings that it rests on",
    "messages": "the key messages",
    "text": "the text",
    "by": "who wrote it",
}
_CAME = {
    "supports": "evidence that supports it was added",
    "qualifies": "evidence that qualifies it was added",
    "contradicts": "evidence that contradicts it was added",
}
_WENT = {
    "supports": "evidence that supported it was taken out",
    "qualifies": "evidence that qualified it was taken out",
    "contradicts": "evidence that contradicted it was taken out",
}
_KINDS = {
    "findings": "Finding",
    "policy-options": "Policy option",
    "case-studies": "Case study",
    "questions": "Open question",
}
#: What became of a finding whose status was changed, by the status now.
_STATES = {"withdrawn": "Withdrawn", "superseded": "Superseded", "reviewed": "Reviewed", "proposed": "Brought back"}


class Dated(NamedTuple):
    """When a record came and when it last changed, in seconds since 1970; `moments` are all of them, newest first."""

    added: int
    changed: int
    moments: tuple[Moment, ...]


class Change(NamedTuple):
    """What became of a record on one day: one word for it, and what was changed in it."""

    ref: Ref
    time: int
    word: str
    what: str


def dated(view: View, ref: Ref) -> Dated | None:
    """Give when a record came and changed; None where nobody knows, or where it is none that readers are told of."""
    return view.kept("dated", partial(_dated, view))[ref]


def _dated(view: View, ref: Ref) -> Dated | None:
    record = view.record(ref)
    if record is None or not (ref.section in _TOLD or isinstance(record, TermPage)):
        return None
    moments = tuple(_moments(view, record))
    return Dated(moments[-1].time, moments[0].time, moments) if moments else None


def _moments(view: View, record: Record) -> Iterator[Moment]:
    """Give what the host knows; where there is no history, the day of a review that the record itself names."""
    if view.settings.history.known:
        yield from view.settings.history.moments.get(record.path, ())
    elif isinstance(record, Finding) and record.reviewed and record.status not in GONE:
        day = record.reviewed.on
        yield Moment(
            int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()), "changed", (Edit("reviewed"),)
        )


def told(view: View) -> Iterator[Ref]:
    """Give everything that readers are told of, in no order. What it reads of the base is which records there are."""
    return (ref for ref in view.graph.base.by_ref if dated(view, ref))


def newest_of_all(view: View) -> tuple[Ref, ...]:
    """Give the records of the base that changed last, newest first: as many as anybody asks for."""
    found: Lookup[str, tuple[Ref, ...]] = view.kept("newest", lambda _: tuple(newest(view, told(view), MOST_RECENT)))
    return found[""]


def newest(view: View, refs: Iterable[Ref], most: int) -> list[Ref]:
    """Give the records that changed last, newest first."""
    found = ((when.changed, ref) for ref in refs if (when := dated(view, ref)))
    return [ref for _, ref in nlargest(most, found, key=lambda pair: (pair[0], *pair[1]))]


def changes(view: View) -> tuple[Change, ...]:
    """Give every change of every record that readers are told of, one for each day, newest first."""
    found: Lookup[str, tuple[Change, ...]] = view.kept("changes", lambda _: tuple(_changes(view)))
    return found[""]


def _changes(view: View) -> list[Change]:
    found = [change for ref in told(view) for change in changes_of(view, ref)]
    order = {section: place for place, section in enumerate(SECTIONS)}
    return sorted(found, key=lambda change: (-change.time, order.get(change.ref.section, len(order)), change.ref))


def changes_of(view: View, ref: Ref) -> Iterator[Change]:
    """Give the changes of one record, newest first, one for each day."""
    when = dated(view, ref)
    for _, day in groupby(when.moments if when else (), key=lambda moment: moment.time // _DAY):
        moments = tuple(day)
        if any(moment.kind == "added" for moment in moments):
            yield Change(ref, moments[0].time, say("Added"), "")
        else:
            edits = tuple(dict.fromkeys(edit for moment in reversed(moments) for edit in moment.edits))
            yield Change(ref, moments[0].time, _word(edits), _what(view, edits))


def _word(edits: Iterable[Edit]) -> str:
    states = [_STATES[edit.after] for edit in edits if edit.key == "status" and edit.after in _STATES]
    return say(states[-1] if states else "Changed")


def kind_of(view: View, ref: Ref) -> str:
    """Give what a record is: of a term page, what the terms of its vocabulary are called."""
    vocabulary = view.graph.base.vocabularies.get(ref.section)
    return vocabulary.singular if vocabulary else say(_KINDS[ref.section])


def _what(view: View, edits: Iterable[Edit]) -> str:
    words = (_edit(view, edit) for edit in edits if edit.key not in {"status", "aliases"})
    return "; ".join(dict.fromkeys(words))


def _edit(view: View, edit: Edit) -> str:
    if edit.key == "confidence" and edit.before != edit.after:
        before, after = (say(LEVEL.get(level or None, level)).lower() for level in (edit.before, edit.after))
        return say("confidence: {after}, before {before}").format(after=after, before=before)
    if edit.key == "evidence" and (edit.before or edit.after):
        return say(_CAME[edit.after] if edit.after else _WENT[edit.before])
    if vocabulary := view.graph.base.vocabularies.get(edit.key):
        return vocabulary.label.lower()
    return say(_KEYS[edit.key]) if edit.key in _KEYS else edit.key.replace("_", " ")


def day_of(time: int) -> str:
    """Give the day as in `2026-11-27`, by universal time."""
    return f"{datetime.fromtimestamp(time, UTC):%Y-%m-%d}"


def month_of(time: int) -> str:
    """Give the month as in `2026-11`."""
    return day_of(time)[:7]


def in_words(day: str) -> str:
    """Give a day or a month in words: `27 November 2026`, `November 2026`."""
    year, month, *rest = day.split("-")
    return " ".join([*(str(int(number)) for number in rest), say(_MONTHS[int(month) - 1]), year])


def stamp(time: int) -> str:
    """Give a moment as RFC 3339 has it: `2026-11-27T08:15:00Z`."""
    return f"{datetime.fromtimestamp(time, UTC):%Y-%m-%dT%H:%M:%SZ}"
