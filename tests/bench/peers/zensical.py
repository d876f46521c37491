"""Zensical, with the same Markdown and the same configuration as MkDocs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.bench.peers import mkdocs
from tests.bench.programs import peers_python, version_of

SITE = "site"
MOST = 10_000
SLOW_FROM = 2_000
EQUAL = mkdocs.EQUAL
NOT_DONE = mkdocs.NOT_DONE

prepare = mkdocs.prepare


def command(folder: Path) -> Sequence[str]:
    """Give the command that builds the site."""
    return (str(peers_python()), "-m", "zensical", "build", "--config-file", str(folder / "mkdocs.yml"))


def version() -> str:
    """Give the version of Zensical."""
    return version_of("zensical")
