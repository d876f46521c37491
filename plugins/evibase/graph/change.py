"""What a change of the base means: two states of it, compared. Everything here is a value.

`records` says what people have written: what was added, changed field by field, renamed, withdrawn, removed.
The rest says what follows from it for readers, whoever has written it where.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from evibase.graph import changed_facts
from evibase.graph.changed_facts import CellChange, ContestedChange, MessageChange, OptionChange, StandingChange
from evibase.graph.changed_fields import FieldChange, field_changes
from evibase.graph.graph import Graph
from evibase.graph.names import name_of
from evibase.problems import Severity
from evibase.records.authored import Authored
from evibase.records.finding import Finding
from evibase.records.model import Record, Ref
from evibase.records.types import BIBLIOGRAPHY
from evibase.records.vocabulary import Vocabulary

#: What has become of a record.
Kind = Literal["added", "changed", "renamed", "withdrawn", "superseded", "restored", "removed"]
#: The order in which readers meet sections; vocabularies and pages come after them.
_ORDER = ("findings", "policy-options", "case-studies", "questions", "sources")


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What has become of one record, source, term, person or authored page.

    `ref` is its address now (before, where it was removed), `former` the one that it had where it was renamed;
    `path` is the file in which it stands. An authored page has the section "".
    """

    kind: Kind
    ref: Ref
    name: str
    path: str
    fields: tuple[FieldChange, ...] = ()
    former: Ref | None = None


@dataclass(frozen=True, slots=True)
class Vanished:
    """An address that was published and would be gone: there is no record, no alias and no tombstone."""

    ref: Ref
    name: str
    path: str
    help: str


@dataclass(frozen=True, slots=True)
class Change:
    """Everything that a change of the base means."""

    records: tuple[RecordChange, ...]
    contested: tuple[ContestedChange, ...]
    standings: tuple[StandingChange, ...]
    options: tuple[OptionChange, ...]
    messages: tuple[MessageChange, ...]
    cells: tuple[CellChange, ...]
    vanished: tuple[Vanished, ...]


def compare(old: Graph, new: Graph) -> Change:
    """Compare two states of a base. What could not be read in one of them is not compared."""
    former = _former(old, new)
    return Change(
        records=tuple(_records(old, new, former)),
        contested=tuple(changed_facts.contested(old, new, former)),
        standings=tuple(changed_facts.standing_changes(old, new, former)),
        options=tuple(changed_facts.options(old, new, former)),
        messages=tuple(changed_facts.messages(old, new, former)),
        cells=tuple(changed_facts.cells(old, new, former)),
        vanished=tuple(_vanished(old, new)),
    )


def _former(old: Graph, new: Graph) -> dict[Ref, Ref]:
    """Give for what is in both states the address that it had before, by the one that it has now."""
    before, after = _subjects(old), _subjects(new)
    found = {ref: ref for ref in after if ref in before}
    for ref in before:
        target = _now(new, ref)
        if target and target in after and target not in found:
            found[target] = ref
    return found


def _subjects(graph: Graph) -> dict[Ref, str]:
    """Give everything that can change, with the file in which it stands, in the order of a report."""
    records = graph.base.by_ref
    found = {ref: _path(graph, ref, records.get(ref)) for ref in graph.known}
    found |= {record.ref: record.path for record in records.values() if isinstance(record, (Authored, Vocabulary))}
    facets = tuple(graph.base.vocabularies)

    def place(ref: Ref) -> tuple[int, str]:
        order = (*_ORDER, *facets, "vocabularies", "people", "")
        return order.index(ref.section) if ref.section in order else len(order), ref.id

    return {ref: found[ref] for ref in sorted(found, key=place)}


def _path(graph: Graph, ref: Ref, record: Record | None) -> str:
    if ref.section == "sources":
        return graph.base.reference_of[ref.id].path
    if ref.section in graph.base.vocabularies:
        return graph.base.vocabularies[ref.section].path
    return record.path if record else ""


def _records(old: Graph, new: Graph, former: dict[Ref, Ref]) -> Iterator[RecordChange]:
    before, after = _subjects(old), _subjects(new)
    for ref, path in after.items():
        if ref not in former:
            yield RecordChange("added", ref, name_of(new, ref), path)
            continue
        fields = field_changes(old, former[ref], new, ref)
        moved = former[ref] if former[ref] != ref else None
        state = _state(old.base.by_ref.get(former[ref]), new.base.by_ref.get(ref))
        if fields or moved:
            kind: Kind = state or ("renamed" if moved else "changed")
            yield RecordChange(kind, ref, name_of(new, ref), path, fields, moved)
    kept = set(former.values())
    for ref, path in before.items():
        target = _now(new, ref)
        if ref in kept or _unread(new, ref):
            continue
        if target:  # two records have become one
            yield RecordChange("renamed", target, name_of(new, target), after.get(target, path), former=ref)
        else:
            yield RecordChange("removed", ref, name_of(old, ref), path)


def _state(before: Record | None, after: Record | None) -> Kind | None:
    """Say whether a finding was withdrawn, superseded or brought back; None where it was not."""
    if not isinstance(before, Finding) or not isinstance(after, Finding) or before.status == after.status:
        return None
    if after.status == "withdrawn":
        return "withdrawn"
    if after.status == "superseded":
        return "superseded"
    return "restored" if before.status in {"withdrawn", "superseded"} else None


def _vanished(old: Graph, new: Graph) -> Iterator[Vanished]:
    """Give the addresses that would be gone: of records, sources and terms, and those that were aliases."""
    published = {**_subjects(old), **{alias: _path_of(old, alias) for alias in old.redirects}}
    for ref, path in published.items():
        present = _now(old, ref) or ref
        if ref.section in {"", "vocabularies", "people"} or _now(new, ref) or _unread(new, present):
            continue
        yield Vanished(ref, name_of(old, present), path, _remedy(ref, present, old))


def _now(graph: Graph, ref: Ref) -> Ref | None:
    """Give the address at which something is found now, and None where it is not there under any."""
    return graph.resolve(ref) or graph.redirects.get(ref)


def _unread(graph: Graph, ref: Ref) -> bool:
    """Say whether something may be there after all, in a file that could not be read."""
    if ref.section == "sources":
        return any(
            problem.path == BIBLIOGRAPHY for problem in graph.base.problems if problem.severity is Severity.ERROR
        )
    return graph.unread(ref)


def _path_of(graph: Graph, alias: Ref) -> str:
    ref = graph.redirects[alias]
    return _path(graph, ref, graph.base.by_ref.get(ref))


def _remedy(ref: Ref, present: Ref, graph: Graph) -> str:
    if ref != present:
        return f"Keep `{ref.id}` among the `aliases` of `{present.id}`."
    if ref.section == "findings":
        return (
            f"Keep the file and set `status: withdrawn` with `withdrawn_because:`, or name `{ref.id}` among the "
            "`aliases` of the record that takes its place."
        )
    if ref.section == "sources":
        return (
            f"Keep the entry `{ref.id}` in references.bib, or name `{ref.id}` among the `aliases` of the source that "
            "takes its place, in `content/sources/<key>.yml`."
        )
    if ref.section in graph.base.vocabularies:
        return f"Keep the term, or name `{ref.id}` among the `aliases` of the term that takes its place."
    return f"Keep the file, or name `{ref.id}` among the `aliases` of the record that takes its place."
