"""A record gets another id: its file, and every reference to it. The former id stays as an alias, which redirects."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator

from evibase.edits.change import Change, Edit, Refused, edited, replaced_at, top_key
from evibase.graph.graph import Graph
from evibase.records.addresses import is_id, not_an_address
from evibase.records.model import Record, Ref
from evibase.records.source import Source
from evibase.records.types import RECORD_TYPES
from evibase.records.validation import nearest


def renamed(graph: Graph, old: str, new: str) -> Change | Refused:
    """Give the change that renames a record. `old` is its id, or `section/id` where two records share an id."""
    record = find(graph, old)
    if isinstance(record, Refused):
        return record
    taken = graph.resolve(Ref(record.ref.section, new))
    if not is_id(new):
        message, remedy = not_an_address(new, "Choose")
        return Refused(f"{message} {remedy}")
    if taken is not None and taken != record.ref:
        return Refused(f'"{new}" is taken by {taken}. Choose another name.')
    if new == record.id:
        return Refused(f'The record is called "{new}" already.')
    edits: defaultdict[str, list[Edit]] = defaultdict(list)
    texts = {each.path: each.origin.text for each in graph.base.records}
    for origin, link in graph.written:
        if link.target == record.ref and link.role != "citation":
            edit = replaced_at(texts[origin.path], origin.place_at(link.loc), record.id, new)
            edits[origin.path] += [edit] if edit else []
    for path, text in texts.items():
        edits[path] += links_in(path, text, record.ref, new)
    aliases = [alias for alias in getattr(record, "aliases", ()) if alias != new]
    edits[record.path].append(top_key(record, "aliases", f"aliases: [{', '.join([*aliases, record.id])}]\n"))
    changed = {path: edited(texts[path], each) for path, each in edits.items() if each}
    folder, _, name = record.path.rpartition("/")
    path = f"{folder}/{new}{name[len(record.id) :]}"
    return Change({(path if each == record.path else each): text for each, text in changed.items()}, (record.path,))


def find(graph: Graph, name: str) -> Record | Refused:
    """Find the record that a person names by its id, or by `section/id`; only records with pages of their own count.

    The key of a source is that of its entry in the bibliography, which other programs know, too.
    """
    section, _, given = name.rpartition("/")
    kinds = [kind for kind in RECORD_TYPES if "aliases" in kind.model.declarations() and kind.model is not Source]
    records = [record for record in graph.base.records if isinstance(record, tuple(kind.model for kind in kinds))]
    found = [record for record in records if record.id == given and section in {"", record.ref.section}]
    if len(found) == 1:
        return found[0]
    if found:
        return Refused(f'"{name}" is the id of {" and of ".join(str(each.ref) for each in found)}. Name one of these.')
    former = next((ref for alias, ref in graph.aliases.items() if alias.id == given), None)
    if former:
        return Refused(f'"{name}" is a former id of {former}. Name that.')
    hint = nearest(given, [record.id for record in records])
    return Refused(f'There is no finding, case study, policy option or question "{name}". {hint}'.rstrip())


def links_in(path: str, text: str, ref: Ref, new: str) -> Iterator[Edit]:
    """Give the edits that lead the Markdown links of a page to a record's new address."""
    if not path.endswith(".md"):
        return
    for match in re.finditer(rf"(?<![\w./-])([\w./-]*?){re.escape(ref.id)}\.md(?![\w-])", text):
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), match[0]))
        if target == f"content/{ref}.md":
            yield Edit(match.end(1), match.end(1) + len(ref.id), new)
