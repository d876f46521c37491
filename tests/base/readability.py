"""How easy the base is to read: the school age for which its texts are written, after Flesch and Kincaid.

Flesch-Kincaid (Kincaid et al., 1975) gives the year of American school from the length of sentences and words; five
years more give the age. Short texts scatter by a year or two, so it is a hint on a text, and a measure for many. For
a report on all of them, the hardest first:

    python -m tests.base.readability
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from statistics import median

import textstat_rs

from evibase.build import Compiled
from evibase.hosts.project import compile_project
from evibase.records.finding import Finding
from evibase.records.term_page import TermPage
from tests.base.texts import prose_of
from tests.bases import ROOT

_START_OF_SCHOOL = 5
# A heading, an item of a list or a cell of a table is a sentence, though no full stop ends it.
_LINE = re.compile(r"^\s*(?:#+|[-*:]|\d+\.)\s+(.*?)[.:]?$", re.MULTILINE)
_SHOWN = 10


def reading_age(text: str) -> float:
    """Give the age from which a text can be read, from the lengths of its sentences and words."""
    return textstat_rs.flesch_kincaid_grade(text, lang="en_GB") + _START_OF_SCHOOL


def prose_with_stops(markdown: str) -> str:
    """Give Markdown as sentences: headings and items of lists end with a full stop."""
    return _LINE.sub(r"\1.", prose_of(markdown))


def ages(base: Compiled) -> Mapping[str, Mapping[str, float]]:
    """Give the reading ages of plain summaries, syntheses and claims, each by the file that it stands in."""
    findings = base.graph.base.of(Finding).values()
    pages = [page for page in base.graph.base.of(TermPage).values() if page.body]
    return {
        "plain summaries": {one.path: reading_age(one.plain) for one in findings if one.plain},
        "syntheses": {page.path: reading_age(prose_with_stops(page.body)) for page in pages},
        "claims": {one.path: reading_age(one.claim) for one in findings},
    }


def report(base: Compiled) -> Iterator[str]:
    """Give the lines of a report: for each kind of text the middle, and those that are hardest to read."""
    for kind, found in ages(base).items():
        yield f"{kind}: {len(found)}, half of them from age {median(found.values()):.1f}"
        hardest = sorted(found.items(), key=lambda item: item[1], reverse=True)[:_SHOWN]
        yield from (f"  {age:4.1f}  {path}" for path, age in hardest)


if __name__ == "__main__":
    sys.stdout.write("".join(f"{line}\n" for line in report(compile_project(ROOT))))
