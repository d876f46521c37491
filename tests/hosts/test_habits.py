"""What users of MkDocs rely on: addresses, the edit button, exclusions, their own templates, the sitemap."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.hosts.links import broken_links, pages_of, third_parties
from tests.hosts.sites import ELSEWHERE, build, built, contents, differences, small_project

Build = Callable[[str, str], Path]

_SITE_URL = "https://base.example.org/some/base/"
_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')


def _site_url(where: str) -> str:
    return str(ELSEWHERE[where].get("site_url", ""))


@pytest.mark.parametrize("where", list(ELSEWHERE))
def test_no_link_of_the_small_site_is_broken(small_site: Build, where: str) -> None:
    """Law: every internal address leads to a file and every fragment to an id, under every form of address."""
    assert broken_links(small_site("spliced", where), _site_url(where)) == []


@pytest.mark.parametrize("where", ["here", "files-sub-path"])
def test_no_link_of_the_real_site_is_broken(real_site: Build, where: str) -> None:
    """Law: the same of the real base."""
    assert broken_links(real_site("spliced", where), _site_url(where)) == []


@pytest.mark.parametrize("where", ["here", "files-sub-path"])
def test_no_page_loads_anything_from_elsewhere(real_site: Build, where: str) -> None:
    """Law: scripts, styles, fonts, images and frames come from the site itself."""
    site = real_site("spliced", where)
    assert third_parties(site, _site_url(where)) == []
    ours = [path.read_text(encoding="utf-8") for path in (site / "assets" / "evibase").rglob("*.js")]
    assert ours
    assert not [text for text in ours if re.search(r"(?<!www\.w3\.org)https?://(?!www\.w3\.org)", text)]


@pytest.mark.parametrize("where", ["sub-path", "files-sub-path"])
def test_the_sitemap_lists_every_page_once(small_site: Build, where: str) -> None:
    """Law: the sitemap and the canonical addresses name every page once, and nothing that is no page."""
    site = small_site("spliced", where)
    listed = [each.text for each in ET.parse(site / "sitemap.xml").iter(f"{_SITEMAP}loc")]  # noqa: S314 - ours
    pages = {}
    for name in pages_of(site):
        text = (site / name).read_text(encoding="utf-8")
        if name != "404.html" and 'http-equiv="refresh"' not in text:
            pages[name] = _CANONICAL.findall(text)
    addresses = {name: _SITE_URL + re.sub(r"(^|/)index\.html$", r"\1", name) for name in pages}
    if where == "files-sub-path":
        addresses = {name: _SITE_URL + name for name in pages}
    assert pages == {name: [address] for name, address in addresses.items()}
    assert set(listed) == set(addresses.values())
    assert len(listed) == len(set(listed))
    assert gzip.decompress((site / "sitemap.xml.gz").read_bytes()) == (site / "sitemap.xml").read_bytes()


@pytest.mark.parametrize("where", ["here", "files"])
def test_a_site_without_an_address_has_an_empty_sitemap(small_site: Build, where: str) -> None:
    """Law: where the site's address is not known, the sitemap is sound and lists nothing."""
    root = ET.parse(small_site("spliced", where) / "sitemap.xml").getroot()  # noqa: S314 - ours
    assert root is not None
    assert list(root) == []


@pytest.mark.parametrize("where", list(ELSEWHERE))
def test_prototypes_leave_no_trace(small_site: Build, where: str) -> None:
    """Law: neither the pages that shells are cut from nor their markers are in the site, but for text that says so."""
    for name, data in contents(small_site("spliced", where)).items():
        assert "evibase-shell" not in name
        assert b"evibase-shell" not in data
        assert b"evibase-prototype" not in data
        found = set(re.findall(rb"evibaseslot[a-z0-9-]*", data))
        assert found <= {b"evibaseslotitems0", b"evibaseslottitle"}, name


