"""The importers, as a list that can be read aloud. A new one is one new file and one line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evibase.graph.graph import Graph
from evibase.importers import issue_form
from evibase.importers.issue_form import Draft
from evibase.problems import Problem
from evibase.records.raw import Raw


@dataclass(frozen=True, slots=True)
class Importer:
    """A format of another tool: its name, and what makes a draft of a file in it, looked after by a person."""

    name: str
    draft: Callable[[Graph, Raw, str], Draft | tuple[Problem, ...]]


IMPORTERS = (Importer("issue-form", issue_form.draft),)
