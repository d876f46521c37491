"""RIS: every reference, one by one and together, for reference managers."""

from __future__ import annotations

from collections.abc import Iterator

from evibase.artifact import File
from evibase.graph.graph import Graph
from evibase.graph.ris import ris

#: The key of the file with all references.
_ALL = ""


def keys(graph: Graph) -> Iterator[str]:
    """Give the key of each reference, and one for all of them together."""
    yield from graph.base.reference_of
    yield _ALL


def file(graph: Graph, key: str) -> File:
    """Give `sources/<address>.ris` for a reference, or `references.ris` with all of them."""
    references = graph.base.reference_of
    if key == _ALL:
        return File("references.ris", "\n".join(map(ris, references.values())).encode())
    return File(f"sources/{references[key].address}.ris", ris(references[key]).encode())
