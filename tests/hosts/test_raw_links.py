"""Links that authored pages write as HTML, under MkDocs."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from evibase.hosts.mkdocs.raw_links import with_addresses


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    """Give the configuration of a host that warns of links to nowhere."""
    links = {"not_found": "warn"}
    return load_config(None, site_name="x", docs_dir=str(tmp_path), plugins=[], validation={"links": links})


@pytest.fixture
def files(config: MkDocsConfig) -> Files:
    """Give the pages of a small site."""
    paths = ("models/anchor.md", "findings/calm.md", "findings/index.md", "index.md")
    return Files([File(path, config.docs_dir, config.site_dir, use_directory_urls=True) for path in paths])


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<a href="../findings/calm.md">x</a>', '<a href="../../findings/calm/">x</a>'),
        ('<svg><a href="../findings/calm.md#how"><text>x</text></a></svg>',
         '<svg><a href="../../findings/calm/#how"><text>x</text></a></svg>'),
        ('<a class="a" href="../findings/index.md">x</a>', '<a class="a" href="../../findings/">x</a>'),
        ('<a href="../../findings/calm/">x</a>', '<a href="../../findings/calm/">x</a>'),
        ('<a href="https://example.org/a.md">x</a>', '<a href="https://example.org/a.md">x</a>'),
        ('<code>&lt;a href="../findings/calm.md"&gt;</code>', '<code>&lt;a href="../findings/calm.md"&gt;</code>'),
    ],
)  # fmt: skip
def test_links_to_files_become_addresses(html: str, shown: str, files: Files, config: MkDocsConfig) -> None:
    """Law: a link to a Markdown file leads to its page, in a drawing too; other addresses and code stay as written."""
    page = files.get_file_from_path("models/anchor.md")
    assert page is not None
    assert with_addresses(html, page, files, config) == shown


def test_a_link_to_no_file_is_told(files: Files, config: MkDocsConfig, caplog: pytest.LogCaptureFixture) -> None:
    """Law: a link to a file that is not there is told as loudly as MkDocs tells of one in Markdown, with both names."""
    page = files.get_file_from_path("models/anchor.md")
    assert page is not None
    html = '<a href="../findings/gone.md">x</a>'
    with caplog.at_level(logging.WARNING):
        assert with_addresses(html, page, files, config) == html
    assert "content/models/anchor.md leads to ../findings/gone.md" in caplog.text
