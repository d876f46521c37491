"""CSL-JSON: every reference, one by one and together, for pandoc, Zotero and citeproc."""

from __future__ import annotations

import json
from collections.abc import Iterator

from evibase.artifact import File
from evibase.graph.csl_json import csl_json
from evibase.graph.graph import Graph
from evibase.records.reference import Reference

#: The key of the file with all references.
_ALL = ""
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def keys(graph: Graph) -> Iterator[str]:
    """Give the key of each reference, and one for all of them together."""
    yield from graph.base.reference_of
    yield _ALL


def file(graph: Graph, key: str) -> File:
    """Give `sources/<address>.csl.json` for a reference, or `references.csl.json` with all of them."""
    references = graph.base.reference_of
    if key == _ALL:
        return File("references.csl.json", f"[{','.join(map(_item, references.values()))}]\n".encode())
    return File(f"sources/{references[key].address}.csl.json", f"[{_item(references[key])}]\n".encode())


def _item(reference: Reference) -> str:
    return _encode(csl_json(reference))
