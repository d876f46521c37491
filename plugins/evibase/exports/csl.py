"""CSL-JSON: every reference, one by one and together, for pandoc, Zotero and citeproc."""

from __future__ import annotations

import json
from collections.abc import Iterator

from evibase.artifact import File
from evibase.graph.csl_json import csl_json
from evibase.graph.graph import Graph


def files(graph: Graph) -> Iterator[File]:
    """Give `sources/<address>.csl.json` for each reference, and `references.csl.json` with all of them."""
    items = {reference.address: _json(csl_json(reference)) for reference in graph.base.reference_of.values()}
    for address, item in items.items():
        yield File(f"sources/{address}.csl.json", f"[{item}]\n".encode())
    yield File("references.csl.json", f"[{','.join(items.values())}]\n".encode())


def _json(item: object) -> str:
    return json.dumps(item, ensure_ascii=False, separators=(",", ":"))
