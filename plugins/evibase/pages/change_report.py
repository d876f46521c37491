"""What a change means, in a reader's words: first what stands in the way, then what follows, then what was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from evibase.graph.change import Change, RecordChange
from evibase.graph.changed_facts import ContestedChange, MessageChange, Objection, OptionChange, StandingChange
from evibase.graph.changed_fields import FieldChange
from evibase.graph.names import name_of
from evibase.graph.weakest_link import WeakestLink
from evibase.pages.changed_pages import PageChange
from evibase.pages.comparison import Comparison
from evibase.pages.parts import facts, in_one_line
from evibase.pages.view import View
from evibase.pages.words import LEVEL, count, say
from evibase.records.finding import Finding
from evibase.records.model import Ref

#: The two sides of a changed text are shown in full up to so many characters, and else only around what differs.
_SHORT, _AROUND = 160, 60
#: A claim has at most 300 characters.
_CLAIM = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to tell, with what belongs to it. All of it is plain text."""

    text: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a report: a heading, and entries. `folded` says that few readers want it in full."""

    heading: str
    entries: tuple[Entry, ...]
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A change, told: what was compared, one sentence on it, and the parts that are not empty."""

    title: str
    summary: str
    parts: tuple[Part, ...]


def report(found: Comparison) -> Report:
    """Tell what a change means."""
    old, new, change = found.old, found.new, found.change
    parts = [
        Part(say("Addresses that would be gone: give each an alias or a tombstone"), tuple(_vanished(change))),
        Part(say("Errors: put these right first"), tuple(Entry(str(problem)) for problem in found.problems)),
        *_consequences(old, new, change),
        *_written(old, new, change.records),
        *_pages(found),
    ]
    title = say("What changes from {old} to {new}").format(old=found.base, new=found.head)
    return Report(title, _summary(change, found.pages), tuple(part for part in parts if part.entries))


def _vanished(change: Change) -> Iterator[Entry]:
    for gone in change.vanished:
        yield Entry(f"{gone.ref}: {_quoted(_cut(gone.name))}", (gone.help,))


def _consequences(old: View, new: View, change: Change) -> Iterator[Part]:
    now, before = [c for c in change.contested if c.contested], [c for c in change.contested if not c.contested]
    yield Part(say("Claims that become contested"), tuple(_contested(new, item) for item in now))
    yield Part(say("Claims that are no longer contested"), tuple(_contested(old, item, new) for item in before))
    for verdict, heading in _VERDICTS.items():
        found = (item for item in change.options if item.verdict == verdict)
        yield Part(say(heading), tuple(_option(old, new, item) for item in found))
    yield Part(say("Key messages whose support changes"), tuple(_message(old, new, item) for item in change.messages))
    yield Part(say("How sure we are"), tuple(_grounds(new, item) for item in change.standings))
    filled, emptied = [c for c in change.cells if c.after], [c for c in change.cells if not c.after]
    for heading, cells in ((say("Gaps that are filled"), filled), (say("Gaps that open"), emptied)):
        names = ((new.name(Ref("themes", cell.theme)), new.name(Ref("sectors", cell.sector))) for cell in cells)
        yield Part(heading, tuple(Entry(say("{theme} in {sector}").format(theme=t, sector=s)) for t, s in names))


_VERDICTS = {
    "weaker": "Policy options that are weakened",
    "mixed": "Policy options that are weakened in one way and strengthened in another",
    "stronger": "Policy options that are strengthened",
    "moved": "Policy options that rest on another weakest link",
}


def _contested(view: View, change: ContestedChange, now: View | None = None) -> Entry:
    text = _called(now or view, Ref("findings", change.finding))
    if change.added:
        text = say("{claim}, which is new").format(claim=text)
    words = say("contradicted by {who}") if change.contested else say("was contradicted by {who}")
    return Entry(text, tuple(words.format(who=_objection(view, item)) for item in change.because))


def _objection(view: View, item: Objection) -> str:
    who = f"{name_of(view.graph, item.ref)}, {item.locator}" if item.locator else _finding(view, item.ref.id)
    return f"{who}: {_cut(item.note)}" if item.note else who


def _option(old: View, new: View, change: OptionChange) -> Entry:
    option = Ref("policy-options", change.option)
    details = [
        *(say("rests on a claim that is contested: {claim}").format(claim=_finding(new, n)) for n in change.disputed),
        *(say("no longer rests on a contested claim: {claim}").format(claim=_finding(old, n)) for n in change.settled),
        *(say("rests on a claim that no longer stands: {claim}").format(claim=_finding(new, n)) for n in change.gone),
    ]
    before, after = change.before, change.after
    if (before and (before.finding, before.level)) != (after and (after.finding, after.level)):
        details.append(
            say("weakest link: {before}, now {after}").format(before=_link(old, before), after=_link(new, after))
        )
    elif after:
        details.append(say("weakest link, as before: {link}").format(link=_link(new, after)))
    return Entry(_called(new, option), tuple(details))


def _link(view: View, link: WeakestLink | None) -> str:
    return f"{_finding(view, link.finding)}, {_level(link.level)}" if link else say("no finding that supports it")


def _message(old: View, new: View, change: MessageChange) -> Entry:
    told = (
        (say("loses: {claim}"), change.lost, old),
        (say("gains: {claim}"), change.gained, new),
        (say("rests on a claim that becomes contested: {claim}"), change.disputed, new),
        (say("rests on a claim that is no longer contested: {claim}"), change.settled, new),
    )
    details = [words.format(claim=_finding(view, name)) for words, names, view in told for name in names]
    if not change.left:
        details.append(say("no finding carries it any more"))
    page = say("in {page}").format(page=new.name(change.page))
    return Entry(f"{_quoted(_cut(change.text, _CLAIM))} {page}", tuple(details))


