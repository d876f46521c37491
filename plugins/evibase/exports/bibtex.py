"""BibTeX: every reference, one by one and together; each entry stands alone."""

from __future__ import annotations

from collections.abc import Iterator

from evibase.artifact import File
from evibase.graph.bibtex_entry import bibtex_entry
from evibase.graph.graph import Graph

#: The key of the file with all references.
_ALL = ""


def keys(graph: Graph) -> Iterator[str]:
    """Give the key of each reference, and one for all of them together."""
    yield from graph.base.reference_of
    yield _ALL


def file(graph: Graph, key: str) -> File:
    """Give `sources/<address>.bib` for a reference, or `references.bib` with all of them."""
    references = graph.base.reference_of
    if key == _ALL:
        return File("references.bib", "\n".join(map(bibtex_entry, references.values())).encode())
    return File(f"sources/{references[key].address}.bib", bibtex_entry(references[key]).encode())
