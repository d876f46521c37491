"""Laws of the served site: it follows its records, and is then what the host would build."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from evibase.hosts.mkdocs.findings import FindingsPlugin
from evibase.hosts.mkdocs.live_site import LiveSite, UnfollowedError
from tests.hosts.sites import EPOCH, differences, small_project

_SAMPLE = "findings/sample.yml"
#: What somebody does to a file: the text that it had, to the text that it has; None where there is no file.
Edit = Callable[[str], str | None]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a small project."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    return small_project(tmp_path / "project", site_url="https://base.example.org/", nav=[{"Home": "index.md"}])


def _built(project: Path, folder: Path) -> MkDocsConfig:
    """Build a project as `serve` does."""
    config = load_config(config_file=str(project / "mkdocs.yml"), site_dir=str(folder))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    return config


def _following(project: Path, folder: Path) -> LiveSite:
    plugin = _built(project, folder).plugins["evibase/findings"]
    assert isinstance(plugin, FindingsPlugin)
    return plugin.live_site()


def _edit(project: Path, name: str, edit: Edit) -> None:
    path = project / name
    text = edit(path.read_text(encoding="utf-8") if path.exists() else "")
    if text is None:
        path.unlink()
    else:
        path.write_text(text, encoding="utf-8")


def _instead(one: str, other: str) -> Edit:
    def edit(text: str) -> str:
        assert one in text
        return text.replace(one, other, 1)

    return edit


#: Changes that are followed: one after the other, each a name and what becomes of the file.
_FOLLOWED: tuple[tuple[str, str, Edit], ...] = (
    ("a claim", _SAMPLE, _instead("Time for learning competes", "Time for reading competes")),
    ("a locator", _SAMPLE, _instead("locator: ", "locator: see also ")),
    ("a term", _SAMPLE, _instead("themes: [time", "themes: [support")),
    ("a comment", _SAMPLE, lambda text: f"# A comment.\n{text}"),
    ("a former name", _SAMPLE, lambda text: f"{text}aliases: [former-sample]\n"),
    ("a withdrawal", "findings/withdrawn-sample.yml", _instead("status: withdrawn\nwithdrawn_because: ", "cost: ")),
    ("a new record", "findings/new-sample.yml", lambda _: _NEW),
    ("no new record", "findings/new-sample.yml", lambda _: None),
    ("a person", "content/people.yml", _instead("name: ", "name: Dr ")),
    ("a sidecar", "content/sources/doe-2020.yml", _instead("project: ", "project: another ")),
    ("keys of a page", "content/policy-options/sample-option.md", _instead("title: ", "title: Another ")),
    ("a mistake", _SAMPLE, lambda text: text.replace("claim:", "clam:")),
    ("a mistake mended", _SAMPLE, lambda text: text.replace("clam:", "claim:")),
)
_NEW = """claim: Nurses learn from each other when the shifts of a ward overlap by half an hour.
themes: [support]
sectors: [schools]
where: [INT]
evidence:
  - source: roe-2021
    locator: p. 1
    stance: supports
    design: interviews
implications:
  - for: managers
    text: Let shifts overlap.
by: [maintainers]
"""


def test_a_site_that_follows_is_the_site_that_the_host_builds(project: Path, tmp_path: Path) -> None:
    """Law: after each change that is followed, every file of the site is what a build of the host writes."""
    site = _following(project, tmp_path / "served")
    for number, (what, name, edit) in enumerate(_FOLLOWED):
        _edit(project, name, edit)
        update = site.follow({name})
        if what == "a mistake":
            assert update is None
            assert {problem.code for problem in site.errors} == {"unknown-key"}
            continue
        assert update is not None
        _built(project, tmp_path / f"built-{number}")
        assert differences(tmp_path / "served", tmp_path / f"built-{number}") == [], what


_UNFOLLOWED: tuple[tuple[str, Edit], ...] = (
    ("references.bib", _instead("Time to learn in care", "Time to teach in care")),
    ("mkdocs.yml", _instead("The small base", "The other base")),
    ("content/vocabularies/themes.yml", _instead("label: ", "label: Other ")),
    ("content/about/methods.md", lambda text: f"{text}\nMore.\n"),
    ("content/policy-options/sample-option.md", lambda text: f"{text}\nMore.\n"),
    ("content/about/picture.svg", lambda text: f"{text}\n"),
    ("content/themes/time.md", lambda _: None),
    ("content/sources/doe-2020.yml", lambda text: f"{text}retracted:\n  source: The publisher\n"),
)


@pytest.mark.parametrize(("name", "edit"), _UNFOLLOWED, ids=[name for name, _ in _UNFOLLOWED])
def test_what_more_depends_on_is_left_to_the_host(project: Path, tmp_path: Path, name: str, edit: Edit) -> None:
    """Law: a change on which more than records' pages depends is never followed in part, and is named."""
    site = _following(project, tmp_path / "served")
    _edit(project, name, edit)
    with pytest.raises(UnfollowedError, match=r"\w"):
        site.follow({name})


def test_changes_that_nobody_told_of_are_found(project: Path, tmp_path: Path) -> None:
    """Law: what has changed between a build and the first look is found, whatever the system tells of."""
    site = _following(project, tmp_path / "served")
    _edit(project, _SAMPLE, _instead("Time for learning competes", "Time for reading competes"))
    _edit(project, "findings/new-sample.yml", lambda _: _NEW)
    assert site.follow({"findings/third-sample.yml"})
    _built(project, tmp_path / "built")
    assert differences(tmp_path / "served", tmp_path / "built") == []


def test_a_file_that_says_what_it_said_is_no_change(project: Path, tmp_path: Path) -> None:
    """Law: of a file that was only written again, nothing is written."""
    site = _following(project, tmp_path / "served")
    _edit(project, _SAMPLE, lambda text: text)
    update = site.follow({_SAMPLE, "content/about/methods.md"})
    assert update is not None
    assert not update.written
    assert not update.gone


def test_pages_to_which_others_link_are_left_to_the_host(project: Path, tmp_path: Path) -> None:
    """Law: where an authored page links to a record that comes or goes, the host has to say so."""
    _edit(project, "content/about/methods.md", lambda text: f"{text}\nSee [it](../findings/new-sample.md).\n")
    site = _following(project, tmp_path / "served")
    _edit(project, "findings/new-sample.yml", lambda _: _NEW)
    with pytest.raises(UnfollowedError, match="new-sample"):
        site.follow({"findings/new-sample.yml"})
    site = _following(project, tmp_path / "served-again")
    _edit(project, "findings/new-sample.yml", lambda _: None)
    with pytest.raises(UnfollowedError, match="new-sample"):
        site.follow({"findings/new-sample.yml"})
