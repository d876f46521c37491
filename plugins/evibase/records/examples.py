"""An example of every field, which editors show: one whole record of each type, about nobody in particular.

Where a field takes a term, the terms of the base take the place of what stands here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

_PASSAGE = {"source": "doe-2020", "locator": "p. 12"}

_FINDING: dict[str, Any] = {
    "claim": "Staff who get paid hours for a course finish it more often than those who learn in their own time.",
    "where": ["GB-SCT"],
    "evidence": [
        {
            **_PASSAGE,
            "stance": "supports",
            "design": "survey",
            "condition": "Where somebody stands in for those who learn.",
            "note": "As many finished with as without paid hours.",
            "sample": "400 care workers in 12 homes",
            "directness": "indirect",
            "via": "roe-2021",
            "quote": "We read on the bus.",
        }
    ],
    "implications": [
        {"for": "employers", "text": "Put study time into the rota.", "option": "protected-study-time"},
    ],
    "by": ["maintainers"],
    "title": "Paid hours and finished courses",
    "plain": "People finish a course more often when they can learn in working hours.",
    "context": "Care homes of one council, in the year after a new rule on qualifications.",
    "mechanism": "Who is not tired reads more.",
    "conditions": ["Somebody stands in for those who learn."],
    "barriers": ["Shifts change at short notice."],
    "cost": "The hours of those who stand in; no amount is given.",
    "figures": [
        {
            "label": "Staff who finished",
            "value": "61.5",
            "unit": "%",
            "n": "190",
            "group": "With paid hours",
            "source": "doe-2020",
        }
    ],
    "confidence": {
        "level": "moderate",
        "because": "Two surveys agree, and both asked managers only.",
        "methods": "minor",
        "coherence": "none",
        "adequacy": "moderate",
        "relevance": "none",
    },
    "reviewed": {"by": ["first-reviewer", "second-reviewer"], "on": "2026-05-31"},
    "relations": [{"finding": "another-finding", "type": "extends", "note": "It shows the same for home care."}],
    "cases": ["a-home-that-planned-cover"],
    "would_change": "A trial in which as many finish without paid hours.",
    "review_by": "2028-01-31",
    "status": "proposed",
    "withdrawn_because": "The study was retracted.",
    "superseded_by": "a-better-finding",
    "aliases": ["former-name-of-this-finding"],
}
_PAGE: dict[str, Any] = {
    "title": "Put study time into the rota",
    "summary": "Hours for learning stand in the rota, with who stands in.",
    "themes": ["time"],
    "by": ["maintainers"],
    "aliases": ["former-name-of-this-page"],
}

#: By the name of the record type, as in `schema.schema_names`.
EXAMPLES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "finding": _FINDING,
        "vocabulary": {
            "label": "Themes",
            "singular": "Theme",
            "definition": "What a finding is about.",
            "on": "finding",
            "required": "yes",
            "most": "3",
            "fit": "1",
            "general": "time",
            "terms": [
                {
                    "id": "time",
                    "label": "Time to learn",
                    "definition": "When people find time to learn.",
                    "alt": ["study leave"],
                    "broader": "conditions",
                    "notation": ["87"],
                    "match": ["http://data.europa.eu/esco/skill/example"],
                    "aliases": ["former-name-of-this-term"],
                }
            ],
        },
        "case-study": {
            **_PAGE,
            "sectors": ["social-care"],
            "where": ["GB-SCT"],
            "problem": "Staff could not leave the floor to learn.",
            "done": "Two people of each shift learnt while a third stood in.",
            "result": "Nine of ten finished, a third more than before.",
            "outcome": "promising",
            "tested": "local",
            "sources": [_PASSAGE],
            "findings": ["paid-hours-help"],
        },
        "policy-option": {
            **_PAGE,
            "problem": "Learning competes with the work itself.",
            "level": "organisation",
            "instrument": "rules",
            "actors": ["employers"],
            "basis": [{"finding": "paid-hours-help", "role": "supports", "note": "Shown in care homes only."}],
            "cases": ["a-home-that-planned-cover"],
            "cost": "The hours of those who stand in.",
        },
        "question": {
            **_PAGE,
            "title": "Does cover in the rota pay for itself?",
            "kind": "absolute",
            "sectors": ["social-care"],
            "status": "open",
            "origin": [_PASSAGE],
            "findings": ["paid-hours-help"],
        },
        "source": {
            "project": "care-panel",
            "sample": "400 care workers",
            "data_years": "2018-2019",
            "archived": "https://example.org/archived/doe-2020",
            "aliases": ["doe-2002"],
            "open_access": "https://example.org/preprints/doe-2020",
            "retracted": {
                "on": "2026-05-31",
                "notice": "https://example.org/notices/doe-2020",
                "reason": "The data could not be found again.",
                "source": "Retraction Watch",
            },
            "note": "The second wave of the panel; the same people were asked.",
        },
        "person": {
            "name": "The maintainers of this base",
            "role": "editor",
            "orcid": "0000-0002-1825-0097",
            "interests": ["Works for the body that paid for one of the studies."],
        },
        "kit": {
            "about": "Work with what is known, and agree one thing to try.",
            "minutes": "45",
            "session": [{"minutes": "45", "title": "Talk", "text": "Take the questions one by one."}],
            "ask": [{"of": "contested", "text": "Who here would disagree, and what have they seen?"}],
            "checks": [
                {
                    "title": "Where do we stand?",
                    "about": "A talk about your own team, and no measurement.",
                    "ends": {"left": "As little as now", "right": "As much as could be"},
                    "pairs": [{"left": "Others decide.", "right": "We decide."}],
                    "statements": ["Who asks a question gets an answer."],
                    "sources": [_PASSAGE],
                }
            ],
            "plan": {
                "title": "Plan, try, review",
                "about": "One line a step.",
                "prompts": ["What we try"],
                "sources": [_PASSAGE],
            },
            "contract": {
                "title": "Learning contract",
                "about": "For one person.",
                "prompts": ["What I want to learn"],
                "sources": [_PASSAGE],
            },
        },
        "term-page": {
            "question": "When do people find time to learn?",
            "scope": "Hours on the rota and at home; not the price of courses.",
            "messages": [{"text": "Learning competes with the work itself.", "findings": ["paid-hours-help"]}],
        },
    }
)
