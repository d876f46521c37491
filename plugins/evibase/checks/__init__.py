"""Rules over records and graph, one to a file. The docstring of a rule is its page in the published manual.

Everything that can be reported has such a page: `checks/reading/` holds those of what is found before there is
a graph. A rule module has a `CODE`, a `SEVERITY` and, where it needs the graph, `check(graph)`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType, ModuleType

from evibase.checks import (
    circular_broader,
    claim_sentence,
    confidence_components,
    contested_without_coherence,
    contradicts_without_note,
    duplicate_claim,
    duplicate_id,
    duplicate_term,
    figure_source,
    high_on_few_lines,
    high_with_serious_concern,
    level_without_components,
    message_without_finding,
    orphan_sidecar,
    plain_too_long,
    qualifies_without_condition,
    repeated_item,
    retracted_source,
    reviewer_is_author,
    self_reference,
    session_minutes,
    similar_claim,
    status_without_review,
    superseded_without_successor,
    uncited_reference,
    unknown_citekey,
    unknown_person,
    unknown_record,
    unknown_term,
    unreadable_markup,
    withdrawn_finding,
    withdrawn_without_reason,
)
from evibase.checks.reading import READING
from evibase.graph.graph import Graph
from evibase.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """A code that can be reported: how bad it is, its manual in Markdown, and the check, where it needs the graph."""

    code: str
    severity: Severity
    manual: str
    check: Callable[[Graph], Iterator[Problem]] | None = None

    @property
    def summary(self) -> str:
        """Give what is wrong, as one sentence: the first of the manual."""
        said = self.manual.split("\n\n")[0].removeprefix(f"{self.code}: ").replace("\n", " ")
        return said[:1].upper() + said[1:]


def _rule(module: ModuleType) -> Rule:
    return Rule(module.CODE, module.SEVERITY, inspect.getdoc(module) or "", getattr(module, "check", None))


#: Every rule, in the order of the manual: reading, links, claims, evidence, confidence, pages, states.
CHECKS: tuple[Rule, ...] = tuple(
    _rule(module)
    for module in (
        *READING,
        unreadable_markup,
        unknown_citekey,
        unknown_term,
        unknown_record,
        unknown_person,
        duplicate_id,
        duplicate_term,
        circular_broader,
        self_reference,
        repeated_item,
        orphan_sidecar,
        uncited_reference,
        claim_sentence,
        duplicate_claim,
        similar_claim,
        plain_too_long,
        qualifies_without_condition,
        contradicts_without_note,
        figure_source,
        retracted_source,
        confidence_components,
        level_without_components,
        high_on_few_lines,
        high_with_serious_concern,
        contested_without_coherence,
        reviewer_is_author,
        status_without_review,
        message_without_finding,
        superseded_without_successor,
        withdrawn_without_reason,
        withdrawn_finding,
        session_minutes,
    )
)

#: The manual of every code.
MANUALS: Mapping[str, str] = MappingProxyType({rule.code: rule.manual for rule in CHECKS})


def run_checks(graph: Graph) -> tuple[Problem, ...]:
    """Hold a base against all rules; what was found while it was read is in `graph.base.problems`."""
    return tuple(problem for rule in CHECKS if rule.check for problem in rule.check(graph))