@pytest.mark.parametrize(
    "settings",
    [
        {"edit_uri": "edit/main/content/"},
        {"edit_uri": "/o/r/edit/main/content/"},
        {"edit_uri_template": "edit/main/content/{path}"},
    ],
    ids=str,
)
@pytest.mark.parametrize("lane", [True, False], ids=["spliced", "whole"])
def test_the_edit_button_leads_to_what_was_written(tmp_path: Path, settings: dict[str, str], *, lane: bool) -> None:
    """Law: the edit link of a page names the file that an editor would change, be it a record or a page."""
    plugins = [{"evibase/findings": {"splice": lane}}, "evibase/citations", "evibase/search"]
    theme = {"name": "material", "font": False, "features": ["content.action.edit"]}
    repository = {"repo_url": "https://code.example.org/o/r", **settings}
    site = built(small_project(tmp_path / "project", theme=theme, plugins=plugins, **repository))
    expected = {
        "findings/sample": "findings/sample.yml",
        "findings/third-sample": "findings/support/third-sample.yml",
        "policy-options/sample-option": "content/policy-options/sample-option.md",
        "themes/time": "content/themes/time.md",
        "sectors/schools": "content/vocabularies/sectors.yml",
        "about": "content/about/index.md",
    }
    root = "https://code.example.org/o/r/edit/main/"
    for page, path in expected.items():
        links = [each for _, _, each in pages_of(site / page)["index.html"].addresses if "/edit/" in each]
        assert links == [root + path], page


@pytest.mark.parametrize("menu", [True, False], ids=["configured", "found"])
def test_a_menu_may_lead_below_a_section(tmp_path: Path, *, menu: bool) -> None:
    """Law: pages in the folder of a topic are framed as the host frames them, whether its menu leads there or not."""
    times = ["themes/time.md", "themes/time/notes.md"]
    settings = {"validation": {"omitted_files": "ignore"}, **({"nav": [{"Time": times}]} if menu else {})}

    def made(*, splice: bool) -> Path:
        plugins = [{"evibase/findings": {"splice": splice}}, "evibase/citations", "evibase/search"]
        project = small_project(tmp_path / f"project-{splice}", plugins=plugins, **settings)
        (project / "content/themes/time").mkdir()
        (project / "content/themes/time/notes.md").write_text("# Notes\n\nThey are short.\n", encoding="utf-8")
        return built(project)

    spliced = made(splice=True)
    assert (spliced / "themes/time/brief/index.html").is_file()
    assert broken_links(spliced, "") == []
    # Where the menu does not list the topic's own page, that leads there by a longer way: its frame is that of topics.
    assert differences(spliced, made(splice=False)) == ([] if menu else ["themes/time/index.html"])


_CASE = "content/case-studies/another-case.md"


@pytest.mark.parametrize("key", ["exclude_docs", "draft_docs"])
def test_an_excluded_page_is_no_record(tmp_path: Path, small_site: Build, key: str) -> None:
    """Law: a site without a case study and one in which it is excluded or a draft are the same."""
    excluded = "/vocabularies/\n/people.yml\n/sources/*.yml\n"
    settings = {"exclude_docs": excluded, key: "/case-studies/another-case.md\n"}
    if key == "exclude_docs":
        settings[key] += excluded
    project = small_project(tmp_path / "project", **settings)
    (project / _CASE).write_bytes((project / "content/case-studies/sample-case.md").read_bytes())
    assert differences(built(project), small_site("spliced", "here")) == []


#: Pages that the host leaves out: named, in a folder, by another ending, by its own rules, and beside an index.
_LEFT_OUT = (
    "about/hidden.md", "private/page.md", "about/hidden.markdown", "about/draft-page.md", "templates/page.md",
    "about/.dotted.md", ".folder/page.md", "about/README.md",
)  # fmt: skip


def _written(project: Path, *names: str) -> None:
    for number, name in enumerate(names):
        path = project / "content" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"# A page {number}\n\nIts word is findme{number}.\n", encoding="utf-8")


