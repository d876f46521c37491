"""`evibase init`: a base of one's own on another subject, which is green from the first minute."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from evibase.hosts.starting import starter_files
from evibase.records.schema import schema_names
from evibase.records.types import RECORD_TYPES, TERM_PAGE
from tests.bases import ROOT
from tests.hosts.sites import Ran, build, evibase, run

_BIN = Path(sys.executable).parent
_NAME = 'Shade: "cool" & <b>more</b>'


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a base that has just been begun."""
    folder = tmp_path_factory.mktemp("bases") / "shade"
    ran = evibase(folder.parent, "init", folder, "--name", _NAME)
    assert ran.returncode == 0, ran.stderr
    assert "evibase check" in ran.stdout
    return folder


def _tried(folder: Path, *command: str | Path) -> Ran:
    ran = run(folder, *command)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran


def test_the_first_check_is_green(begun: Path) -> None:
    """Law: a new base has no problems, not even warnings."""
    ran = evibase(begun, "check", "--strict")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("no problems in ")


def test_the_first_build_is_green(begun: Path) -> None:
    """Law: a new base builds strictly, and its pages show its name and its examples."""
    ran = build(begun, "--strict")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "WARNING" not in ran.stderr
    home = (begun / "site" / "index.html").read_text(encoding="utf-8")
    assert "Shade: &#34;cool&#34; &amp; &lt;b&gt;more" in home or "Shade: &quot;cool&quot; &amp; &lt;b&gt;more" in home
    finding = begun / "site" / "findings" / "tree-shade-cools-pavements" / "index.html"
    assert "cooler under street trees" in finding.read_text(encoding="utf-8")


def test_it_builds_under_properdocs(begun: Path) -> None:
    """Law: the same base builds under the other host."""
    python = os.environ.get("EVIBASE_PROPERDOCS")
    assert python, "EVIBASE_PROPERDOCS names no Python: run `python tasks.py test`."
    _tried(begun, python, "-m", "properdocs", "build", "--strict", "--config-file", "mkdocs.yml", "--site-dir", "other")


def test_there_is_one_example_of_each_record(begun: Path) -> None:
    """Law: a new base shows each kind of record once, so that each can be copied."""
    names = [path.relative_to(begun).as_posix() for path in begun.rglob("*") if path.is_file()]
    for kind in (*RECORD_TYPES, TERM_PAGE):
        assert any(kind.place.match(name) and not name.endswith("index.md") for name in names), kind.name
    assert "references.bib" in names


def test_schemas_and_forms_are_those_of_its_vocabularies(begun: Path) -> None:
    """Law: editors and issue forms of a new base know its terms from the start."""
    assert {path.stem for path in (begun / ".vscode" / "schemas").iterdir()} == set(schema_names())
    assert '"city-planners"' in (begun / ".vscode" / "schemas" / "finding.json").read_text(encoding="utf-8")
    form = (begun / ".github" / "ISSUE_TEMPLATE" / "finding.yml").read_text(encoding="utf-8")
    assert '"Heat and health"' in form
    assert "Social care" not in form


def test_its_workflows_are_valid_and_safe(begun: Path) -> None:
    """Law: the workflows of a new base pass what those of this repository pass, with the same pins."""
    workflows = sorted((begun / ".github" / "workflows").glob("*.yml"))
    assert [path.name for path in workflows] == ["check.yml", "comment.yml", "nightly.yml", "publish.yml"]
    _tried(begun, _BIN / "actionlint", *workflows)
    _tried(begun, _BIN / "zizmor", "--offline", "--no-progress", ".github")
    ours = ROOT / ".github" / "workflows"
    assert workflows[1].read_bytes() == (ours / "comment.yml").read_bytes()
    for path in workflows:
        pins = set(re.findall(r"uses: (.*)", path.read_text(encoding="utf-8")))
        assert pins <= set(re.findall(r"uses: (.*)", (ours / path.name).read_text(encoding="utf-8")))


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """Law: a folder with something in it, or a file, is refused and left as it is; an empty clone is not."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine", encoding="utf-8")
    for name in ("full", "full/mine.txt"):
        ran = evibase(tmp_path, "init", name)
        assert ran.returncode == 2
        assert "is not empty" in ran.stderr
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine.txt"]
    (tmp_path / "clone" / ".git").mkdir(parents=True)
    assert evibase(tmp_path, "init", "clone").returncode == 0
    assert 'site_name: "Clone"' in (tmp_path / "clone" / "mkdocs.yml").read_text(encoding="utf-8")


def test_no_placeholder_is_left() -> None:
    """Law: what stands for the name and the version is filled in everywhere."""
    for file in starter_files("A base"):
        assert not re.search(rb"%[A-Z]+%", file.data), file.path
        assert not any(part.startswith("dot-") for part in file.path.split("/"))


def test_the_package_holds_them(tmp_path: Path) -> None:
    """Law: an installed evibase can begin a base: the files are in the wheel."""
    _tried(ROOT, sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    listed = _tried(tmp_path, sys.executable, "-m", "zipfile", "--list", wheel).stdout
    inside = set(re.findall(r"evibase/hosts/starter/(\S+)", listed))
    source = ROOT / "plugins" / "evibase" / "hosts" / "starter"
    assert inside == {path.relative_to(source).as_posix() for path in source.rglob("*") if path.is_file()}
