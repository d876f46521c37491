"""Reading a project from disk: what is read, what is reported, and that Python is left as it was found."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from evibase.hosts.project import compile_project, media, read_project
from evibase.records.raw import ChangedError, Raw


def _project(root: Path) -> Path:
    for name in ("findings/b/two.yml", "findings/a.yml", "content/index.md", "content/vocabularies/themes.yml",
                 "content/img/a.png", "content/.hidden/b.png", "references.bib", "other/c.yml"):  # fmt: skip
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(name.encode())
    return root


def test_what_is_read(tmp_path: Path) -> None:
    """Law: every file that can hold records is read to its last byte, sorted by path, and nothing else is."""
    raws, problems = read_project(_project(tmp_path))
    expected = ["content/index.md", "content/vocabularies/themes.yml", "findings/a.yml", "findings/b/two.yml"]
    assert [(raw.path, raw.data) for raw in raws] == [(name, name.encode()) for name in [*expected, "references.bib"]]
    assert problems == ()


def test_what_is_kept_can_be_read_again(tmp_path: Path) -> None:
    """Law: where files may be read again, the same bytes come again, and others or none are an error."""
    raws, _ = read_project(_project(tmp_path), again=True)
    assert raws == read_project(tmp_path)[0]
    kept = {raw.path: raw.kept() for raw in raws}
    assert {path: stored.data for path, stored in kept.items()} == {raw.path: raw.data for raw in raws}
    assert not any(isinstance(stored, Raw) for stored in kept.values())
    (tmp_path / "findings/a.yml").write_bytes(b"other")
    with pytest.raises(ChangedError, match=r"findings/a\.yml was changed"):
        _ = kept["findings/a.yml"].data
    (tmp_path / "findings/a.yml").unlink()
    with pytest.raises(FileNotFoundError):
        _ = kept["findings/a.yml"].data


def test_a_copy_is_read_where_it_stands(tmp_path: Path) -> None:
    """Law: of two projects with the same files each is read again in its own place."""
    for name in ("one", "other"):
        (tmp_path / name / "content").mkdir(parents=True)
        (tmp_path / name / "content" / "index.md").write_text("# Home\n", encoding="utf-8")
    one, other = (compile_project(tmp_path / name, again=True) for name in ("one", "other"))
    (tmp_path / "one" / "content" / "index.md").unlink()
    assert [record.origin.text for record in other.graph.base.records] == ["# Home\n"]
    with pytest.raises(FileNotFoundError):
        _ = [record.origin.text for record in one.graph.base.records]


def test_what_is_media(tmp_path: Path) -> None:
    """Law: files of the documentation folder that are neither pages nor records are media, but for hidden ones."""
    assert list(media(_project(tmp_path))) == [("img/a.png", tmp_path / "content/img/a.png")]


def test_links_are_reported_and_not_followed(tmp_path: Path) -> None:
    """Law: a symbolic link to a file, to a folder, or to nothing is a problem and is never read."""
    _project(tmp_path)
    for name, target in (("findings/l.yml", "a.yml"), ("findings/folder", "../other"), ("content/gone.md", "nowhere")):
        (tmp_path / name).symlink_to(target)
    (tmp_path / "references.bib").unlink()
    (tmp_path / "references.bib").symlink_to("findings/a.yml")
    raws, problems = read_project(tmp_path)
    linked = {"findings/l.yml", "findings/folder", "content/gone.md", "references.bib"}
    assert {(problem.path, problem.code) for problem in problems} == {(name, "symbolic-link") for name in linked}
    assert not {raw.path for raw in raws} & {*linked, "findings/folder/c.yml"}


def test_an_empty_folder_is_an_empty_project(tmp_path: Path) -> None:
    """Law: folders that are missing are empty."""
    assert read_project(tmp_path / "missing") == ((), ())


@pytest.mark.parametrize("enabled", [True, False])
def test_the_garbage_collector_is_left_as_it_was(tmp_path: Path, *, enabled: bool) -> None:
    """Law: whoever had the collector on or off finds it so after a base was read."""
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        compile_project(_project(tmp_path))
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()
