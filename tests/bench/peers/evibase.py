"""Ourselves: the corpus as people write it, with everything that a build does."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from importlib.metadata import version as installed
from pathlib import Path

from tests.bench.corpus import MKDOCS
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
NOT_DONE = ("Its briefs of themes are not set as PDFs (`pdf: false`), which none of the others does either.",)


def prepare(corpus: Path, folder: Path) -> int:
    """Copy the corpus, without PDFs; give the number of pages."""
    shutil.copytree(corpus, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("site", ".*"))
    configuration = json.loads(MKDOCS)
    configuration["plugins"] = [
        {name: {"pdf": False}} if name == "evibase/findings" else name for name in configuration["plugins"]
    ]
    (folder / "mkdocs.yml").write_text(json.dumps(configuration, indent=1), encoding="utf-8")
    return sum(1 for _ in pages_of(corpus))


def command(folder: Path) -> Sequence[str]:
    """Give the command that builds the site."""
    return (sys.executable, "-m", "mkdocs", "--quiet", "build", "--config-file", str(folder / "mkdocs.yml"))


def version() -> str:
    """Give the versions of evibase and of the host that it builds under."""
    return f"{installed('evibase')} under MkDocs {installed('mkdocs')} with Material {installed('mkdocs-material')}"
