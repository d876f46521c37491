"""Files of records in their canonical form (`canonical_yaml`). The meaning of a file never changes by it."""

from __future__ import annotations

from evibase.problems import Problem
from evibase.records.addresses import address_of
from evibase.records.base import Base
from evibase.records.canonical_yaml import Order, written
from evibase.records.commented_yaml import Commented, comments_of, data_of, of_data, read_commented
from evibase.records.edition import Edition
from evibase.records.finding import Finding
from evibase.records.front_matter import Split, split_front_matter
from evibase.records.raw import Raw, decode
from evibase.records.types import AUTHORED, RecordType
from evibase.records.validation import fields_at
from evibase.records.yaml_subset import Data, Document, read_yaml

#: The keys of a finding as one reads them: what is claimed, about what, on what ground, and what follows.
#: "+" stands for the facets that every finding carries, "*" for the others, in the order in which they were written;
#: `by` comes last.
_FINDING = (
    "title", "claim", "plain", "+", "where", "*", "context", "evidence", "figures", "mechanism", "conditions",
    "barriers", "cost", "confidence", "reviewed", "would_change", "implications", "cases", "relations", "review_by",
    "status", "withdrawn_because", "superseded_by", "aliases",
)  # fmt: skip


def formatted(raw: Raw, base: Base) -> str | tuple[Problem, ...] | None:
    """Give a record's file in its canonical form, or what keeps it from being read; None where it holds no record.

    Pages that are no records keep their keys as they are: these are for the site generator. So does the citation
    file, whose form is that of others.
    """
    kind, _, _ = address_of(raw.path, base.vocabularies)
    if kind is None or kind is AUTHORED or kind.model is Edition:
        return None
    text = decode(raw)
    if isinstance(text, tuple):
        return text
    if not raw.path.endswith(".md"):
        return _canonical(raw.path, text, 1, kind, base)
    split = split_front_matter(raw.path, text)
    if isinstance(split, Problem):
        return (split,)
    if not split.yaml.strip():
        return text
    return _in_front(raw.path, text, split, kind, base)


def draft(kind: RecordType, base: Base, data: dict[str, Data], head: tuple[str, ...] = ()) -> str:
    """Give a new record as YAML in its canonical form, below the lines of `head`."""
    return written(Commented(of_data(data), list(head)), key_order(kind, base))


def _in_front(path: str, text: str, split: Split, kind: RecordType, base: Base) -> str | tuple[Problem, ...]:
    canonical = _canonical(path, split.yaml, 2, kind, base)
    if isinstance(canonical, tuple):
        return canonical
    after = text.split("\n")[split.yaml.count("\n") + 3 :]
    return "---\n" + canonical + "---\n" + "\n".join(after)


def _canonical(path: str, yaml: str, first_line: int, kind: RecordType, base: Base) -> str | tuple[Problem, ...]:
    document = read_yaml(path, yaml, first_line)
    if not isinstance(document, Document):
        return document
    before = read_commented(yaml)
    canonical = written(before, key_order(kind, base))
    # Nothing is written that would mean something else: should that ever come out, the file stays as it is.
    after = read_yaml(path, canonical, first_line)
    same = isinstance(after, Document) and after.data == document.data == data_of(before.root)
    whole = comments_of(read_commented(canonical)) == comments_of(before) if same else False
    if not whole:
        return yaml if yaml.endswith("\n") else f"{yaml}\n"
    return canonical


def key_order(kind: RecordType, base: Base) -> Order:
    """Give for each place in a record where the keys of the group there stand in it."""

    def order(place: tuple[str, ...]) -> dict[str, int]:
        inner = place[1:] if kind.many else place
        if kind.many and not place:
            return {}
        keys = fields_at(kind.model, inner)
        if kind.model is Finding and not inner:
            return _of_findings(keys, base)
        return {key: number for number, key in enumerate(keys)}

    return order


def _of_findings(keys: tuple[str, ...], base: Base) -> dict[str, int]:
    rank = {key: number for number, key in enumerate((*_FINDING, *(key for key in keys if key not in _FINDING)))}
    for facet, vocabulary in base.vocabularies.items():
        if vocabulary.on == "finding":
            rank[facet] = rank["+" if vocabulary.required == "yes" else "*"]
    return {**rank, "by": len(rank)}
