"""Words of the interface, from gettext catalogues; British English is the source language."""

from __future__ import annotations

from functools import cache, lru_cache
from gettext import NullTranslations, translation
from pathlib import Path

_CATALOGUES = Path(__file__).parent / "locale"


@cache
def catalogue(language: str = "en") -> NullTranslations:
    """Give the catalogue of a language; where there is none, the words as they stand in the code."""
    return translation("evibase", _CATALOGUES, [language], fallback=True)


@cache
def say(message: str) -> str:
    """Give a message in the site's language."""
    return catalogue().gettext(message)


@lru_cache(maxsize=4096)
def count(number: int, one: str, many: str) -> str:
    """Give a number with its noun: `1 finding`, `3 findings`."""
    return f"{number:,} {catalogue().ngettext(one, many, number)}"


#: Words for the values that records may take.
LEVEL = {"high": "High", "moderate": "Moderate", "low": "Low", "very-low": "Very low", None: "Not yet assessed"}
STANCE = {"supports": "Supports", "qualifies": "Qualifies", "contradicts": "Contradicts"}
CONCERN = {"none": "No concern", "minor": "Minor concern", "moderate": "Moderate concern", "serious": "Serious concern"}
COMPONENT = {
    "methods": ("Methods", "How well the studies were done."),
    "coherence": ("Coherence", "How well the data fit the claim."),
    "adequacy": ("Adequacy", "How much data there is, and how rich."),
    "relevance": ("Relevance", "How far the settings are those that the claim speaks of."),
}
OUTCOME = {
    "worked": "Worked",
    "promising": "Promising",
    "mixed": "Mixed",
    "too-early": "Too early to say",
    "did-not-work": "Did not work",
}
TESTED = {"untested": "Not tested", "local": "Tested by those who did it", "independent": "Tested independently"}
ROLE = {"supports": "Supports", "against": "Speaks against", "condition": "Sets a condition"}
GAP = {
    "absolute": "Nobody has studied it",
    "synthesis": "Studied, but never put together",
    "context": "Known elsewhere, not here",
    "outdated": "Known, but long ago",
    "contested": "The studies disagree",
}
#: The same kinds, as notes in the cells of a map and as they are told in its legend: see `graph/gaps.py`.
GAP_NOTE = {
    "absolute": "Nothing yet",
    "synthesis": "No review",
    "context": "Only from elsewhere",
    "outdated": "Outdated",
    "contested": "All contested",
}
GAP_TOLD = {
    "absolute": "This base holds no finding here. That does not mean that nobody has studied it.",
    "synthesis": "There are single studies only: no finding here leans on a review that brings studies together.",
    "context": "Every finding here speaks of other countries. This base is made for: {home}.",
    "outdated": "The newest evidence of every finding here is from before {year}, more than ten years older than the "
    "newest in this base.",
    "contested": "Evidence or another finding contradicts every finding here.",
}
#: What is missing for a claim: see `graph/would_change.py`.
WOULD_CHANGE = {
    "retracted": "Evidence that does not lean on work that was taken back.",
    "no-line": "Evidence that supports it: none that still stands does.",
    "unexplained": "An explanation of why the sources disagree: the judgement gives none.",
    "methods": "Better studies: how those there are were done is a concern.",
    "coherence": "An answer to why the data do not all fit the claim.",
    "adequacy": "More data, or richer ones: there are few.",
    "relevance": "Evidence from settings that are more like those the claim speaks of.",
    "one-line": "A second, independent study: all of it is one line of evidence.",
    "indirect": "Evidence at first hand: all of it is indirect.",
    "outdated": "Newer evidence: the newest is more than ten years older than the newest in this base.",
    "one-country": "Evidence from a second country.",
    "no-review": "A review that brings the studies together: there are single ones only.",
    "one-design": "A study of another design: all are of one kind.",
    "unassessed": "A judgement of how much confidence it deserves: there is none yet.",
}
STATUS = {"open": "Open", "in-progress": "In progress", "answered": "Answered"}
#: How a related finding stands to the one whose page it is on. The first five are what this one says of the other,
#: the last three what the other says of this one.
RELATION = {
    "supports": "is supported by this",
    "contradicts": "contradicts this",
    "qualifies": "is qualified by this",
    "extends": "is extended by this",
    "see-also": "see also",
    "is supported by": "supports this",
    "is qualified by": "qualifies this",
    "is extended by": "extends this",
}
