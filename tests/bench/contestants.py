"""Who takes part, as a list that can be read aloud. A new one is one new module and one line here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from tests.bench.peers import eleventy, evibase, hugo, hugo_markdown, mkdocs, sphinx, zensical


class Peer(Protocol):
    """A module of `peers/`.

    `SITE` is the folder, in the prepared one, that holds the built site. Nothing is built above `MOST` findings,
    and from `SLOW_FROM` on in one round only. `EQUAL` and `NOT_DONE` say how equal its work is to ours.
    """

    @property
    def SITE(self) -> str: ...  # noqa: N802, D102 - described above
    @property
    def MOST(self) -> int: ...  # noqa: N802, D102 - the same
    @property
    def SLOW_FROM(self) -> int: ...  # noqa: N802, D102 - the same
    @property
    def EQUAL(self) -> tuple[str, ...]: ...  # noqa: N802, D102 - the same
    @property
    def NOT_DONE(self) -> tuple[str, ...]: ...  # noqa: N802, D102 - the same

    def prepare(self, corpus: Path, folder: Path) -> int:
        """Convert a corpus, whose site evibase has built, into an empty folder; give the number of pages."""

    def command(self, folder: Path) -> Sequence[str]:
        """Give the command that builds the site of a prepared folder."""

    def version(self) -> str:
        """Give what is measured, with its versions."""


OURS = "evibase"
PEERS: Mapping[str, Peer] = {
    OURS: evibase,
    "hugo": hugo,
    "hugo-markdown": hugo_markdown,
    "eleventy": eleventy,
    "mkdocs": mkdocs,
    "zensical": zensical,
    "sphinx": sphinx,
}
