"""The balance sheet of a claim: what each side of it rests on, what is missing, and all of it in one line."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial

from markupsafe import Markup

from evibase.graph.gaps import newest_year, reviews
from evibase.graph.independence import lines_of
from evibase.graph.standing import Standing, years_of
from evibase.graph.would_change import would_change
from evibase.pages.parts import Facts, years
from evibase.pages.rendering import markup
from evibase.pages.view import View
from evibase.pages.words import WOULD_CHANGE, count, say
from evibase.records.finding import Evidence, Finding
from evibase.records.model import Ref


def newest_of(view: View) -> int | None:
    """Give the newest year of any evidence in the base."""

    def newest(_: str) -> int | None:
        return newest_year(view.standings[name] for name in view.findings)

    return view.kept("newest year", newest)[""]


def reviews_of(view: View) -> frozenset[str]:
    """Give the study designs that are reviews."""

    def found(_: str) -> frozenset[str]:
        return reviews(view.graph.base.vocabularies.get("designs"))

    return view.kept("reviews", found)[""]


def rests_on(view: View, items: Sequence[Evidence]) -> str:
    """Give what one side of the balance rests on: independent lines, study designs and years, in one line."""
    keys = tuple(item.source for item in items)
    designs = dict.fromkeys(item.design for item in items)
    dated = view.kept("years of sources", partial(years_of, view.graph))
    found = [year for key in keys for year in dated[key]]
    parts = (
        count(lines_of(view.graph, keys), "independent line", "independent lines"),
        ", ".join([view.name(Ref("designs", design)) for design in designs]),
        years((min(found), max(found))) if found else "",
    )
    return "; ".join([part for part in parts if part])


def missing(view: View, finding: Finding, stands: Standing) -> Markup:
    """Give what would change a claim, as a list; nothing of one that no longer stands."""
    return _missing(would_change(finding, stands, review=reviews_of(view), newest=newest_of(view)))


@cache
def _missing(names: tuple[str, ...]) -> Markup:
    """Show what is missing. There are few such lists, on every page of a finding one."""
    return markup("would_change.html", texts=[say(WOULD_CHANGE[name]) for name in names])


def in_shapes(shown: Facts) -> Markup:
    """Give a claim's balance in one line: how sure, and who says so, each with its shape and its word."""
    return shown.line
