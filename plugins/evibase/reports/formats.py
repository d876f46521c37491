"""The forms of a report, as a list that can be read aloud. A new one is one new file and one line here."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from evibase.reports.github_annotations import github_annotations
from evibase.reports.problem_json import problem_json
from evibase.reports.report import Report
from evibase.reports.sarif import sarif
from evibase.reports.terminal_text import terminal_text

#: Each form by the name that `--format` takes.
REPORTS: MappingProxyType[str, Callable[[Report], str]] = MappingProxyType(
    {"text": terminal_text, "github": github_annotations, "json": problem_json, "sarif": sarif}
)
