"""The base of this repository, compiled once for all tests of this room."""

from __future__ import annotations

import pytest

from evibase.build import Compiled
from evibase.hosts.project import compile_project
from tests.bases import ROOT


@pytest.fixture(scope="session")
def base() -> Compiled:
    """Give the base, compiled."""
    return compile_project(ROOT)
