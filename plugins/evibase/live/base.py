"""The base as it is now: what came of each file, in mappings that note who reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from evibase.live.cells import Cells, Node
from evibase.live.watched import Watched
from evibase.problems import Problem
from evibase.records.base import Base
from evibase.records.model import Record, Ref
from evibase.records.reading import FileRead
from evibase.records.reference import Reference

R = TypeVar("R", bound=Record)

#: Where a record stands: its file, and its id in there.
At = tuple[str, str]


class Changed(NamedTuple):
    """What became of the record at one place: None where there was none, or is none any more."""

    at: At
    before: Record | None
    after: Record | None

    @property
    def in_place(self) -> bool:
        """Say whether one record took the place of another with the same address and type."""
        old, new = self.before, self.after
        return old is not None and new is not None and type(old) is type(new) and old.ref == new.ref


class LiveBase(Base):
    """A base that can be changed file by file. The bibliography and the vocabularies stay as they are."""

    if TYPE_CHECKING:
        by_place: Watched[At, Record]
        by_ref: Watched[Ref, Record]
        pages: Watched[str, Record]
        _cells: Cells
        _reads: dict[str, FileRead]
        _bibliography: tuple[Problem, ...]
        _models: dict[type[Record], Watched[str, Any]]
        _faults: Node
        #: Looked for when first asked for after a change.
        _with_faults: tuple[FileRead, ...] | None

    def __init__(
        self, cells: Cells, reads: dict[str, FileRead], references: tuple[Reference, ...], problems: tuple[Problem, ...]
    ) -> None:
        """Take what came of each file."""
        held = self.__dict__
        held["_cells"], held["_reads"], held["_bibliography"] = cells, reads, problems
        held["references"] = references
        held["_models"] = {}
        held["_faults"], held["_with_faults"] = Node(), None
        whole = self._whole()
        held["by_place"] = Watched(cells, dict(whole.by_place))
        held["by_ref"] = Watched(cells, dict(whole.by_ref))
        held["pages"] = Watched(cells, dict(whole.pages))
        held["reference_of"], held["vocabularies"] = whole.reference_of, whole.vocabularies
        for model, records in whole.by_model.items():
            self._models[model] = Watched(cells, dict(records))

    # What follows stands for the fields of a base that does not change.

    @property
    def records(self) -> tuple[Record, ...]:
        """Give all records in order of their paths."""
        return tuple(self.by_place.values())

    @property
    def broken(self) -> frozenset[Ref]:
        """Give the addresses of files that could not be read as a record."""
        self._cells.read(self._faults)
        return frozenset(ref for read in self._faulty for ref in read.broken)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Give what was wrong with the files."""
        self._cells.read(self._faults)
        return (*self._bibliography, *(problem for read in self._faulty for problem in read.problems))

    @property
    def _faulty(self) -> tuple[FileRead, ...]:
        """Give what came of the files that have something wrong, in the order in which they were read."""
        if self._with_faults is None:
            found = tuple(read for read in self._reads.values() if read.problems or read.broken)
            self.__dict__["_with_faults"] = found
            return found
        return self._with_faults

    @property
    def by_model(self) -> Mapping[type[Record], Mapping[str, Record]]:
        """Give the records by type and id; of two with one id, the first."""
        return self._models

    def of(self, model: type[R]) -> Mapping[str, R]:
        """Give all records of one type by id."""
        return self._of(model)

    def _of(self, model: type[Record]) -> Watched[str, Any]:
        found = self._models.get(model)
        if found is None:
            found = self._models[model] = Watched(self._cells, {})
        return found

    def now(self) -> Base:
        """Give the base as it is now, to be read by whoever keeps this one up to date: no cell notes it."""
        return Base(tuple(self.by_place.raw().values()), self.references)

    def _whole(self) -> Base:
        records = sorted((r for read in self._reads.values() for r in read.records), key=lambda r: (r.path, r.id))
        return Base(tuple(records), self.references)

    def update(self, reads: Mapping[str, FileRead | None]) -> tuple[Changed, ...]:
        """Put what came of files in the place of what came of them before; None where a file is gone.

        Gives the records that are others now.
        """
        changed: list[Changed] = []
        for path, new in reads.items():
            old = self._reads.get(path)
            if new is None:
                self._reads.pop(path, None)
            else:
                self._reads[path] = new
            if _faults(old) != _faults(new):
                self._cells.touch(self._faults)
                self.__dict__["_with_faults"] = None
            changed += _compared(path, old, new)
        if all(each.in_place for each in changed):
            for each in changed:
                self._put(each)
        else:
            self._replace()
        return tuple(changed)

    def _put(self, each: Changed) -> None:
        record, former = each.after, each.before
        assert record is not None  # noqa: S101 - `in_place` says so
        self.by_place.put(each.at, record)
        if self.by_ref.raw()[record.ref] is former:
            self.by_ref.put(record.ref, record)
        if record.path.endswith(".md"):
            self.pages.put(record.path, record)
        of_type = self._models[type(record)]
        if of_type.raw()[record.id] is former:
            of_type.put(record.id, record)

    def _replace(self) -> None:
        whole = self._whole()
        self.by_place.replace(dict(whole.by_place))
        self.by_ref.replace(dict(whole.by_ref))
        self.pages.replace(dict(whole.pages))
        for model in {*self._models, *whole.by_model}:
            self._of(model).replace(dict(whole.by_model.get(model, {})))


def _faults(read: FileRead | None) -> tuple[tuple[Problem, ...], tuple[Ref, ...]]:
    return (read.problems, read.broken) if read else ((), ())


def _compared(path: str, old: FileRead | None, new: FileRead | None) -> list[Changed]:
    before = {record.id: record for record in (old.records if old else ())}
    after = {record.id: record for record in (new.records if new else ())}
    return [Changed((path, name), before.get(name), after.get(name)) for name in dict.fromkeys([*before, *after])]
