"""Convert a corpus for one contestant: `python -m tests.bench.prepare hugo CORPUS FOLDER`.

A process of its own, because a program that is started from a large process seems as large itself: the kernel
counts the memory of the moment before the new program is loaded.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.bench.contestants import PEERS


def main(name: str, corpus: str, folder: str) -> None:
    """Convert, and print the number of pages and the version."""
    peer = PEERS[name]
    Path(folder).mkdir(parents=True)
    number = peer.prepare(Path(corpus), Path(folder))
    if install := getattr(peer, "install", None):
        install(Path(folder))
    print(number, peer.version())


if __name__ == "__main__":
    main(*sys.argv[1:])
