"""The base: all that was read, typed and frozen, with what was wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from evibase.problems import Problem
from evibase.records.model import Record, Ref
from evibase.records.reference import Reference
from evibase.records.vocabulary import Vocabulary

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, eq=False)
class Base:
    """Records in order of their paths, references in order of the bibliography, and what was wrong.

    `broken` holds the addresses of files that could not be read as a record: a reference to one of them is
    not a second problem.
    """

    records: tuple[Record, ...] = ()
    references: tuple[Reference, ...] = ()
    broken: frozenset[Ref] = frozenset()
    problems: tuple[Problem, ...] = field(default=(), repr=False)

    @cached_property
    def by_place(self) -> Mapping[tuple[str, str], Record]:
        """Give the records by file and id, in order."""
        return MappingProxyType({(record.path, record.id): record for record in self.records})

    @cached_property
    def by_ref(self) -> Mapping[Ref, Record]:
        """Give the records by address; of two at one address, the first."""
        return MappingProxyType({record.ref: record for record in reversed(self.records)})

    @cached_property
    def pages(self) -> Mapping[str, Record]:
        """Give the records that people have written as pages by their files: `content/themes/time.md`."""
        return MappingProxyType({record.path: record for record in self.records if record.path.endswith(".md")})

    @cached_property
    def by_model(self) -> Mapping[type[Record], Mapping[str, Record]]:
        """Give the records by type and id; of two with one id, the first."""
        found: dict[type[Record], dict[str, Record]] = {}
        for record in self.records:
            found.setdefault(type(record), {}).setdefault(record.id, record)
        return MappingProxyType({model: MappingProxyType(records) for model, records in found.items()})

    def of(self, model: type[R]) -> Mapping[str, R]:
        """Give all records of one type by id."""
        return self.by_model.get(model, MappingProxyType({}))  # type: ignore[return-value]  # keyed by type

    @cached_property
    def vocabularies(self) -> Mapping[str, Vocabulary]:
        """Give the vocabularies by facet."""
        return self.of(Vocabulary)

    @cached_property
    def reference_of(self) -> Mapping[str, Reference]:
        """Give the references by key; of two with one key, the first."""
        found: dict[str, Reference] = {}
        for reference in self.references:
            found.setdefault(reference.key, reference)
        return MappingProxyType(found)
