"""The axes of gap maps: the vocabularies, and what is known of every finding besides: its countries and its level."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from evibase.graph.gap_map import LEVELS, Axis, Pair, Point, level_of, pairs
from evibase.pages.view import View
from evibase.pages.words import LEVEL, say
from evibase.records.model import Ref
from evibase.records.places import place_name, with_countries

WHERE, CONFIDENCE = "where", "confidence"


def axes_of(view: View) -> Mapping[str, Axis]:
    """Give all axes by id. Those that are no vocabulary are called as in the explorer's addresses."""
    return view.kept("axes", partial(_axes, view))[""]


def _axes(view: View, _: str) -> Mapping[str, Axis]:
    named = (ref.id for ref in _placed(view) if ref.section == WHERE)
    codes = sorted(named, key=lambda code: (place_name(code), code))
    places = tuple(Point(code, place_name(code)) for code in codes)
    levels = tuple(Point(level_of(level), say(LEVEL[level])) for level in LEVELS)
    found = {
        WHERE: Axis(WHERE, say("Countries"), say("Country"), places, on=""),
        CONFIDENCE: Axis(CONFIDENCE, say("Levels of confidence"), say("Level of confidence"), levels, on=""),
    }
    for name, each in view.graph.base.vocabularies.items():
        points = tuple(Point(term.id, term.label) for term in each.terms)
        found[name] = Axis(name, each.label, each.singular, points, each.on, required=each.required == "yes")
    return MappingProxyType({name: axis for name, axis in found.items() if axis.terms})


def pairs_of(view: View) -> tuple[Pair, ...]:
    """Give the maps of a base, the first one first."""
    return view.kept("gap maps", partial(_pairs, view))[""]


def _pairs(view: View, _: str) -> tuple[Pair, ...]:
    return pairs(axes_of(view))


def carrying(view: View, ref: Ref) -> frozenset[str]:
    """Give the ids of the findings that stand at one point of an axis."""
    return view.kept("findings at a point", partial(_carrying, view))[ref]


def _carrying(view: View, ref: Ref) -> frozenset[str]:
    if ref in view.terms:
        return frozenset(view.carrying(ref))
    return _placed(view).get(ref, frozenset())


def _placed(view: View) -> Mapping[Ref, frozenset[str]]:
    """Give the findings of each place and level."""
    return view.kept("findings by place and level", partial(_sorted, view))[""]


def _sorted(view: View, _: str) -> Mapping[Ref, frozenset[str]]:
    standing = view.kept("place and level", partial(_place_and_level, view))
    alike: dict[tuple[tuple[str, ...], str | None], list[str]] = {}
    for name in view.findings:
        alike.setdefault(standing[name], []).append(name)
    found: dict[Ref, set[str]] = {}
    for (places, level), names in alike.items():
        for ref in (*(Ref(WHERE, code) for code in with_countries(places)), Ref(CONFIDENCE, level_of(level))):
            found.setdefault(ref, set()).update(names)
    return MappingProxyType({ref: frozenset(names) for ref, names in found.items()})


def _place_and_level(view: View, name: str) -> tuple[tuple[str, ...], str | None]:
    # Of all that is known of a finding, this changes seldom.
    stands = view.standings[name]
    return stands.places, stands.level
