"""The options of a term, in the one order in which its page, its brief and its kit list them."""

from __future__ import annotations

from functools import partial

from evibase.graph.weakest_link import STRENGTH, weakest_link
from evibase.pages.fit import option_terms
from evibase.pages.view import View
from evibase.records.model import Ref
from evibase.records.policy_option import PolicyOption


def options_of(view: View, ref: Ref) -> tuple[Ref, ...]:
    """Give the options of a term: those that carry it, and those that a finding with it supports.

    The second holds for what fit goes by, such as the sector: an option says nothing of it, and is held against the
    findings that support it. That with the strongest weakest link comes first; among equals, that which rests on
    most findings of the term; then by name.
    """
    return view.kept("options of a term", partial(_options_of, view))[ref]


def _options_of(view: View, ref: Ref) -> tuple[Ref, ...]:
    carried = {link.origin for link in view.graph.links_to(ref, "facet") if link.origin.section == "policy-options"}
    found = [other for other in view.listed["policy-options"] if other in carried or ref in option_terms(view, other)]
    here = frozenset(view.carrying(ref) if found else ())
    return tuple(sorted(found, key=lambda other: _place(view, other, here)))


def _place(view: View, ref: Ref, here: frozenset[str]) -> tuple[int, int]:
    """Give where an option stands among others. Names break ties: options are listed by them."""
    option = view.graph.base.of(PolicyOption)[ref.id]
    weakest = weakest_link(view.graph, option, view.standings)
    basis = (item.finding for item in option.basis if item.role != "against")
    shared = here.intersection(view.graph.findings_named(basis))
    return -STRENGTH.index(weakest.level if weakest else None), -len(shared)
