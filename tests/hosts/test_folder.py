"""`evibase write`: Markdown and assets that any generator builds, shown with a plain MkDocs that knows no evibase."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings

from evibase.artifact import AUTHORED, Page, address
from evibase.build import site_pages
from evibase.hosts.folder import folder_files
from evibase.hosts.project import compile_project
from evibase.pages.view import Settings
from tests.bases import bases, compiled
from tests.hosts.links import broken_links
from tests.hosts.sites import built, contents, evibase, real_project, record_pages, small_project

Build = Callable[[str, str], Path]

_NAME = "The small base"
#: A page whose text is not all ours: where the authored Markdown stands is the host's affair.
_AUTHORED_PAGES = (
    "about", "about/methods", "themes/time", "themes/support", "questions/sample-question", "case-studies/sample-case",
)  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the small project."""
    return small_project(tmp_path_factory.mktemp("folder") / "project")


@pytest.fixture(scope="module")
def plain_site(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the site that a plain MkDocs makes of the folder that `evibase write` has written."""
    place = tmp_path_factory.mktemp("plain")
    written = evibase(project, "write", place / "docs", "--name", _NAME, "--pdf")
    assert written.returncode == 0, written.stderr
    return _plain(place)


def _plain(place: Path) -> Path:
    options = {"site_name": _NAME, "theme": "mkdocs", "plugins": [], "markdown_extensions": ["tables"]}
    (place / "mkdocs.yml").write_text(json.dumps(options), encoding="utf-8")
    return built(place)


def test_a_plain_generator_makes_the_same_pages(plain_site: Path, small_site: Build) -> None:
    """Law: every page that the plugin makes is there without it, at the same address, and none besides."""
    ours = contents(small_site("spliced", "here"))
    theirs = contents(plain_site)
    assert record_pages(theirs) == record_pages(ours)
    exports = {name for name in ours if re.search(r"\.(json|bib|yml|svg)$", name)}
    assert {name: theirs.get(name) for name in exports} == {name: ours[name] for name in exports}


def test_a_plain_generator_breaks_no_link(plain_site: Path) -> None:
    """Law: every internal link of the written pages leads somewhere when another generator builds them."""
    assert broken_links(plain_site) == []


def test_the_real_base_can_be_written(tmp_path: Path) -> None:
    """Law: a plain MkDocs builds the real base strictly, and breaks no link of it."""
    written = evibase(real_project(tmp_path / "project"), "write", tmp_path / "docs", "--name", _NAME)
    assert written.returncode == 0, written.stderr
    assert broken_links(_plain(tmp_path)) == []


def test_bodies_survive_markdown(project: Path, plain_site: Path, small_site: Build) -> None:
    """Law: what records say comes out of Python-Markdown as it went in, hostile text too."""
    pages = list(site_pages(compile_project(project), Settings(_NAME, pdf=True)))
    hostile = next(page for page in pages if page.path == "findings/hostile-sample.md")
    assert "&lt;script&gt;" in hostile.body
    for page in pages:
        for site in (plain_site, small_site("spliced", "here")):
            html = _closed_up((site / address(page.path) / "index.html").read_text(encoding="utf-8"))
            for part in _parts(page):
                assert part in html, (site, page.path)


def _parts(page: Page) -> Iterator[str]:
    return map(_closed_up, page.body.split(AUTHORED))


def _closed_up(html: str) -> str:
    return "\n".join(filter(str.strip, html.split("\n")))


@settings(max_examples=20)
@given(bases())
def test_a_body_is_one_block_of_html(files: dict[str, bytes]) -> None:
    """Law: what is ours of a page has no empty line, which would end the block in Markdown."""
    base = compiled(files)
    paths = {page.path for page in site_pages(base, Settings())}
    for file in folder_files(base, Settings()):
        blocks = file.data.decode().split("\n\n") if file.path in paths else ()
        assert all(block.endswith("</div>") for block in map(str.strip, blocks) if block.startswith("<div class"))


@pytest.mark.parametrize("name", _AUTHORED_PAGES)
def test_authored_text_reads_the_same(plain_site: Path, small_site: Build, name: str) -> None:
    """Law: an authored page has the same words in the same order, whichever generator builds it."""
    ours = _words((small_site("spliced", "here") / name / "index.html").read_text(encoding="utf-8"), "article")
    theirs = _words((plain_site / name / "index.html").read_text(encoding="utf-8"), "div", "main")
    assert ours
    assert ours == theirs


class _Words(HTMLParser):
    """The words inside of one element."""

    def __init__(self, tag: str, role: str) -> None:
        super().__init__()
        self.tag, self.role, self.depth, self.words = tag, role, 0, list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin at the element, and count those like it inside."""
        if tag == self.tag and (self.depth or not self.role or ("role", self.role) in attrs):
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        """End with the element."""
        self.depth -= tag == self.tag and self.depth > 0

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        self.words += data.split() if self.depth else []


def _words(html: str, tag: str, role: str = "") -> list[str]:
    reader = _Words(tag, role)
    reader.feed(html)
    return reader.words


def test_writing_twice_changes_nothing(project: Path, tmp_path: Path) -> None:
    """Law: the same project written again leaves every file as it is, down to its date."""
    first = evibase(project, "write", tmp_path / "out")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")}
    second = evibase(project, "write", tmp_path / "out")
    assert (first.returncode, second.returncode, first.stdout) == (0, 0, second.stdout)
    changed = {path for path in (tmp_path / "out").rglob("*") if path.stat().st_mtime_ns != before.get(path)}
    assert {path.name for path in changed} <= {"out", ".evibase-files.json"}


def test_what_is_gone_disappears(tmp_path: Path) -> None:
    """Law: the page of a record that was removed goes, with its folder; what others put there stays."""
    project = small_project(tmp_path / "project")
    folder = tmp_path / "out"
    question = project / "content" / "questions" / "sample-question.md"
    assert evibase(project, "write", folder).returncode == 0
    (folder / "mine.md").write_text("# Mine\n", encoding="utf-8")
    before = contents(folder)
    question.unlink()
    assert evibase(project, "write", folder).returncode == 0
    gone = before.keys() - contents(folder).keys()
    assert "questions/sample-question.md" in gone
    # A list of words goes with the last word in it.
    assert all("sample-question" in name or name.startswith("search/l/") for name in gone)
    assert (folder / "mine.md").is_file()
    assert not [path for path in folder.rglob("*") if path.is_dir() and not any(path.iterdir())]


@pytest.mark.parametrize("listing", [None, "", "{}", "[1]", '["../../victim"]', '["/victim"]'])
def test_a_folder_of_somebody_else_is_refused(project: Path, tmp_path: Path, listing: str | None) -> None:
    """Law: a folder that holds anything evibase did not write is left as it is, and the reason is one line."""
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "thesis.md").write_text("years of work", encoding="utf-8")
    if listing is not None:
        (folder / ".evibase-files.json").write_text(listing, encoding="utf-8")
    before = contents(folder)
    ran = evibase(project, "write", folder)
    assert ran.returncode == 2
    assert "holds files that evibase did not write" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert contents(folder) == before


def test_a_base_with_errors_is_not_written(tmp_path: Path) -> None:
    """Law: a broken base leaves what was written before as it is, and says the same as `evibase check`."""
    project = small_project(tmp_path / "project")
    folder = tmp_path / "out"
    assert evibase(project, "write", folder).returncode == 0
    before = contents(folder)
    (project / "findings" / "sample.yml").write_text("claim: x\n", encoding="utf-8")
    ran, checked = evibase(project, "write", folder), evibase(project, "check")
    assert ran.returncode == 1
    assert ran.stderr.splitlines()[:-1] == checked.stdout.splitlines()[:-1]
    assert contents(folder) == before
