"""The page of a term: what the theme, sector or other term holds, with the synthesis where somebody wrote one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby, islice
from typing import NamedTuple

from evibase.artifact import AUTHORED, Outline, Page
from evibase.pages import brief_pdf, kit, theme_brief
from evibase.pages.brief import has_brief
from evibase.pages.cite import cite_box
from evibase.pages.feed import FOLLOWED
from evibase.pages.fit import fit_bar, fit_of, fit_of_findings
from evibase.pages.follow import feeds
from evibase.pages.paging import number_of, numbered, page_path, paging, part_of
from evibase.pages.parts import Anchor, Card, Confidence, Parts, link_to, linked
from evibase.pages.rendering import render
from evibase.pages.rows import Row, rows
from evibase.pages.term_options import options_of
from evibase.pages.timeline import timeline
from evibase.pages.view import PER_PAGE, View
from evibase.pages.words import count, say
from evibase.records.model import Ref
from evibase.records.term_page import TermPage
from evibase.records.vocabulary import Vocabulary

#: How many options stand at the top of a page; more are listed further down.
_MOST_OPTIONS = 6
#: How many options, cases and questions of each kind a page lists: in a large base hundreds carry one term.
_MOST_OTHERS = 12
_FURTHER = {
    "policy-options": "All policy options, in the explorer", "case-studies": "All case studies, in the explorer",
    "questions": "All open questions, in the explorer",
}  # fmt: skip


class Shown(NamedTuple):
    """A key message, the findings that carry it, how sure they are (the surest first), and whether one is contested."""

    text: str
    carried_by: str
    cards: tuple[Card, ...]
    sure: tuple[Confidence, ...] = ()
    contested: bool = False
    fit: str = ""


def keys(view: View) -> Iterator[str]:
    """Give the address of every term of every vocabulary, and the numbers of the further pages of its findings."""
    for ref in view.terms:
        yield from numbered(str(ref), len(view.carrying(ref)))


def outline(view: View, key: str) -> Outline:
    """Give what is to be known of one page of a term."""
    name, nth = number_of(key)
    ref = Ref(*name.split("/", 1))
    authored = _authored(view, ref, nth)
    edit = authored.path if authored else view.graph.base.vocabularies[ref.section].path
    return Outline(page_path(f"{name}.md", nth), edit, markdown=authored.body if authored else None)


def _authored(view: View, ref: Ref, nth: int) -> TermPage | None:
    record = view.record(ref)
    return record if isinstance(record, TermPage) and nth == 1 else None


def page(view: View, key: str) -> Page:
    """Give the page of a term. Its further pages show findings only."""
    name, nth = number_of(key)
    ref = Ref(*name.split("/", 1))
    first = f"{name}.md"
    path = page_path(first, nth)
    parts = Parts(view, view.page_url(path))
    vocabulary = view.graph.base.vocabularies[ref.section]
    term = view.terms[ref]
    authored = _authored(view, ref, nth)
    found = view.carrying(ref)
    others = _others(view, ref) if nth == 1 else []
    explore = f"{parts.to_page('explore/index.md')}?{ref.section}={ref.id}"
    values = {
        "crumbs": parts.crumbs((vocabulary.label, f"{ref.section}/index.md"), (term.label, "")),
        "vocabulary": vocabulary,
        "term": term,
        "question": authored.question if authored else None,
        "scope": authored.scope if authored else None,
        "messages": [_message(parts, text, ids) for text, ids in _messages(authored)],
        "broader": parts.anchor(Ref(ref.section, term.broader)) if term.broader else None,
        "ways": _ways(parts, ref) if nth == 1 else [],
        "narrower": linked(map(parts.anchor, view.narrower(ref))),
        "authored": AUTHORED if authored and authored.body else "",
        "cards": parts.cards(part_of(found, nth)),
        "missing": not found and vocabulary.on != "option",
        "fits": [fit_of(view, Ref("findings", name)) for name in part_of(found, nth)],
        "fit_bar": fit_bar(parts, explore, paged=len(found) > PER_PAGE) if found else "",
        "numbers": _numbers(parts, vocabulary, ref),
        "pages": paging(parts, first, nth, len(found)),
        "explore": explore,
        "options": _options(parts, others),
        # The first of all that the page lists may stand in order of fit; the first of more would mislead.
        "more_options": sum(other.section == "policy-options" for other in others) > _MOST_OTHERS,
        "others": rows(parts, _first(others)),
        "further": _further(others, explore),
        "contribute": parts.to_written("contribute/index.md"),
        "about": nth == 1 and _described(view, ref, authored),
        "cite": cite_box(view, ref, term.label, ()) if nth == 1 else None,
        "feeds": feeds(parts, ref) if nth == 1 and ref.section in FOLLOWED else None,
        "follow": parts.to_page("follow/index.md"),
        "timeline": timeline(parts, found) if nth == 1 and ref.section in FOLLOWED else None,
    }
    return Page(
        path=path,
        title=term.label if nth == 1 else say("{name}, page {number}").format(name=term.label, number=nth),
        description=(authored.question if authored else None) or term.definition,
        body=render("term.html", **values),
        edit=authored.path if authored else vocabulary.path,
        contents=tuple(_contents(values)),
        markdown=authored.body if authored else None,
    )


def _numbers(parts: Parts, vocabulary: Vocabulary, ref: Ref) -> str:
    """Count what carries a term: findings, or options where these carry it."""
    if vocabulary.on == "option":
        return count(len(options_of(parts.view, ref)), "policy option", "policy options")
    return parts.how_many(ref)


def _described(view: View, ref: Ref, authored: TermPage | None) -> bool:
    """Tell whether more is to be said of a term than its name and definition."""
    term = view.terms[ref]
    scope = authored.scope if authored else None
    known = (term.alt, term.broader, term.notation, view.narrower(ref), ref.section in FOLLOWED)
    return any(known) or bool(scope and scope != term.definition)


def _messages(authored: TermPage | None) -> list[tuple[str, tuple[str, ...]]]:
    return [(message.text, message.findings) for message in authored.messages] if authored else []


def _message(parts: Parts, text: str, ids: tuple[str, ...]) -> Shown:
    names = [name for name in parts.view.graph.findings_named(ids) if name in parts.view.findings]
    cards = tuple(parts.cards(names))
    sure = sorted({card.facts.confidence for card in cards}, key=lambda each: (-each.step, each.proposed))
    words = count(len(cards), "finding carries this", "findings carry this")
    contested = any(bool(card.facts.contested) for card in cards)
    return Shown(text, words, cards, tuple(sure), contested, fit_of_findings(parts.view, "m", ids))


def _ways(parts: Parts, ref: Ref) -> list[Anchor]:
    """Give the ways to what a theme has for a meeting."""
    view = parts.view
    found = []
    if has_brief(view, ref):
        found.append(link_to(say("Two-page brief"), parts.to_page(theme_brief.path_of(ref.id))))
        if view.settings.pdf:
            found.append(link_to(say("Brief as PDF"), parts.root + brief_pdf.path_of(ref.id)))
    if kit.has_kit(view, ref):
        found.append(link_to(say("Team kit: 45 minutes"), parts.to_page(kit.path_of(ref.id))))
    return found


def _others(view: View, ref: Ref) -> list[Ref]:
    """Give the options of a term, then the cases and questions that carry it."""
    order = ("case-studies", "questions")
    origins = dict.fromkeys(link.origin for link in view.graph.links_to(ref, "facet") if link.origin.section in order)
    others = sorted(origins, key=lambda other: (order.index(other.section), view.name(other)))
    return [*options_of(view, ref), *others]


def _first(others: list[Ref]) -> Iterator[Ref]:
    """Give as many of each kind as the page lists."""
    for _, kind in groupby(others, key=lambda ref: ref.section):
        yield from islice(kind, _MOST_OTHERS)


def _further(others: list[Ref], explore: str) -> list[Anchor]:
    """Give the ways to all of each kind that the page does not list whole."""
    numbers = Counter(ref.section for ref in others)
    return [
        link_to(say(_FURTHER[kind]), f"{explore}&kind={kind}")
        for kind, number in numbers.items()
        if number > _MOST_OTHERS
    ]


def _options(parts: Parts, others: list[Ref]) -> list[Row]:
    """Give the first options of a term."""
    return rows(parts, (ref for ref in others[:_MOST_OPTIONS] if ref.section == "policy-options"))


def _contents(values: dict[str, object]) -> Iterator[tuple[str, str]]:
    for value, anchor, words in (
        ("messages", "messages", say("Key messages")),
        ("options", "what-to-do", say("What to do")),
        ("authored", "synthesis", say("What the evidence says")),
        ("cards", "findings", say("Findings")),
        ("timeline", "timeline", say("Sources by year")),
        ("others", "others", say("Options, cases and questions")),
        ("about", "about", say("About this topic")),
        ("cite", "cite", say("Cite this")),
    ):
        if values[value]:
            yield anchor, words
