"""similar-claim: two findings make nearly the same claim.

If both say the same, all the evidence belongs into one finding. If they do not, readers should be told how the two
stand to each other: write it under `relations`, and nothing more is said here. Findings that were withdrawn or
superseded do not count.

Bad, in `findings/sample.yml`:

    claim: Teachers ask their colleagues for help before they ask anyone else.

Good:

    claim: Teachers ask their colleagues for help before they ask anyone else.
    relations:
      - finding: third-sample
        type: extends
        note: It counts only colleagues at the same school.

How alike two claims are is measured by rapidfuzz (its `token_sort_ratio`): 100 is the same words in any order, and
from 80 on the two are reported.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from rapidfuzz import fuzz, process

from evibase.graph.graph import Graph
from evibase.graph.standing import GONE
from evibase.problems import Problem, Severity
from evibase.records.finding import Finding

CODE = "similar-claim"
SEVERITY = Severity.WARNING

#: How alike (0-100) two claims must be to be reported.
ALIKE = 80
#: Only claims that share two rare words are compared: all pairs of 10,000 claims would take minutes, this takes a
#: tenth of a second. A word is rare when no more claims than these have it.
_RARE = 20
_SHARED = 2
#: Of a claim without rare words, so many of its rarest ones count.
_RAREST = 6


def check(graph: Graph) -> Iterator[Problem]:
    """Warn of each pair of claims that are nearly the same and not related, at the later one."""
    findings = [finding for finding in graph.base.of(Finding).values() if finding.status not in GONE]
    claims = [finding.claim for finding in findings]
    for later, earlier in _close(claims):
        alike = fuzz.token_sort_ratio(claims[later], claims[earlier], score_cutoff=ALIKE)
        finding, other = findings[later], findings[earlier]
        if not alike or finding.claim.casefold() == other.claim.casefold() or _related(graph, finding, other):
            continue
        place = other.place_at(("claim",))
        message = f"The claim is nearly that of {place.path}:{place.line} ({alike:.0f} of 100 alike)."
        remedy = "Put both into one finding if they say the same; if not, say under `relations` how they differ."
        yield replace(finding.problem_at(("claim",), CODE, message, remedy, SEVERITY), others=(place,))


def nearest_claim(graph: Graph, claim: str) -> Finding | None:
    """Give the finding whose claim is nearly or wholly the same as a new one, if there is one."""
    findings = [finding for finding in graph.base.of(Finding).values() if finding.status not in GONE]
    claims = [finding.claim for finding in findings]
    found = process.extractOne(claim, claims, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE)
    return findings[found[2]] if found else None


def _related(graph: Graph, one: Finding, other: Finding) -> bool:
    links = (*graph.links_to(one.ref, "relation"), *graph.links_to(other.ref, "relation"))
    return any({link.origin, graph.resolve(link.target)} == {one.ref, other.ref} for link in links)


def _close(claims: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give pairs of claims that share rare words, as the numbers of the later and the earlier one."""
    words = [set(claim.split()) for claim in claims]
    number = Counter(chain.from_iterable(words))
    rare = {word for word, count in number.items() if 1 < count <= _RARE}
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for index, own in enumerate(words):
        keys: Iterable[str] = own & rare
        if len(own & rare) < _SHARED:
            keys = sorted((word for word in own if number[word] > 1), key=lambda word: (number[word], word))[:_RAREST]
        met: list[int] = []
        for word in keys:
            met += holders[word]
            holders[word].append(index)
        if len(set(met)) < len(met):
            yield from ((index, other) for other, shared in Counter(met).items() if shared >= _SHARED)
