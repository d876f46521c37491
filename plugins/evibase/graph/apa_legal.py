"""APA 7: cases and laws, which follow the forms of lawyers.

Source: Publication Manual, 7th edition (2020), chapter 11, which takes them from the Bluebook.
"""

from __future__ import annotations

import re

from evibase.graph.styled_text import Run
from evibase.records.reference import Reference

#: Types that are cited by name and not by author.
LEGAL = frozenset({"legal_case", "legislation", "bill", "hearing"})

_ENDS_WITH_YEAR = re.compile(r"(?: of|,)?\s*\(?\d{4}\)?$")


def legal_entry(reference: Reference) -> list[Run]:
    """Give `*Brown v. Board of Education*, 347 U.S. 483 (1954)`, `Equality Act 2010, c. 15`."""
    case = reference.csl_type == "legal_case"
    where = " ".join(part for part in (reference.volume, reference.container_title, reference.pages) if part)
    where = ", ".join(part for part in (reference.number, where) if part)
    court = reference.institution if case else ""
    year = reference.year or "n.d."
    # British acts bear their year in the name; American ones have it beside their place in the code.
    dated = not case and not reference.volume and _ENDS_WITH_YEAR.search(reference.title)
    closing = "" if dated else f" ({' '.join(part for part in (court, year) if part)})"
    runs = [Run(reference.title, italic=case)] if reference.title else []
    tail = f", {where}{closing}" if where and runs else f"{where}{closing}"
    return [*runs, Run(tail)] if tail else runs


def legal_name(reference: Reference) -> str:
    """Give the name by which it is cited, without the year that follows anyway (11.4, 11.5)."""
    if reference.csl_type == "legal_case":
        return reference.title
    return _ENDS_WITH_YEAR.sub("", reference.title) if reference.year else reference.title
