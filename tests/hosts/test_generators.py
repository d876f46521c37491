"""One site, whoever makes it: MkDocs or ProperDocs, spliced or whole, here or elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hosts.sites import ELSEWHERE, build, built, contents, differences, run, small_project

Build = Callable[[str, str], Path]

_GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')


def test_properdocs_needs_no_mkdocs(properdocs: str, tmp_path: Path) -> None:
    """Law: the environment in which ProperDocs is tested has no MkDocs that could do its work."""
    listed = run(tmp_path, properdocs, "-m", "pip", "list", "--format=freeze").stdout.casefold()
    assert "properdocs==" in listed
    assert "\nmkdocs==" not in f"\n{listed}"


def test_mkdocs_and_properdocs_build_the_same_site(real_site: Build) -> None:
    """Law: both hosts build the real base strictly, with the same files, the same but for the host's own name."""
    one, other = real_site("spliced", "here"), real_site("properdocs", "here")
    assert contents(one).keys() == contents(other).keys()
    assert differences(one, other, _GENERATOR) == []


@pytest.mark.parametrize("where", ["here", "files-sub-path"])
def test_both_lanes_agree_on_the_real_base(real_site: Build, where: str) -> None:
    """Law: a page put into its shell is the page that the whole theme makes, to the last byte."""
    assert differences(real_site("spliced", where), real_site("whole", where)) == []


@pytest.mark.parametrize("where", list(ELSEWHERE))
def test_both_lanes_agree_wherever_the_site_stands(small_site: Build, where: str) -> None:
    """Law: the lanes agree under every form of address, with and without an edit button, on hostile text too."""
    assert differences(small_site("spliced", where), small_site("whole", where)) == []


def test_the_same_bytes_under_any_circumstances(tmp_path: Path) -> None:
    """Law: hash seed, working directory, place on the disk, locale and time zone leave no trace in the site."""
    one = small_project(tmp_path / "one", **ELSEWHERE["sub-path"])
    other = small_project(tmp_path / "deep" / "other folder", **ELSEWHERE["sub-path"])
    variables = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"}
    first = build(one, "--strict", variables=variables)
    assert first.returncode == 0, first.stderr
    # ASCII as the encoding of everything that names none.
    bare = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C", "LANG": "C"}
    variables = {"PYTHONHASHSEED": "2", "TZ": "Pacific/Pago_Pago"} | bare
    second = build(tmp_path, "--strict", "--config-file", other / "mkdocs.yml", variables=variables)
    assert second.returncode == 0, second.stderr
    assert differences(one / "site", other / "site") == []


def test_building_again_changes_nothing(tmp_path: Path) -> None:
    """Law: the same project gives the same site the second time, over the first."""
    project = small_project(tmp_path / "project")
    before = contents(built(project))
    assert contents(built(project)) == before
