"""duplicate-id: two records have the same address.

The id is the address on the web, so each can be given away once: among all folders of findings, whether in
small or capital letters (many file systems cannot tell them apart), and counting the former ids under
`aliases`, which stay as redirects.

Bad, in `findings/sample.yml`:

    aliases: [second-sample]

Good:

    aliases: [former-sample]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evibase.graph.graph import Graph
from evibase.problems import Problem, Severity
from evibase.records.model import Record, Ref
from evibase.records.yaml_subset import Loc

CODE = "duplicate-id"
SEVERITY = Severity.ERROR


def check(graph: Graph) -> Iterator[Problem]:
    """Report every id and alias that is taken, where it is given the second time; the first place is named."""
    # Ids before aliases: whoever has the name as a file keeps it.
    taken: dict[Ref, Record] = {}
    for record in graph.base.records:
        if record.ref.section != "vocabularies":
            yield from _take(taken, record, record.id, ())
    for record in graph.base.records:
        for index, alias in enumerate(getattr(record, "aliases", ())):
            yield from _take(taken, record, alias, ("aliases", index))


def _take(taken: dict[Ref, Record], record: Record, name: str, loc: Loc) -> Iterator[Problem]:
    owner = taken.setdefault(Ref(record.ref.section, name.casefold()), record)
    if owner is record and loc and name.casefold() == record.id.casefold():
        yield record.problem_at(loc, CODE, f'The alias "{name}" is the id of this record itself.', "Take it out.")
    elif owner is not record:
        mine, theirs = (
            "alias" if loc else "id",
            "the id of" if owner.id.casefold() == name.casefold() else "an alias of",
        )
        same = name in {owner.id, *getattr(owner, "aliases", ())}
        how = "is" if same else "differs only in case from"
        remedy = "Take it out, or choose another." if loc else "Rename one of the two files."
        problem = record.problem_at(loc, CODE, f'The {mine} "{name}" {how} {theirs} {owner.path}.', remedy)
        yield replace(problem, others=(owner.place_at(_where(owner, name)),))


def _where(owner: Record, name: str) -> Loc:
    """Give where a record takes a name: as an alias, or with its file."""
    aliases = [alias.casefold() for alias in getattr(owner, "aliases", ())]
    folded = name.casefold()
    return ("aliases", aliases.index(folded)) if folded in aliases and owner.id.casefold() != folded else ()
