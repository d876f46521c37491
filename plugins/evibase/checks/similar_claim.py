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

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, combinations

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
    held: defaultdict[int, list[int]] = defaultdict(list)
    keys = _telling(claims)
    for index, own in enumerate(keys):
        for word in own[:-1]:
            held[word].append(index)
    # Of two words that claims share, one is the rarer. Lists by that one alone would be long in a large base.
    for word, indexes in held.items():
        also: defaultdict[int, list[int]] = defaultdict(list)
        for index in indexes if len(indexes) > 1 else ():
            own = keys[index]
            for other in own[own.index(word) + 1 :]:
                also[other].append(index)
        for other, group in also.items():
            for earlier, later in combinations(group, 2):
                # Claims that share more words are met once, by the two rarest.
                if [each for each in keys[earlier] if each in keys[later]][:_SHARED] == [word, other]:
                    yield later, earlier


def _telling(claims: Sequence[str]) -> list[list[int]]:
    """Give the words of each claim that tell what is like it, as numbers: the rarest word has the lowest."""
    words = [{*claim.split()} for claim in claims]
    count = Counter(chain.from_iterable(words))
    ranked = sorted((number, word) for word, number in count.items() if number > 1)
    rank = {word: nth for nth, (_, word) in enumerate(ranked)}
    common = bisect_left(ranked, (_RARE + 1,))
    found: list[list[int]] = []
    for own in words:
        numbers = sorted([rank[word] for word in own if word in rank])
        rare = bisect_left(numbers, common)
        found.append(numbers[: rare if rare >= _SHARED else _RAREST])
    return found
