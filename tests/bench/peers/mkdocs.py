"""MkDocs with Material, with the records as Markdown, no record in the navigation and its own search."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from tests.bench.corpus import NAVIGATION
from tests.bench.peers.markdown import write_markdown
from tests.bench.programs import peers_python, version_of
from tests.bench.records import SITE_NAME

SITE = "site"
MOST = 10_000
SLOW_FROM = 2_000
EQUAL = (
    "The same pages with the same words, as Markdown with links to files, which it checks.",
    "Its own search index over the full text.",
)
NOT_DONE = (
    "Reads no YAML and no BibTeX: links, lists, citations and facts stand ready-made in the Markdown.",
    "No exports (YAML, JSON, BibTeX), no facets; its page is Material's own, without our header and styles.",
)


def prepare(corpus: Path, folder: Path) -> int:
    """Write the project; give the number of pages."""
    config = {
        "site_name": SITE_NAME,
        "theme": {"name": "material", "font": False},
        "plugins": ["search"],
        "nav": [{name: f"{path}index.md"} for name, path in NAVIGATION.items()],
        "not_in_nav": "*",
        "markdown_extensions": [{"toc": {"toc_depth": 2}}],  # our pages list no more, either
    }
    number = write_markdown(corpus, folder / "docs")
    (folder / "mkdocs.yml").write_text(json.dumps(config, indent=1), encoding="utf-8")
    return number


def command(folder: Path) -> Sequence[str]:
    """Give the command that builds the site."""
    config = str(folder / "mkdocs.yml")
    return (str(peers_python()), "-m", "mkdocs", "--quiet", "build", "--config-file", config)


def version() -> str:
    """Give the versions of MkDocs and Material."""
    return f"{version_of('mkdocs')} with Material {version_of('mkdocs-material')}"
