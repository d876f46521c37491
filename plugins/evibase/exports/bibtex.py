"""BibTeX: every reference, one by one and together; each entry stands alone."""

from __future__ import annotations

from collections.abc import Iterator

from evibase.artifact import File
from evibase.graph.bibtex_entry import bibtex_entry
from evibase.graph.graph import Graph


def files(graph: Graph) -> Iterator[File]:
    """Give `sources/<address>.bib` for each reference, and `references.bib` with all of them."""
    entries = {reference.address: bibtex_entry(reference) for reference in graph.base.reference_of.values()}
    for address, entry in entries.items():
        yield File(f"sources/{address}.bib", entry.encode())
    yield File("references.bib", "\n".join(entries.values()).encode())
