"""What follows from a change, for readers: each function gives one kind of consequence.

`former` gives for what is in both states the address that it had before, by the one that it has now. Findings are
named by their ids of now. A finding that was withdrawn or superseded is in no list; see `standing.GONE`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Literal

from evibase.graph.graph import Graph
from evibase.graph.standing import GONE, contradicting, standings
from evibase.graph.weakest_link import STRENGTH, WeakestLink, weakest_link
from evibase.records.finding import Finding
from evibase.records.model import Ref
from evibase.records.policy_option import PolicyOption
from evibase.records.term_page import Message, TermPage
from evibase.records.vocabulary import Vocabulary

_Former = Mapping[Ref, Ref]


@dataclass(frozen=True, slots=True)
class Objection:
    """What speaks against a claim: a source with the place in it, or another finding; `note` is the reason."""

    ref: Ref
    locator: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ContestedChange:
    """A claim that has become contested or has ceased to be; `added` where the claim itself did not stand before.

    `because` gives what speaks against it and did not before, or did before and no longer does.
    """

    finding: str
    contested: bool
    added: bool
    because: tuple[Objection, ...]


@dataclass(frozen=True, slots=True)
class Grounds:
    """How sure a claim is and on what it rests: its level (None: not assessed), review, and independent lines."""

    level: str | None
    reviewed: bool
    lines: int


@dataclass(frozen=True, slots=True)
class StandingChange:
    """A claim whose confidence, review or number of independent lines has changed."""

    finding: str
    before: Grounds
    after: Grounds


@dataclass(frozen=True, slots=True)
class OptionChange:
    """A policy option whose ground has moved. `before` and `after` give its weakest link, None where it has none.

    `disputed` are the findings beneath it that have become contested, or were contested and are new beneath it;
    `settled` the reverse; `gone` are those beneath it that no longer stand.
    """

    option: str
    verdict: Literal["weaker", "stronger", "mixed", "moved"]
    before: WeakestLink | None
    after: WeakestLink | None
    disputed: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MessageChange:
    """A key message whose findings have changed: lost, gained, newly contested, or no longer so. `left` are all now."""

    page: Ref
    text: str
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    disputed: tuple[str, ...]
    settled: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell of the gap map, a theme in a sector, that was empty and is not any more, or the reverse."""

    theme: str
    sector: str
    before: int
    after: int


def contested(old: Graph, new: Graph, former: _Former) -> Iterator[ContestedChange]:
    """Give the claims that have become contested, or have ceased to be, each with the reason."""
    before, after = _objections(old), _objections(new)
    for name, objections in after.items():
        ref = former.get(Ref("findings", name))
        stood = ref is not None and ref.id in before
        was = before[ref.id] if ref and stood else {}
        if bool(objections) != bool(was):
            reasons = objections or was
            yield ContestedChange(name, bool(objections), not stood, tuple(reasons.values()))


def _objections(graph: Graph) -> dict[str, dict[tuple[Ref, str], Objection]]:
    """Give what speaks against each claim that stands."""
    found: dict[str, dict[tuple[Ref, str], Objection]] = {}
    for name, finding in _standing(graph).items():
        items = [
            Objection(Ref("sources", item.source), item.locator, item.note or "")
            for item in finding.evidence
            if item.stance == "contradicts"
        ]
        notes = _relation_notes(graph, finding)
        items += [
            Objection(Ref("findings", other), "", notes.get(other, "")) for other in contradicting(graph, finding)
        ]
        found[name] = {(item.ref, item.locator): item for item in items}
    return found


def _relation_notes(graph: Graph, finding: Finding) -> dict[str, str]:
    theirs = {
        link.origin.id: link.note for link in graph.links_to(finding.ref, "relation") if link.kind == "contradicts"
    }
    ours = {r.finding: r.note for r in finding.relations if r.type == "contradicts"}
    return theirs | {resolved: note for name, note in ours.items() for resolved in graph.findings_named([name])}


def _standing(graph: Graph) -> dict[str, Finding]:
    return {name: finding for name, finding in graph.base.of(Finding).items() if finding.status not in GONE}


def standing_changes(old: Graph, new: Graph, former: _Former) -> Iterator[StandingChange]:
    """Give the claims whose confidence, review or number of independent lines has changed."""
    before, after = standings(old), standings(new)
    for name in _standing(new):
        ref = former.get(Ref("findings", name))
        if ref is None or ref.id not in before:
            continue
        grounds = [Grounds(each.level, each.reviewed, each.lines) for each in (before[ref.id], after[name])]
        if grounds[0] != grounds[1]:
            yield StandingChange(name, *grounds)


def options(old: Graph, new: Graph, former: _Former) -> Iterator[OptionChange]:
    """Give the policy options that have become weaker or stronger, or rest on another weakest link."""
    now = {before.id: after.id for after, before in former.items() if after.section == "findings"}
    for name, option in new.base.of(PolicyOption).items():
        ref = former.get(option.ref)
        earlier = old.base.of(PolicyOption).get(ref.id) if ref else None
        if earlier is None:
            continue
        before = _renamed(weakest_link(old, earlier, standings(old)), now)
        after = weakest_link(new, option, standings(new))
        change = _option_change(name, before, after)
        if change:
            yield change


