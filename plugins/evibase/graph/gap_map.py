"""The gap map: two facets as axes, and in each cell the findings that carry a term of both.

What is in a cell is counted and never averaged. All that a map holds grows with the vocabularies and not with the
number of findings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from evibase.graph.gaps import gaps
from evibase.graph.graph import Graph
from evibase.graph.standing import GONE, Standing
from evibase.graph.weakest_link import STRENGTH
from evibase.records.finding import Finding
from evibase.records.model import Record, Ref
from evibase.records.places import with_countries
from evibase.records.question import Question

#: What may carry the terms of an axis: an option's instrument says nothing of evidence. Nothing carries the last ones.
_CARRIERS = ("finding", "evidence", "implication", "")
#: The axes of the first map, where a base has them.
_FIRST = ("themes", "sectors")
#: Which links tell that a finding carries a term.
_CARRYING = frozenset({"facet", "design", "implication"})
#: The levels of confidence from the surest to none.
LEVELS: tuple[str | None, ...] = STRENGTH[::-1]


class Pair(NamedTuple):
    """The two facets that are the axes of a map."""

    rows: str
    columns: str

    def __str__(self) -> str:
        """Give the map's name: `themes-by-sectors`."""
        return f"{self.rows}-by-{self.columns}"


class Point(NamedTuple):
    """One term of an axis."""

    id: str
    label: str


class Axis(NamedTuple):
    """A facet as an axis. `on` is what carries it; "" is for countries and levels, which each finding has."""

    id: str
    label: str
    singular: str
    terms: tuple[Point, ...]
    on: str = "finding"
    required: bool = False


def pairs(axes: Mapping[str, Axis]) -> tuple[Pair, ...]:
    """Give the maps of a base, the first one first.

    One axis of each is a facet that every finding has to carry. Of two facets that a finding may go without, an empty
    cell would only say that nobody has filled them in. The longer one of a pair stands in the rows; countries and
    levels always stand in the columns, so that a map keeps its address however many countries there are.
    """
    names = [name for name, axis in axes.items() if axis.on in _CARRIERS]
    names.sort(key=lambda name: (_rank(name), _CARRIERS.index(axes[name].on), name))
    required = [name for name in names if axes[name].on == "finding" and axes[name].required]
    first = required or [name for name in names if axes[name].on][:1]
    found: dict[frozenset[str], Pair] = {}
    for one in first:
        for other in names:
            if other != one:
                rows, columns = sorted((one, other), key=lambda name: (not axes[name].on, -len(axes[name].terms)))
                found.setdefault(frozenset((one, other)), Pair(rows, columns))
    return tuple(found.values())


def level_of(level: str | None) -> str:
    """Give the id of a level of confidence on an axis."""
    return level or "none"


def _rank(name: str) -> int:
    return _FIRST.index(name) if name in _FIRST else len(_FIRST)


class Marked(NamedTuple):
    """How a finding stands, as far as a map shows it. Many findings stand alike."""

    level: int
    contested: bool
    stances: tuple[int, int, int]
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """The findings of one cell, counted: by confidence (as in `LEVELS`), by stance, and how many are contested.

    `stances` are pieces of evidence that support, qualify and contradict the claims. `gaps` is what the findings leave
    open. `questions` counts open questions about it, of which `asked` is the first by id, and `gone` findings that no
    longer stand.
    """

    findings: int = 0
    levels: tuple[int, ...] = (0,) * len(LEVELS)
    contested: int = 0
    stances: tuple[int, ...] = (0, 0, 0)
    gaps: tuple[str, ...] = ("absolute",)
    questions: int = 0
    asked: str = ""
    gone: int = 0


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Grid:
    """A map: its cells by the ids of two terms, how many findings each term has, and how many stand in no cell.

    A finding counts once in each cell that it stands in. So a row's total is not the sum of its cells.
    """

    cells: Mapping[tuple[str, str], Cell]
    rows: Mapping[str, int]
    columns: Mapping[str, int]
    total: int
    outside: int

    def cell(self, row: str, column: str) -> Cell:
        """Give a cell; one in which there is nothing is empty."""
        return self.cells.get((row, column), EMPTY)


def marked(stands: Standing, open_gaps: tuple[str, ...]) -> Marked:
    """Give how a finding stands. `open_gaps` is what it leaves."""
    stances = (stands.supports, stands.qualifies, stands.contradicts)
    return Marked(LEVELS.index(stands.level), stands.contested, stances, open_gaps)


def _terms(graph: Graph, record: Record, upper: Mapping[Ref, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for link in graph.outgoing.get(record.ref, ()):
        if link.role in _CARRYING and link.target in upper:
            found.setdefault(link.target.section, {}).update(dict.fromkeys(upper[link.target]))
    if isinstance(record, Finding):
        found.setdefault("where", with_countries(record.where))
        found.setdefault("confidence", {level_of(record.confidence.level if record.confidence else None): None})
    return {facet: tuple(terms) for facet, terms in found.items()}


class Around(NamedTuple):
    """What is known of a cell besides findings that stand."""

    questions: int = 0
    asked: str = ""
    gone: int = 0


NOTHING = Around()


def counted(found: Iterable[Marked], around: Around = NOTHING) -> Cell:
    """Count what is in a cell, and what is known of it besides."""
    # Findings that stand alike are counted together.
    held = Counter(found)
    levels, stances, contested = [0] * len(LEVELS), [0, 0, 0], 0
    for stands, number in held.items():
        levels[stands.level] += number
        contested += number * stands.contested
        for place, pieces in enumerate(stands.stances):
            stances[place] += number * pieces
    left = gaps(stands.gaps for stands in held)
    return Cell(
        held.total(), tuple(levels), contested, tuple(stances), left, around.questions, around.asked, around.gone
    )  # fmt: skip


def around(graph: Graph, pair: Pair, upper: Mapping[Ref, tuple[str, ...]]) -> Mapping[tuple[str, str], Around]:
    """Give what is known of the cells of a map besides findings that stand, where there is something.

    `upper` are the terms with those above them, as `broader.above` gives them.
    """
    found: defaultdict[tuple[str, str], Around] = defaultdict(Around)
    asked = (each for each in graph.base.of(Question).values() if each.status != "answered")
    for place, name in _places(graph, pair, asked, upper):
        known = found[place]
        found[place] = known._replace(questions=known.questions + 1, asked=min(known.asked or name, name))
    findings = graph.base.of(Finding)
    gone = graph.kept("findings that are gone", lambda name: findings[name].status in GONE, findings)
    former = (findings[name] for name, is_gone in gone.items() if is_gone)
    for place, _ in _places(graph, pair, former, upper):
        found[place] = found[place]._replace(gone=found[place].gone + 1)
    return found


def _places(
    graph: Graph, pair: Pair, records: Iterable[Record], upper: Mapping[Ref, tuple[str, ...]]
) -> Iterator[tuple[tuple[str, str], str]]:
    for record in records:
        terms = _terms(graph, record, upper)
        for row in terms.get(pair.rows, ()):
            for column in terms.get(pair.columns, ()):
                yield (row, column), record.id
