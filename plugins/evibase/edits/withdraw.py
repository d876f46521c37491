"""A finding is withdrawn: its page stays and says why, and what rested on it no longer names it."""

from __future__ import annotations

from collections import Counter, defaultdict

from evibase.edits.change import Change, Edit, Refused, edited, list_length, top_key, without_item
from evibase.edits.rename import find, links_in
from evibase.graph.graph import Graph
from evibase.problems import Place
from evibase.records.finding import Finding
from evibase.records.formatting import draft
from evibase.records.model import Link
from evibase.records.raw import position
from evibase.records.types import RECORD_TYPES
from evibase.records.yaml_subset import Loc

_FINDING = next(kind for kind in RECORD_TYPES if kind.model is Finding)


def withdrawn(graph: Graph, name: str, reason: str) -> Change | Refused:
    """Give the change that withdraws a finding. What would be left with nothing keeps its reference, and is told."""
    record = find(graph, name)
    if isinstance(record, Refused):
        return record
    if not isinstance(record, Finding):
        return Refused(f"{record.path} is no finding, and only findings are withdrawn.")
    if record.status == "withdrawn":
        return Refused(f'"{record.id}" is withdrawn already.')
    if not reason.strip():
        return Refused("A withdrawal needs a reason, in a sentence: readers will see it.")
    edits: defaultdict[str, list[Edit]] = defaultdict(list)
    remarks: list[str] = []
    targets = {record.ref, *(alias for alias, ref in graph.aliases.items() if ref == record.ref)}
    naming = [(origin, link) for origin, link in graph.written if link.target in targets and origin is not record]
    taken = Counter((origin.path, _item(link)[:-1]) for origin, link in naming)
    for origin, link in naming:
        item = _item(link)
        number = list_length(origin, item[:-1]) if item else 0
        edit = without_item(origin, item) if number == 1 or taken[origin.path, item[:-1]] < number else None
        if edit:
            edits[origin.path].append(edit)
        else:
            remarks.append(f"{origin.place_at(link.loc)} still names it: nothing else stands there.")
    for each in graph.base.records:
        for link_edit in links_in(each.path, each.origin.text, record.ref, ""):
            place = Place(each.path, *position(each.origin.text, link_edit.start))
            remarks.append(f"{place} links to its page, which stays.")
    because = draft(_FINDING, graph.base, {"status": "withdrawn", "withdrawn_because": " ".join(reason.split())})
    edits[record.path].append(top_key(record, "status", because))
    texts = {each.path: each.origin.text for each in graph.base.records if each.path in edits}
    return Change({path: edited(texts[path], each) for path, each in edits.items()}, (), tuple(remarks))


def _item(link: Link) -> Loc:
    """Give the item of a list that makes a link; nothing where no list does."""
    last = max((number for number, part in enumerate(link.loc) if isinstance(part, int)), default=-1)
    return link.loc[: last + 1]
