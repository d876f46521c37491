"""A busy manager can read what is called plain."""

from __future__ import annotations

from statistics import median

import pytest

from evibase.build import Compiled
from tests.base.readability import ages, prose_with_stops, reading_age, report

#: The aim is 12 to 14. A text of fifty words scatters, so one by itself may be above.
_AIM = 14
_MOST = 17


@pytest.mark.parametrize("kind", ["plain summaries", "syntheses"])
def test_plain_text_is_plain(base: Compiled, kind: str) -> None:
    """Law: plain summaries and syntheses can be read from 12 to 14 on, taken together, and none is far above."""
    found = ages(base)[kind]
    assert len(found) >= 30
    assert median(found.values()) <= _AIM
    hard = [f"{path}: age {age:.1f}" for path, age in found.items() if age > _MOST]
    assert "\n".join(hard) == ""


def test_a_claim_may_be_harder_but_is_reported(base: Compiled) -> None:
    """Law: a claim is one exact sentence, so it has no limit; the report names the hardest of each kind of text."""
    lines = list(report(base))
    assert sum(line.startswith("  ") for line in lines) == 30
    assert [line.split(":")[0] for line in lines if not line.startswith(" ")] == list(ages(base))


def test_the_measure_tells_plain_from_hard() -> None:
    """Law: short words in short sentences are for children; what needs a degree is found out."""
    plain = "Staff learn from each other. They ask, they look, they try. It helps if the boss gives them time."
    hard = (
        "Organisational affordances differentially constitute participatory trajectories, necessitating "
        "institutionally sanctioned opportunities for collaborative professional reconceptualisation of "
        "occupational identities."
    )
    assert reading_age(plain) < 10
    assert reading_age(hard) > 20


def test_headings_and_items_end_a_sentence() -> None:
    """Law: a page with headings and lists does not count as one long sentence."""
    assert (
        prose_with_stops("## What helps\n\n- Time\n- Money:\n\nText.").split()
        == "What helps. Time. Money. Text.".split()
    )
