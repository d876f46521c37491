"""`evibase/citations` alone: a site that has pages and a bibliography, and no findings."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from evibase.hosts.pandoc import find_pandoc
from tests.hosts.links import broken_links, pages_of, third_parties
from tests.hosts.sites import ROOT, Ran, run

_PROJECT = ROOT / "tests" / "examples" / "citations"
_THEMES = {"mkdocs": {"name": "mkdocs"}, "material": {"name": "material", "font": False}}

Build = Callable[..., Ran]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a project with a documentation folder and a bibliography of names of their own."""
    return Path(shutil.copytree(_PROJECT, tmp_path / "project"))


@pytest.fixture(params=["mkdocs", "properdocs"])
def build(request: pytest.FixtureRequest, project: Path) -> Build:
    """Give the function that builds the project strictly, under each host; its options are the plugin's."""
    host = request.param
    python = sys.executable if host == "mkdocs" else request.getfixturevalue("properdocs")

    def ran(theme: str = "material", **options: object) -> Ran:
        settings = {
            "site_name": "Citations",
            "theme": _THEMES.get(theme, {"name": theme}),
            "plugins": [{"evibase/citations": {"bib_file": "refs.bib", **options}}],
            "markdown_extensions": ["admonition", "footnotes", "tables"],
        }
        (project / "mkdocs.yml").write_text(json.dumps(settings), encoding="utf-8")
        # pandoc comes with the environment of the tests; the one of ProperDocs has none of its own.
        pandoc = find_pandoc()
        path = os.pathsep.join([*([str(pandoc.parent)] if pandoc else []), os.environ.get("PATH", "")])
        command = (python, "-m", host, "build", "--strict", "--config-file", "mkdocs.yml")
        return run(project, *command, variables={"PATH": path})

    return ran


def _page(project: Path, name: str = "index.html") -> str:
    return (project / "site" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("theme", list(_THEMES))
def test_a_site_without_findings_cites(build: Build, project: Path, theme: str) -> None:
    """Law: under either host, with Material or not, citations are links, each page lists its works, no link breaks."""
    ran = build(theme)
    assert ran.returncode == 0, ran.stderr
    html = _page(project)
    assert '<a class="ev-citation" id="ev-cite-doe-2020-1" href="#ev-ref-doe-2020">Doe and Roe' in html
    assert re.findall(r'<li id="ev-ref-([^"]+)"', html) == ["doe-2020", "doe-2020-b", "m-ller-2015", "body-nd"]
    assert re.findall(r'<li id="ev-note-(\d+)"', html) == ["2", "3"]
    assert "ada@example.org" in html
    assert "<code>[@doe-2020]</code>" in html
    assert "ev-citation" not in _page(project, "guide/plain/index.html")
    assert "citations.js" in html
    assert (project / "site/assets/evibase/citations.css").is_file()
    site = project / "site"
    ours = [each for each in broken_links(site) if "ev-" in each or "assets/evibase" in each or "twice" in each]
    assert ours == []
    if theme == "material":
        assert third_parties(site) == []


def test_letters_are_those_of_the_works_that_are_cited(build: Build, project: Path) -> None:
    """Law: two works of one year are told apart by letters where both are cited on the site, and only then."""
    assert build().returncode == 0
    assert "2020a" in _page(project)
    index = project / "docs" / "index.md"
    text = index.read_text(encoding="utf-8")
    index.write_text(text.replace("[see @doe-2020-b, pp. 20-31; @m-ller-2015, ch. 2]", ""), encoding="utf-8")
    (project / "docs" / "guide" / "everything.md").unlink()
    assert build().returncode == 0
    assert "2020a" not in _page(project)


def test_commands_of_mkdocs_bibtex(build: Build, project: Path) -> None:
    r"""Law: `\bibliography` and `\full_bibliography` give way to the list of the page and that of all works."""
    assert build().returncode == 0
    here = _page(project, "guide/here/index.html")
    assert (
        here.index('<h2 id="literature"') < here.index('<li id="ev-ref-m-ller-2015"') < here.index('<h2 id="after-it"')
    )
    assert ">References<" not in here
    assert _page(project, "guide/everything/index.html").count('<li id="ev-ref-') == 5


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ({"bib_file": None, "bib_dir": "."}, "Doe and Roe"),
        ({"bib_by_default": False}, "Doe and Roe"),
        ({"cite_inline": False}, 'href="#ev-ref-doe-2020">Doe and Roe<sup>1&#44; p&#46; 12</sup></a>'),
        ({"cite_inline": False, "footnote_format": "[{number}]"}, "<sup>&#91;</sup>"),
        ({"bib_command": "[[works]]"}, "Doe and Roe"),
    ],
    ids=str,
)
def test_options_of_mkdocs_bibtex(build: Build, project: Path, options: dict[str, object], shown: str) -> None:
    """Law: the options that mkdocs-bibtex has do here what they do there."""
    given = {key: value for key, value in options.items() if value is not None}
    here = project / "docs" / "guide" / "here.md"
    if "bib_command" in given:
        here.write_text(here.read_text(encoding="utf-8").replace("\\bibliography", "[[works]]"), encoding="utf-8")
    if "bib_dir" in given:
        (project / "refs.bib").rename(project / "docs" / "works.bib")
        given["bib_file"] = None
    ran = build(**given)
    assert ran.returncode == 0, ran.stderr
    html = _page(project)
    assert shown in html
    assert ("ev-references" in html) == given.get("bib_by_default", True)
    assert '<li id="ev-ref-m-ller-2015"' in _page(project, "guide/here/index.html")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"bib_file": "https://example.org/a.bib"}, "a build reads nothing from the network"),
        ({"bib_file": "missing.bib"}, 'there is no file "missing.bib"'),
        ({"bib_file": None, "bib_dir": "docs"}, 'there is no .bib file in "docs"'),
        ({"footnote_format": "note"}, "write `{number}` where"),
        ({"csl_file": "https://example.org/a.csl"}, "a build reads nothing from the network"),
        ({"csl_file": "missing.csl"}, "csl_file: "),
        ({"unescape_for_arithmatex": True}, "Unrecognised configuration name: unescape_for_arithmatex"),
    ],
    ids=str,
)
def test_options_that_make_no_sense(build: Build, options: dict[str, object], message: str) -> None:
    """Law: an option that cannot be met ends the build with one line that names it, never a traceback."""
    ran = build(**options)
    assert ran.returncode == 1
    assert message in ran.stderr
    assert "Traceback" not in ran.stderr


