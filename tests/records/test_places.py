"""Places: the codes that are known without loading the names of countries."""

from __future__ import annotations

import pytest

from evibase.records import places


def test_every_assigned_code_has_a_name() -> None:
    """Law: a code that is taken without looking at CLDR is one that CLDR has."""
    assigned = places._ASSIGNED  # noqa: SLF001 - the table itself is held against its source
    assert len(assigned) == 249
    assert assigned <= places._countries().keys()  # noqa: SLF001 - the same


@pytest.mark.parametrize("code", ["GB", "GB-SCT", "DE-BY", "EU", "INT", "XK", "XK-1"])
def test_places_that_are_known(code: str) -> None:
    """Law: ISO 3166 codes, those that CLDR adds for places without one, `EU` and `INT` are places."""
    assert places._known(code) == code  # noqa: SLF001 - the rule without a record around it


@pytest.mark.parametrize("code", ["UK", "gb", "Scotland", "EZ", "UN", "ZZ", "GB-", "GB-ABCD", "", "GB\n", "GB SCT"])
def test_what_is_no_place(code: str) -> None:
    """Law: what is no code is refused with a remedy."""
    with pytest.raises(ValueError, match=r"which is not a place code \| "):
        places._known(code)  # noqa: SLF001 - the same
