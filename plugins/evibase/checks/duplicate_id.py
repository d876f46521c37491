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
from typing import NamedTuple

from evibase.graph.graph import Graph
from evibase.problems import Problem, Severity
from evibase.records.model import Record, Ref
from evibase.records.yaml_subset import Loc

CODE = "duplicate-id"
SEVERITY = Severity.ERROR


class _Named(NamedTuple):
    """What a record is called: its address, and the names that it has had."""

    ref: Ref
    aliases: tuple[str, ...]


#: A record by its file and its id.
_Owner = tuple[str, str]


def check(graph: Graph) -> Iterator[Problem]:
    """Report every id and alias that is taken, where it is given the second time; the first place is named."""
    records = graph.base.by_place
    named = graph.kept("names of records", lambda place: _named(records[place]), records)
    # Ids before aliases: whoever has the name as a file keeps it.
    taken: dict[Ref, _Owner] = {}
    for place, (ref, _) in named.items():
        if ref.section == "vocabularies":
            continue
        owner = taken.setdefault(Ref(ref.section, ref.id.casefold()), place)
        if owner != place:
            yield _taken(records[owner], records[place], ref.id, ())
    for place, (ref, aliases) in named.items():
        for index, alias in enumerate(aliases):
            loc = ("aliases", index)
            owner = taken.setdefault(Ref(ref.section, alias.casefold()), place)
            if owner == place and alias.casefold() == ref.id.casefold():
                message = f'The alias "{alias}" is the id of this record itself.'
                yield records[place].problem_at(loc, CODE, message, "Take it out.")
            elif owner != place:
                yield _taken(records[owner], records[place], alias, loc)


def _named(record: Record) -> _Named:
    return _Named(record.ref, tuple(getattr(record, "aliases", ())))


def _taken(owner: Record, record: Record, name: str, loc: Loc) -> Problem:
    mine, theirs = (
        "alias" if loc else "id",
        "the id of" if owner.id.casefold() == name.casefold() else "an alias of",
    )
    same = name in {owner.id, *getattr(owner, "aliases", ())}
    how = "is" if same else "differs only in case from"
    remedy = "Take it out, or choose another." if loc else "Rename one of the two files."
    problem = record.problem_at(loc, CODE, f'The {mine} "{name}" {how} {theirs} {owner.path}.', remedy)
    return replace(problem, others=(owner.place_at(_where(owner, name)),))


def _where(owner: Record, name: str) -> Loc:
    """Give where a record takes a name: as an alias, or with its file."""
    aliases = [alias.casefold() for alias in getattr(owner, "aliases", ())]
    folded = name.casefold()
    return ("aliases", aliases.index(folded)) if folded in aliases and owner.id.casefold() != folded else ()
