"""One entry while it is read: its fields as text, and what was found wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evibase.problems import Problem, Severity
from evibase.records.bibtex_syntax import RawEntry, Source
from evibase.records.latex import decode_latex
from evibase.records.reference import Field

#: Longest piece of an entry that a message shows.
LONGEST_SHOWN = 40


@dataclass(slots=True)
class Reading:
    """One entry while it is read, and what was found wrong with it."""

    entry: RawEntry
    fields: Mapping[str, Field]
    source: Source
    problems: list[Problem] = field(default_factory=list)

    def text(self, *names: str) -> str:
        """Give the first of these fields that is there, decoded."""
        for name in names:
            found = self.fields.get(name)
            if found:
                return decode_latex(found.value)
        return ""

    def report(self, at: Field, code: str, message: str, remedy: str, severity: Severity = Severity.ERROR) -> None:
        """Note a problem at a field."""
        self.problems.append(Problem(self.source.path, at.line, at.column, code, message, remedy, severity))
