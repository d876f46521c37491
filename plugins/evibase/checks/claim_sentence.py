"""claim-sentence: the claim is not one full sentence.

A claim can be true or false, and stands alone: as the title of its page, in lists, in exports. So it is one
sentence that begins with a capital letter or a number and ends with a full stop. Not a heading, not a question,
not two claims in a row: the second one would need evidence of its own.

Bad, in `findings/sample.yml`:

    claim: Does time for learning compete with time for the people who use a service?

Good:

    claim: Time for learning competes with time for the people who use a service.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from evibase.graph.graph import Graph
from evibase.problems import Problem, Severity
from evibase.records.finding import Finding

CODE = "claim-sentence"
SEVERITY = Severity.ERROR
#: What the rule looks at, each by itself.
EACH = Finding

# Quotation marks and brackets that can open and close a sentence, and full stops and question marks of other scripts.
_OPENING = "\"'([\u2018\u201c\u201e\u00ab\u00bf\u00a1"
_CLOSING = "\"')]\u2019\u201c\u201d\u00bb"
_STOPS = ".\u3002\u0964\u1362\u06d4"
_QUESTIONS = "?\uff1f\u061f"
# A sentence ends where a stop is followed by a space and something that begins like a sentence.
_END = re.compile(rf"[!{_STOPS}{_QUESTIONS}][{re.escape(_CLOSING)}]*\s+[{re.escape(_OPENING)}]*(?=([^\W_]))")
# Words whose full stop ends no sentence, besides those with a stop inside (e.g., U.K.) and single letters (J. Smith).
_ABBREVIATION = re.compile(
    "al|approx|art|ca|cf|ch|chap|co|corp|dept|dr|eds?|eq|esp|est|etc|ext|figs?|gen|gov|hon|inc|incl|jr|lt|ltd|max|"
    "messrs|min|mrs?|ms|nos?|par|paras?|pp?|prof|pt|ref|resp|rev|secs?|sect|sr|st|tab|univ|viz|vols?|vs",
    re.IGNORECASE,
)


def check(_: Graph, findings: Iterable[Finding]) -> Iterator[Problem]:
    """Report each claim that is no sentence, or more than one, at the claim."""
    for finding in findings:
        fault = fault_of(finding.claim)
        if fault:
            message, remedy = fault
            if f"{_last_word(finding.claim)} #" in finding.origin.yaml:
                remedy = "Put it in double quotes: the ` #` in it begins a comment."
            yield finding.problem_at(("claim",), CODE, message, remedy)


def fault_of(claim: str) -> tuple[str, str] | None:
    """Say what keeps a claim from being one full sentence and what to do; None where nothing does."""
    end = claim.rstrip(_CLOSING)
    if end.endswith(tuple(_QUESTIONS)):
        return "The claim is a question.", "Write what is claimed; questions have a place in content/questions/."
    if end.endswith(("\u2026", "..")):
        return "The claim trails off.", "Finish the sentence, and end it with one full stop."
    if not end.endswith(tuple(_STOPS)):
        return (
            f'The claim does not end with a full stop, but with "{_last_word(claim)}".',
            "Make it one full sentence, with a full stop at its end.",
        )
    first = claim.lstrip(_OPENING)[:1]
    if not first.isalnum() or first.islower():
        start = claim.split(maxsplit=1)[0]
        return f'The claim begins with "{start}".', "Begin the sentence with a capital letter or a number."
    second = next((match for match in _END.finditer(claim) if _ends_sentence(match)), None)
    if second:
        start = " ".join(claim[second.start(1) :].split()[:3])
        return (
            f'The claim is more than one sentence; another one begins with "{start}".',
            "Keep one claim, and put the rest into `context`, `mechanism` or a finding of its own.",
        )
    return None


def _ends_sentence(match: re.Match[str]) -> bool:
    if match[1].islower():
        return False
    # The word before the stop; the full stop put after it keeps an empty one from being passed over.
    word = f"{match.string[: match.start()]}.".split()[-1][:-1].lstrip(_OPENING).rstrip(_CLOSING)
    initial = len(word) == 1 and word.isalpha()
    return not (initial or "." in word or _ABBREVIATION.fullmatch(word))


def _last_word(claim: str) -> str:
    return claim.rsplit(maxsplit=1)[-1]
