"""Works that are the same work printed before: `related` and `relatedtype` of biblatex 3.20, section 3.5."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from evibase.records.reference import Reference

_REPRINTS = frozenset({"reprintfrom", "reprintof", "origpubin"})


def with_reprints(references: Sequence[Reference]) -> tuple[Reference, ...]:
    """Give the references, each with the work of the file that it was first printed as, if it names one."""
    if not any(reference.field("related") for reference in references):
        return tuple(references)
    by_key = {reference.key: reference for reference in references}
    return tuple(_with_reprint(reference, by_key) for reference in references)


def _with_reprint(reference: Reference, by_key: dict[str, Reference]) -> Reference:
    related, kind = reference.field("related"), reference.field("relatedtype")
    first = related and by_key.get(related.value.split(",")[0].strip())
    if not first or not kind or kind.value.strip() not in _REPRINTS or first.key == reference.key:
        return reference
    original = reference.original if reference.original.year else first.issued
    return replace(reference, reprint_of=first, original=original)
