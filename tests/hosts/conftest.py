"""The sites that several tests look at, each built once."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hosts.sites import ELSEWHERE, LANES, built, real_project, run, small_project

Build = Callable[[str, str], Path]


@pytest.fixture(scope="session")
def properdocs() -> str:
    """Give the Python that EVIBASE_PROPERDOCS names (`tasks.py test` does). Without one the tests fail."""
    python = os.environ.get("EVIBASE_PROPERDOCS", "")
    assert python, "no ProperDocs: run `python tasks.py test`, or let EVIBASE_PROPERDOCS name a Python that has it"
    return python


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Give the function from a lane and a configuration to the folder of the small project's site."""
    made: dict[tuple[str, str], Path] = {}

    def site(lane: str, where: str) -> Path:
        if (lane, where) not in made:
            project = tmp_path_factory.mktemp("small") / "project"
            made[lane, where] = built(small_project(project, **LANES[lane], **ELSEWHERE[where]))
        return made[lane, where]

    return site


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Build:
    """Give the function from a lane and a configuration to the folder of the real base's site.

    The lane `properdocs` is that of its name, in an environment without MkDocs.
    """
    project = real_project(tmp_path_factory.mktemp("real") / "project")
    made: dict[tuple[str, str], Path] = {}

    def site(lane: str, where: str) -> Path:
        name = f"{lane}-{where}"
        if (lane, where) in made:
            return made[lane, where]
        settings: dict[str, object] = {"INHERIT": "mkdocs.yml", **LANES[lane], **ELSEWHERE[where]}
        if lane == "whole":
            # A list of plugins takes the place of the inherited one, with its settings.
            options = {"splice": False, "home": ["GB"]}
            settings["plugins"] = [{"evibase/findings": options}, "evibase/citations", "evibase/search"]
        (project / f"{name}.yml").write_text(json.dumps(settings), encoding="utf-8")
        arguments = ("--config-file", f"{name}.yml", "--site-dir", name)
        if lane == "properdocs":
            python = request.getfixturevalue("properdocs")
            ran = run(project, python, "-m", "properdocs", "build", "--strict", *arguments)
            assert ran.returncode == 0, ran.stdout + ran.stderr
        else:
            built(project, *arguments)
        made[lane, where] = project / name
        return made[lane, where]

    return site
