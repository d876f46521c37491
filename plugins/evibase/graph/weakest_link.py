"""The weakest link of a policy option: the least certain of the findings that it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evibase.graph.graph import Graph
from evibase.graph.standing import GONE, Standing
from evibase.records.finding import Finding
from evibase.records.policy_option import PolicyOption

#: From the weakest to the strongest; a claim that nobody has assessed cannot carry more than one rated very low.
STRENGTH: tuple[str | None, ...] = (None, "very-low", "low", "moderate", "high")


@dataclass(frozen=True, slots=True)
class WeakestLink:
    """The finding that limits an option, its level (None: not assessed), and what to warn of, by finding id."""

    finding: str
    level: str | None
    contested: tuple[str, ...]
    unassessed: tuple[str, ...]
    superseded: tuple[str, ...]
    retracted: tuple[str, ...] = ()


def weakest_link(graph: Graph, option: PolicyOption, standings: Mapping[str, Standing]) -> WeakestLink | None:
    """Derive an option's weakest link; None where no finding supports it. The first of equals is named."""
    named = (item.finding for item in option.basis if item.role == "supports")
    ids = [name for name in graph.findings_named(named) if name in standings]
    if not ids:
        return None
    weakest = min(ids, key=lambda name: STRENGTH.index(standings[name].level))
    findings = graph.base.of(Finding)
    return WeakestLink(
        finding=weakest,
        level=standings[weakest].level,
        contested=tuple(name for name in ids if standings[name].contested),
        unassessed=tuple(name for name in ids if standings[name].level is None),
        superseded=tuple(name for name in ids if findings[name].status in GONE),
        retracted=tuple(name for name in ids if standings[name].retracted),
    )