def _grounds(view: View, change: StandingChange) -> Entry:
    before, after = change.before, change.after
    details = []
    if before.level != after.level:
        details.append(
            say("confidence: {before}, now {after}").format(before=_level(before.level), after=_level(after.level))
        )
    if before.reviewed != after.reviewed:
        details.append(say("the confidence is now reviewed") if after.reviewed else say("is no longer reviewed"))
    if before.lines != after.lines:
        now = count(after.lines, "independent line", "independent lines")
        details.append(say("rests on {now}, before on {before}").format(now=now, before=before.lines))
    return Entry(_called(view, Ref("findings", change.finding)), tuple(details))


#: What records of a section are called, one and many.
_NOUNS = {
    "findings": ("finding", "findings"),
    "policy-options": ("policy option", "policy options"),
    "case-studies": ("case study", "case studies"),
    "questions": ("open question", "open questions"),
    "sources": ("source", "sources"),
    "people": ("person", "people"),
    "vocabularies": ("vocabulary", "vocabularies"),
    "": ("page", "pages"),
}
_TERMS = ("term", "terms")


def _summary(change: Change, pages: Sequence[PageChange] | None) -> str:
    counted = Counter((_NOUNS.get(item.ref.section, _TERMS), item.kind) for item in change.records)
    told = [f"{count(number, *noun)} {say(kind)}" for (noun, kind), number in counted.items()]
    if pages:
        told.append(f"{count(len(pages), 'page of the site', 'pages of the site')} {say('affected')}")
    return f"{', '.join(told)}." if told else say("Nothing changes.")


def _written(old: View, new: View, changes: Iterable[RecordChange]) -> Iterator[Part]:
    parts: dict[str, list[Entry]] = {}
    for change in changes:
        nouns = _NOUNS.get(change.ref.section, _TERMS)
        heading = f"{nouns[1].capitalize()}: {say(change.kind)}"
        parts.setdefault(heading, []).append(_record(old, new, change))
    for heading, entries in parts.items():
        yield Part(heading, tuple(entries))


def _record(old: View, new: View, change: RecordChange) -> Entry:
    view = old if change.kind == "removed" else new
    details = [f"{change.former} → {change.ref}"] if change.former else []
    if change.kind == "added" and change.ref.id in new.standings and change.ref.section == "findings":
        details.append(in_one_line(facts(new, new.standings[change.ref.id])))
    finding = new.record(change.ref)
    if change.kind == "withdrawn" and isinstance(finding, Finding):
        details.append(say("reason: {reason}").format(reason=_cut(finding.withdrawn_because or say("none is given"))))
    left_out = {"status", "withdrawn_because", "aliases"} if change.kind not in {"added", "changed"} else set()
    details += [_field(field) for field in change.fields if field.field[0] not in left_out]
    return Entry(_called(view, change.ref), tuple(details))


def _field(change: FieldChange) -> str:
    name = " / ".join(change.field)
    if change.before is None:
        return say("{field}: added “{text}”").format(field=name, text=_cut(change.after or ""))
    if change.after is None:
        return say("{field}: removed “{text}”").format(field=name, text=_cut(change.before))
    before, after = _around(change.before, change.after)
    return say("{field}: “{before}” → “{after}”").format(field=name, before=before, after=after)


def _cut(text: str, longest: int = _SHORT) -> str:
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 3]}..."


def _around(before: str, after: str) -> tuple[str, str]:
    """Give two texts, and of long ones only the part that differs with some words on each side."""
    one, other = " ".join(before.split()), " ".join(after.split())
    if max(len(one), len(other)) <= _SHORT:
        return one, other
    shortest = min(len(one), len(other))
    start = next((n for n in range(shortest) if one[n] != other[n]), shortest)
    end = next((n for n in range(shortest - start) if one[-1 - n] != other[-1 - n]), shortest - start)
    return _piece(one, start, end), _piece(other, start, end)


def _piece(text: str, start: int, end: int) -> str:
    first, last = max(start - _AROUND, 0), min(len(text) - end + _AROUND, len(text))
    return _cut(f"{'...' if first else ''}{text[first:last]}{'...' if last < len(text) else ''}")


def _pages(found: Comparison) -> Iterator[Part]:
    if found.pages is None:
        if not found.problems and not found.unread:
            return  # nobody has asked for them
        why = say("They are not known: there are errors above.")
        if found.unread:
            errors = count(found.unread, "error", "errors")
            why = say("They are not known: the state before has {errors}, and what is in a broken file looks new.")
            why = why.format(errors=errors)
        yield Part(say("Pages"), (Entry(why),))
        return
    entries = tuple(Entry(f"/{page.address}: {_cut(page.title)} ({say(page.kind)})") for page in found.pages)
    yield Part(say("Pages of the site that are affected"), entries, folded=True)


def _called(view: View, ref: Ref) -> str:
    """Give a record's name and its address; of an authored page, its path."""
    if not ref.section:
        return f"content/{ref.id}.md"
    return f"{_quoted(_cut(name_of(view.graph, ref), _CLAIM))} ({ref})"


def _finding(view: View, name: str) -> str:
    """Give a finding's short name, as it stands where the finding is not itself what is told."""
    ref = Ref("findings", name)
    return f"{_quoted(_cut(getattr(view.record(ref), 'title', None) or name_of(view.graph, ref)))} ({ref})"


def _quoted(text: str) -> str:
    return f"“{text}”"


def _level(level: str | None) -> str:
    return say(LEVEL[level]).lower()
