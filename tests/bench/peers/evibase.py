"""Ourselves: the corpus as people write it, with everything that a build does."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from importlib.metadata import version as installed
from pathlib import Path

from tests.bench.records import pages_of

SITE = "site"
MOST = 1_000_000
SLOW_FROM = 50_000
EQUAL = (
    (
        "Reads the YAML and the BibTeX as written, checks them, links, cites, renders, builds the search index with "
        "facets, and writes every export; a whole MkDocs + Material build makes the shells."
    ),
)
NOT_DONE = ()


def prepare(corpus: Path, folder: Path) -> int:
    """Copy the corpus; give the number of pages."""
    shutil.copytree(corpus, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("site", ".*"))
    return sum(1 for _ in pages_of(corpus))


def command(folder: Path) -> Sequence[str]:
    """Give the command that builds the site."""
    return (sys.executable, "-m", "mkdocs", "--quiet", "build", "--config-file", str(folder / "mkdocs.yml"))


def version() -> str:
    """Give the versions of evibase and of the host that it builds under."""
    return f"{installed('evibase')} under MkDocs {installed('mkdocs')} with Material {installed('mkdocs-material')}"