def test_a_page_that_is_left_out_is_nowhere(tmp_path: Path, small_site: Build) -> None:
    """Law: pages that the host leaves out are in no list and not in the search: the site is the same without them."""
    excluded = "/vocabularies/\n/people.yml\n/sources/*.yml\nhidden.*\n/private/\n"
    project = small_project(tmp_path / "project", exclude_docs=excluded, draft_docs="draft-*.md\n")
    _written(project, *_LEFT_OUT)
    assert build(project).returncode == 0
    assert differences(project / "site", small_site("spliced", "here")) == []


@pytest.mark.parametrize("where", ["here", "files"])
def test_a_page_that_is_there_is_found_where_it_is(tmp_path: Path, where: str) -> None:
    """Law: what is only out of the menu is found, and a `README.md` is the index of its folder, for the search, too."""
    project = small_project(tmp_path / "project", not_in_nav="/about/aside.md\n", **ELSEWHERE[where])
    _written(project, "about/aside.md", "more/README.md")
    site = built(project)
    assert broken_links(site, "") == []
    index = "".join(path.read_text(encoding="utf-8") for path in (site / "search" / "r").iterdir())
    for word in ("findme0", "findme1"):
        [address] = re.findall(rf'\["([^"]*)","pages","[^]]*{word}', index)
        page = site / (f"{address}index.html" if address.endswith("/") else address)
        assert word in page.read_text(encoding="utf-8")


def test_data_of_the_base_is_not_published_as_it_is(tmp_path: Path, small_site: Build) -> None:
    """Law: vocabularies, people and sidecars are no files of the site, even where nobody has excluded them."""
    site = built(small_project(tmp_path / "project", exclude_docs=""))
    assert differences(site, small_site("spliced", "here")) == []


_OVERRIDES = {
    "partials/footer.html": "<footer>my own footer</footer>",
    "404.html": "<p>my own 404</p>",
}


def test_a_users_own_templates_win(tmp_path: Path) -> None:
    """Law: what stands in the user's `custom_dir` is taken instead of ours, on records and pages alike."""
    theme = {"name": "material", "font": False, "custom_dir": "overrides"}
    project = small_project(tmp_path / "project", theme=theme)
    for name, text in _OVERRIDES.items():
        (project / "overrides" / name).parent.mkdir(parents=True, exist_ok=True)
        (project / "overrides" / name).write_text(text, encoding="utf-8")
    (project / "content" / "assets" / "evibase").mkdir(parents=True)
    (project / "content" / "assets" / "evibase" / "print.css").write_text("/* mine */", encoding="utf-8")
    site = built(project)
    for name in ("index.html", "about/index.html", "findings/sample/index.html", "themes/time/index.html"):
        text = (site / name).read_text(encoding="utf-8")
        assert "my own footer" in text
        assert "ev-footer" not in text
    assert (site / "404.html").read_text(encoding="utf-8") == "<p>my own 404</p>"
    assert (site / "assets/evibase/print.css").read_text(encoding="utf-8") == "/* mine */"


@pytest.mark.parametrize("parent", ["base.html", "evibase/main.html"])
def test_a_users_own_main_template_shows_records(tmp_path: Path, parent: str) -> None:
    """Law: a `main.html` of the user's own has its blocks on every page, and records show in it."""
    theme = {"name": "material", "font": False, "custom_dir": "overrides"}
    project = small_project(tmp_path / "project", theme=theme)
    (project / "overrides").mkdir()
    text = f'{{% extends "{parent}" %}}\n{{% block announce %}}my own notice{{% endblock %}}\n'
    (project / "overrides" / "main.html").write_text(text, encoding="utf-8")
    site = built(project)
    for name in ("about/index.html", "findings/sample/index.html"):
        assert "my own notice" in (site / name).read_text(encoding="utf-8")
    assert "Time for learning competes" in (site / "findings/sample/index.html").read_text(encoding="utf-8")


def test_a_theme_that_records_do_not_fit_is_named(tmp_path: Path) -> None:
    """Law: another theme ends the build with one line that says what to do."""
    ran = build(small_project(tmp_path / "project", theme="readthedocs"))
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    assert "Set `theme: material`" in ran.stderr
