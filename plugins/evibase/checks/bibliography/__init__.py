"""Rules over a bibliography alone, one to a file: what `evibase bib check` adds to the reading of it.

They are not held against a base while it is built: what they find is for whoever looks after the bibliography, and
printing a reference does not need it. A rule module has a `CODE` and `check(references)`; all are warnings.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType

from evibase.checks.bibliography import (
    capital_title,
    cut_short_names,
    invalid_isbn,
    missing_field,
    probable_duplicate,
)
from evibase.problems import Problem, in_order
from evibase.records.reference import Reference


@dataclass(frozen=True, slots=True)
class BibliographyRule:
    """A code, its manual in Markdown, and the check."""

    code: str
    manual: str
    check: Callable[[Sequence[Reference]], Iterator[Problem]]


def _rule(module: ModuleType) -> BibliographyRule:
    return BibliographyRule(module.CODE, inspect.getdoc(module) or "", module.check)


#: Every rule, in the order of the manual.
BIBLIOGRAPHY_CHECKS: tuple[BibliographyRule, ...] = tuple(
    map(_rule, (missing_field, invalid_isbn, probable_duplicate, cut_short_names, capital_title))
)


def check_references(references: Sequence[Reference]) -> tuple[Problem, ...]:
    """Hold references against all rules; entries that are broken have been reported, and are passed over."""
    whole = [reference for reference in references if not reference.broken]
    return in_order(problem for rule in BIBLIOGRAPHY_CHECKS for problem in rule.check(whole))