def _renamed(link: WeakestLink | None, now: Mapping[str, str]) -> WeakestLink | None:
    """Give a weakest link of before with the ids of now."""
    if link is None:
        return None
    lists = [
        tuple(now.get(name, name) for name in names) for names in (link.contested, link.unassessed, link.superseded)
    ]
    return WeakestLink(now.get(link.finding, link.finding), link.level, *lists)


def _option_change(name: str, before: WeakestLink | None, after: WeakestLink | None) -> OptionChange | None:
    disputed, settled = _difference(after.contested if after else (), before.contested if before else ())
    gone, back = _difference(after.superseded if after else (), before.superseded if before else ())
    step = _strength(after) - _strength(before)
    worse = bool(step < 0 or disputed or gone)
    better = bool(step > 0 or settled or back)
    moved = (before and before.finding) != (after and after.finding)
    if not worse and not better and not moved:
        return None
    verdict: Literal["weaker", "stronger", "mixed", "moved"] = "moved"
    if worse or better:
        verdict = "mixed" if worse and better else "weaker" if worse else "stronger"
    return OptionChange(name, verdict, before, after, disputed, settled, gone)


def _strength(link: WeakestLink | None) -> int:
    return STRENGTH.index(link.level) if link else -1


def _difference(now: tuple[str, ...], then: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give what is new, and what is no longer there."""
    return tuple(each for each in now if each not in then), tuple(each for each in then if each not in now)


def messages(old: Graph, new: Graph, former: _Former) -> Iterator[MessageChange]:
    """Give the key messages whose support has changed."""
    now = {before.id: after.id for after, before in former.items() if after.section == "findings"}
    earlier = {record.ref: record for record in old.base.records if isinstance(record, TermPage)}
    for page in (record for record in new.base.records if isinstance(record, TermPage)):
        before = earlier.get(former.get(page.ref, page.ref))
        for was, message in _pairs(before.messages if before else (), page.messages):
            then = tuple(now.get(name, name) for name in _carrying(old, was))
            left = _carrying(new, message)
            gained, lost = _difference(left, then)
            after, earlier_contested = standings(new), {now.get(n, n) for n, s in standings(old).items() if s.contested}
            stayed = [name for name in left if name in then]
            disputed = tuple(n for n in stayed if after[n].contested and n not in earlier_contested)
            settled = tuple(n for n in stayed if not after[n].contested and n in earlier_contested)
            if gained or lost or disputed or settled:
                yield MessageChange(page.ref, message.text, lost, gained, disputed, settled, left)


def _pairs(old: tuple[Message, ...], new: tuple[Message, ...]) -> Iterator[tuple[Message, Message]]:
    """Pair messages by their text, and those that were rewritten by their place."""
    texts = {message.text: message for message in old}
    kept = {message.text for message in new}
    for index, message in enumerate(new):
        if message.text in texts:
            yield texts[message.text], message
        elif index < len(old) and old[index].text not in kept:
            yield old[index], message


def _carrying(graph: Graph, message: Message) -> tuple[str, ...]:
    standing = graph.base.of(Finding)
    found = dict.fromkeys(graph.findings_named(message.findings))
    return tuple(name for name in found if name in standing and standing[name].status not in GONE)


def cells(old: Graph, new: Graph, former: _Former) -> Iterator[CellChange]:
    """Give the cells of the gap map, theme by sector, that have been filled or emptied.

    A finding counts for its terms and for all wider ones. A cell whose theme or sector is gone is not in the map.
    """
    named = {before: after.id for after, before in former.items() if after.section in {"themes", "sectors"}}
    before: Counter[tuple[str, str]] = Counter()
    for (theme, sector), number in _cells(old).items():
        before[named.get(Ref("themes", theme), theme), named.get(Ref("sectors", sector), sector)] += number
    after = _cells(new)
    present = new.known
    for theme, sector in sorted(before.keys() | after.keys()):
        was, now = before[theme, sector], after[theme, sector]
        if (was == 0) != (now == 0) and {Ref("themes", theme), Ref("sectors", sector)} <= present:
            yield CellChange(theme, sector, was, now)


def _cells(graph: Graph) -> Counter[tuple[str, str]]:
    themes, sectors = (_above(graph.base.vocabularies.get(facet)) for facet in ("themes", "sectors"))
    found: Counter[tuple[str, str]] = Counter()
    for finding in _standing(graph).values():
        own = {name for term in finding.facets.get("themes", ()) for name in themes.get(term, ())}
        places = {name for term in finding.facets.get("sectors", ()) for name in sectors.get(term, ())}
        found.update(product(own, places))
    return found


def _above(vocabulary: Vocabulary | None) -> dict[str, set[str]]:
    """Give for each term itself and all wider ones; a circle of wider terms ends where it began."""
    broader = {term.id: term.broader for term in vocabulary.terms} if vocabulary else {}
    found: dict[str, set[str]] = {}
    for name in broader:
        term: str | None = name
        found[name] = set()
        while term in broader and term not in found[name]:
            found[name].add(term)
            term = broader[term]
    return found
