"""RIS: every reference, one by one and together, for reference managers."""

from __future__ import annotations

from collections.abc import Iterator

from evibase.artifact import File
from evibase.graph.graph import Graph
from evibase.graph.ris import ris


def files(graph: Graph) -> Iterator[File]:
    """Give `sources/<address>.ris` for each reference, and `references.ris` with all of them."""
    records = {reference.address: ris(reference) for reference in graph.base.reference_of.values()}
    for address, record in records.items():
        yield File(f"sources/{address}.ris", record.encode())
    yield File("references.ris", "\n".join(records.values()).encode())
