"""Rules over records and graph, one to a file. The docstring of a rule is its page in the published manual.

Everything that can be reported has such a page: `checks/reading/` holds those of what is found before there is
a graph. A rule module has a `CODE`, a `SEVERITY` and, where it needs the graph, a `check`: `check(graph)` looks at the
base as a whole; where the module names in `EACH` a type of record, `check(graph, records)` looks at each of these by
itself, and what it says of one depends on what it reads of the others through the graph.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType, ModuleType
from typing import Any

from evibase.beside import Beside, at_its_turn
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
    stronger_than_evidence,
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
from evibase.records.finding import Finding
from evibase.records.model import Record


@dataclass(frozen=True, slots=True)
class Rule:
    """A code that can be reported: how bad it is, its manual in Markdown, and the check, where it needs the graph.

    `check` looks at the whole base, `check_each` at records of one type, each by itself.
    """

    code: str
    severity: Severity
    manual: str
    check: Callable[[Graph], Iterator[Problem]] | None = None
    each: type[Record] = Record
    check_each: Callable[[Graph, Iterable[Any]], Iterator[Problem]] | None = None

    @property
    def summary(self) -> str:
        """Give what is wrong, as one sentence: the first of the manual."""
        said = self.manual.split("\n\n")[0].removeprefix(f"{self.code}: ").replace("\n", " ")
        return said[:1].upper() + said[1:]


def _rule(module: ModuleType) -> Rule:
    manual, check, each = inspect.getdoc(module) or "", getattr(module, "check", None), getattr(module, "EACH", None)
    if each is not None:
        return Rule(module.CODE, module.SEVERITY, manual, each=each, check_each=check)
    return Rule(module.CODE, module.SEVERITY, manual, check)


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
        stronger_than_evidence,
        superseded_without_successor,
        withdrawn_without_reason,
        withdrawn_finding,
        session_minutes,
    )
)

#: The manual of every code.
MANUALS: Mapping[str, str] = MappingProxyType({rule.code: rule.manual for rule in CHECKS})


#: The rules that look at the base as a whole, and those that look at each record of a type.
WHOLE = tuple(rule for rule in CHECKS if rule.check)
EACH = tuple(rule for rule in CHECKS if rule.check_each)
#: The rules that leave nothing in the tables of the graph which pages would use again, and all others.
_APART = frozenset({duplicate_id.CODE, duplicate_term.CODE, duplicate_claim.CODE, similar_claim.CODE})
_BESIDE = tuple(rule for rule in (*EACH, *WHOLE) if rule.check_each or rule.code in _APART)
_OTHERS = tuple(rule for rule in WHOLE if rule.code not in _APART)


def run_checks(graph: Graph, beside: Beside = at_its_turn) -> tuple[Problem, ...]:
    """Hold a base against all rules; what was found while it was read is in `graph.base.problems`.

    Half of them may be run `beside` the others.
    """
    _ = graph.links  # which both need
    beside_them = beside(partial(_found, graph, _BESIDE))
    return (*_found(graph, _OTHERS), *beside_them())


def _found(graph: Graph, rules: Iterable[Rule]) -> list[Problem]:
    found: list[Problem] = []
    for rule in rules:
        if rule.check:
            found += rule.check(graph)
        elif rule.check_each:
            found += rule.check_each(graph, records_for(graph, rule.each))
    return found


def check_record(graph: Graph, record: Record) -> tuple[Problem, ...]:
    """Hold one record against the rules that look at each by itself."""
    found: list[Problem] = []
    for rule in EACH:
        if rule.check_each is not None and isinstance(record, rule.each) and _looked_at(graph, rule, record):
            found += rule.check_each(graph, (record,))
    return tuple(found)


def _looked_at(graph: Graph, rule: Rule, record: Record) -> bool:
    return rule.each is not Finding or graph.base.of(Finding).get(record.id) is record


def records_for(graph: Graph, model: type[Record]) -> Iterable[Record]:
    """Give the records that a rule looks at: of findings with one id, the first; of all other types, every one."""
    if model is Finding:
        return graph.base.of(Finding).values()
    return graph.base.records if model is Record else [r for r in graph.base.records if isinstance(r, model)]
