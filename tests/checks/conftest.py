"""The sample project that has no problems, and the one function that says what is wrong with a project."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from evibase.checks import run_checks
from evibase.graph.graph import Graph
from evibase.problems import Problem, in_order
from evibase.records.raw import Raw
from evibase.records.reading import read_base

_BASE = Path(__file__).parent.parent / "examples" / "base"


@pytest.fixture(scope="session")
def base() -> Mapping[str, bytes]:
    """Give the files of `tests/examples/base/` by path."""
    return {path.relative_to(_BASE).as_posix(): path.read_bytes() for path in _BASE.rglob("*") if path.is_file()}


@pytest.fixture(scope="session")
def problems_of_project() -> Callable[[Mapping[str, bytes]], tuple[Problem, ...]]:
    """Give the function from a project's files to all that is wrong with it."""

    def problems(files: Mapping[str, bytes]) -> tuple[Problem, ...]:
        base = read_base(Raw(path, data) for path, data in files.items())
        return in_order((*base.problems, *run_checks(Graph(base))))

    return problems