def test_an_unknown_key_has_a_place(build: Build, project: Path) -> None:
    """Law: a key that is not in the bibliography is one line with its place and the nearest key, and fails strict."""
    index = project / "docs" / "index.md"
    index.write_text(index.read_text(encoding="utf-8") + "\nAlso [see @doe-2002, p. 3].\n", encoding="utf-8")
    line = index.read_text(encoding="utf-8").count("\n")
    ran = build()
    assert ran.returncode == 1
    expected = f'docs/index.md:{line}:12: unknown-citekey: "doe-2002" is not a key in the bibliography. Did you mean'
    assert expected in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_broken_bibliography_ends_the_build(build: Build, project: Path) -> None:
    """Law: errors of the bibliography are lines with places, all of them, and no site is built."""
    with (project / "refs.bib").open("a", encoding="utf-8") as file:
        file.write("@book{, title = {No key}}\n@book{doe-2020, title = {Taken}}\n")
    ran = build()
    assert ran.returncode == 1
    assert re.search(r"refs\.bib:\d+:\d+: empty-citekey: ", ran.stderr)
    assert re.search(r"refs\.bib:\d+:\d+: duplicate-citekey: ", ran.stderr)
    assert not (project / "site" / "index.html").exists()


def test_pages_are_well_formed(build: Build, project: Path) -> None:
    """Law: no id stands twice on a page."""
    assert build().returncode == 0
    for name, page in pages_of(project / "site").items():
        ids = [each for each in page.ids if each.startswith("ev-")]
        assert len(ids) == len(set(ids)), name


@pytest.mark.skipif(find_pandoc() is None, reason="other styles need pandoc, which is an extra")
@pytest.mark.parametrize(
    ("style", "shown"), [("vancouver", "<ol"), ("chicago-author-date", "Doe and Roe"), ("styles/mine.csl", "<ol")]
)
def test_other_styles(build: Build, project: Path, style: str, shown: str) -> None:
    """Law: `csl_file` names a style that comes along or a file, and text and lists are in it."""
    (project / "styles").mkdir()
    shutil.copy(ROOT / "plugins" / "evibase" / "hosts" / "csl" / "vancouver.csl", project / "styles" / "mine.csl")
    ran = build(csl_file=style)
    assert ran.returncode == 0, ran.stderr
    html = _page(project)
    assert shown in html
    assert '<li id="ev-ref-doe-2020"' in html
    assert 'class="ev-citation"' in html
