"""What templates show of a record: words and addresses, ready to print.

Templates hold no logic but loops and conditions; what a fact is called and where a link leads is decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache, partial
from typing import NamedTuple

from markupsafe import Markup

from evibase.artifact import to_root
from evibase.graph.related import Related
from evibase.graph.standing import Standing
from evibase.pages.rendering import cut, escaped, joined, mark, markup, render
from evibase.pages.view import View
from evibase.pages.words import LEVEL, RELATION, count, say
from evibase.records.model import Ref, to
from evibase.records.places import place_names


class Anchor(NamedTuple):
    """A link: its words and its address, relative to the page, and its HTML. In a template it prints itself."""

    text: str
    href: str
    html: str

    def __html__(self) -> str:
        """Give the link as HTML."""
        return self.html


def link_to(text: str, href: str) -> Anchor:
    """Give a link. Its HTML is made at once, for most links are on many pages."""
    return Anchor(text, href, f'<a href="{escaped(href)}">{escaped(text)}</a>')


class Confidence(NamedTuple):
    """Confidence in words, with its step (0 to 4) for the meter. In a template it prints itself."""

    word: str
    step: int
    name: str
    proposed: bool

    def __html__(self) -> str:
        """Give the meter and the word as HTML."""
        return _shown_confidence(self)


class Shown(NamedTuple):
    """The facts of a claim as HTML, but for where it holds: that stands between two pieces.

    `line` are the first two in one line. Thousands of claims share these.
    """

    line: Markup
    around: tuple[str, str]
    around_large: tuple[str, str]
    in_passing: tuple[str, str, str]


_NOT_SHOWN = Shown(Markup(), ("", ""), ("", ""), ("", "", ""))


class Facts(NamedTuple):
    """The three facts: how sure, who says so, where it holds. `contested` says by what, where no evidence tells it."""

    confidence: Confidence
    lines: str
    stances: tuple[tuple[str, str], ...]
    contested: str
    stale: bool
    retracted: bool
    where: str = ""
    html: Shown = _NOT_SHOWN

    def shown(self, *, large: bool = False) -> Markup:
        """Give all three as HTML."""
        before, after = self.html.around_large if large else self.html.around
        return Markup(f"{before}{escaped(self.where)}{after}")  # noqa: S704 - each of them is escaped

    @property
    def line(self) -> Markup:
        """Give the first two facts as HTML in one line."""
        return self.html.line

    def in_passing(self, link: Anchor) -> Markup:
        """Give a link to the claim and its facts as HTML in two lines."""
        start, between, end = self.html.in_passing
        return Markup(f"{start}{link.html}{between}{escaped(self.where)}{end}")  # noqa: S704 - each of them is escaped


@cache
def _shown(told: Facts) -> Facts:
    """Give what is told of a claim with its HTML, but for where it holds, which is not in it yet.

    Claims of which the same is told share all of it: there are a few hundred such facts.
    """
    where = mark("where")
    sure = markup("fact_sure.html", confidence=told.confidence, stale=told.stale)
    who = markup("fact_who.html", **told._asdict())
    line = markup("balance_line.html", **told._asdict())
    small, large = (
        cut(render("facts.html", kind=kind, sure=sure, who=who, where=where)) for kind in ("", " ev-facts--large")
    )
    start, _, between, _, end = cut(render("in_passing.html", link=mark("link"), line=line, where=where))
    return told._replace(html=Shown(line, (small[0], small[2]), (large[0], large[2]), (start, between, end)))


class Card(NamedTuple):
    """A claim in a list, with its three facts and, where asked for, why it is listed."""

    link: Anchor
    facts: Facts
    why: str = ""
    kind: str = "supports"
    note: str = ""

    @property
    def shown(self) -> Markup:
        """Give the three facts as HTML."""
        return self.facts.shown()


class Passing(NamedTuple):
    """A claim in passing: its finding, its link and its three facts in two lines (as HTML), and why it is listed."""

    finding: str
    shown: Markup
    why: str


@cache
def _shown_confidence(confidence: Confidence) -> str:
    """Show a confidence. There are nine of them, on every card of every page."""
    return markup("confidence.html", c=confidence)


_STEPS = {None: 0, "very-low": 1, "low": 2, "moderate": 3, "high": 4}


def confidence(level: str | None, *, reviewed: bool) -> Confidence:
    """Give a level of confidence in words; it is proposed until two reviewers are named."""
    return Confidence(say(LEVEL[level]), _STEPS[level], level or "none", level is not None and not reviewed)


def facts(view: View, stands: Standing, *, every_stance: bool = False) -> Facts:
    """Give the three facts of a claim. Stances that nobody takes are left out unless all are wanted.

    They are kept with the card of a finding.
    """
    return view.kept("facts of claims", partial(_facts, view), once=True)[stands, every_stance]


def _facts(view: View, key: tuple[Standing, bool]) -> Facts:
    stands, every_stance = key
    stances = (
        ("supports", stands.supports, count(stands.supports, "supports", "support")),
        ("qualifies", stands.qualifies, count(stands.qualifies, "qualifies", "qualify")),
        ("contradicts", stands.contradicts, count(stands.contradicts, "contradicts", "contradict")),
    )
    sectors = ", ".join(view.name(Ref("sectors", term)) for term in stands.sectors)
    places = place_names(stands.places)
    told = Facts(
        confidence=confidence(stands.level, reviewed=stands.reviewed),
        lines=count(stands.lines, "independent line", "independent lines"),
        stances=tuple((name, words) for name, number, words in stances if number or every_stance),
        contested=_contested(stands),
        stale=stands.stale,
        retracted=bool(stands.retracted),
    )
    where = "; ".join(part for part in (sectors, places, years(stands.years)) if part)
    return _shown(told)._replace(where=where)


def _contested(stands: Standing) -> str:
    """Give the mark of a contested claim. Beside "1 supports" the bare word would leave open who contests it."""
    if not stands.contested:
        return ""
    return say("contested") if stands.contradicts else say("contested by another finding")


def years(span: tuple[int, int] | None) -> str:
    """Give a span of years with an en dash, one year, or nothing."""
    if span is None:
        return ""
    return str(span[0]) if span[0] == span[1] else f"{span[0]}\N{EN DASH}{span[1]}"


def in_one_line(shown: Facts) -> str:
    """Give the three facts as one short text, for search results and feeds."""
    sure = shown.confidence.word + (f" ({say('proposed')})" if shown.confidence.proposed else "")
    who = ", ".join(
        [shown.lines, *(words for _, words in shown.stances), *([shown.contested] if shown.contested else [])]
        + ([say("leans on retracted work")] if shown.retracted else [])
    )
    return "; ".join(part for part in (sure, who, shown.where) if part)


def _anchor(view: View, ref: Ref) -> Anchor:
    target = view.graph.resolve(ref) or ref
    return link_to(view.name(target), view.usual_root + view.url(target))


def _card(view: View, name: str) -> Card:
    return Card(view.kept("anchors", partial(_anchor, view))[Ref("findings", name)], facts(view, view.standings[name]))


class Parts:
    """Builds parts for one page: it knows the page's way up to the root.

    A class only so that each page's templates need not carry `view` and `root` through every call.
    """

    def __init__(self, view: View, own: str) -> None:
        """Take the view and the page's own address."""
        self.view = view
        self.root = to_root(own)
        self._usual = view.usual_root
        self._anchors = view.kept("anchors", partial(_anchor, view))
        self._cards = view.kept("cards", partial(_card, view))

    def anchor(self, ref: Ref, text: str = "") -> Anchor:
        """Give a link to a record, by its name unless another text is given."""
        found = self._from_here(self._anchors[ref])
        return link_to(text, found.href) if text else found

    def _from_here(self, link: Anchor) -> Anchor:
        """Give a link as it is on this page. It is kept as it is on the page of a finding, and differs in its start."""
        if self.root == self._usual:
            return link
        text, href, html = link
        own, start = len(self._usual), f'<a href="{self.root}'
        return Anchor(text, self.root + href[own:], start + html[len(start) - len(self.root) + own :])

    def links(self, section: str, ids: Iterable[str]) -> Markup:
        """Give links to several records of one section, with commas between them."""
        return linked(self._from_here(self._anchors[to(section, name)]) for name in ids)

    def how_many(self, ref: Ref) -> str:
        """Count the findings that carry a term in words, and how many of them are contested."""
        return self.view.kept("how many", self._how_many)[ref]

    def _how_many(self, ref: Ref) -> str:
        stands, findings = self.view.standings, self.view.carrying(ref)
        contested = sum([stands[name].contested for name in findings])
        words = count(len(findings), "finding", "findings")
        return f"{words}, {contested} {say('contested')}" if contested else words

    def to_page(self, path: str) -> str:
        """Give the way to a page by its path."""
        return (self.root + self.view.page_url(path)) or "./"

    def to_written(self, path: str) -> str:
        """Give the way to a page that somebody may have written, such as the guide; nothing where nobody has."""
        return self.to_page(path) if f"content/{path}" in self.view.graph.base.pages else ""

    def card(self, name: str, *, why: str = "", kind: str = "supports", note: str = "") -> Card:
        """Give the card of a finding."""
        found = self._cards[name]
        plain = not why and not note and kind == found.kind and self.root == self._usual
        return found if plain else Card(self._from_here(found.link), found.facts, why, kind, note)

    def facts(self, name: str) -> Facts:
        """Give the three facts of a finding as its card has them."""
        return self._cards[name].facts

    def cards(self, ids: Sequence[str]) -> list[Card]:
        """Give the cards of several findings."""
        return [self.card(name) for name in ids]

    def related(self, found: Iterable[Related]) -> list[Passing]:
        """Give the related findings that stand, in passing, with the reason why they are related."""
        standing = self.view.findings
        stand = [near for near in found if near.finding in standing]
        return [Passing(near.finding, self.in_passing(near.finding), self._why(near)) for near in stand]

    def in_passing(self, name: str) -> Markup:
        """Give the claim of a finding and its three facts in two lines."""
        link, facts, *_ = self._cards[name]
        return facts.in_passing(self._from_here(link))

    def _why(self, item: Related) -> str:
        if item.kind != "shares":
            return f"{say(RELATION[item.kind])}: {item.note}"
        return say("both concern {shared}").format(shared=", ".join(self._shared(ref) for ref in item.shared))

    def _shared(self, ref: Ref) -> str:
        name = self.view.name(self.view.graph.resolve(ref) or ref)
        if ref.section == "sources":
            return say("the source {name}").format(name=name)
        return f"“{name}”" if ref.section in {"policy-options", "case-studies"} else name[:1].lower() + name[1:]

    def crumbs(self, *trail: tuple[str, str]) -> Markup:
        """Give the breadcrumb: home, then each page of the trail by name and path; the last one is this page."""
        *above, (here, _) = ((say("Home"), "index.md"), *trail)
        return joined(_crumbs(tuple([(text, self.to_page(path)) for text, path in above])), {"here": here})


@lru_cache(maxsize=512)
def _crumbs(above: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """Give the breadcrumb, cut at the page's own name: all pages of a kind share it."""
    return cut(render("crumbs.html", trail=above, here=mark("here")))


def linked(anchors: Iterable[Anchor]) -> Markup:
    """Give links with commas between them."""
    return Markup(", ".join([each.html for each in anchors]))  # noqa: S704 - each is escaped
