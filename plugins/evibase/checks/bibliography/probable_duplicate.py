"""probable-duplicate: two entries seem to be the same work.

They have the same DOI, or the same title and year. Cited by two keys, one work would count as two lines of evidence.
Delete one of them, and give its key to nobody else; where they are two works, such as two editions, leave them.

Bad, in `references.bib`:

    @article{poe-2022,
      author = {Poe, Pat},
      title = {Time to Learn in Care},
      journal = {Other Journal},
      volume = {3},
      year = {2020},
    }

Good:

    @article{poe-2022,
      author = {Poe, Pat},
      title = {Time to Learn in Care: A Reply},
      journal = {Other Journal},
      volume = {3},
      year = {2020},
    }
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evibase.graph.apa_names import folded
from evibase.problems import Problem, Severity
from evibase.records.reference import Reference

CODE = "probable-duplicate"
#: Titles of fewer words, such as "Editorial", many works share.
_LEAST_WORDS = 3


def check(references: Sequence[Reference]) -> Iterator[Problem]:
    """Warn of each entry that an earlier one seems to be, at its DOI or title."""
    by_doi: dict[str, Reference] = {}
    by_title: dict[tuple[str, str, str], Reference] = {}
    for reference in references:
        title = (folded(reference.title), reference.year, reference.volume if reference.csl_type == "book" else "")
        first = by_doi.get(reference.doi) if reference.doi else None
        why, field = "DOI", "doi"
        # Chapters of two books may have one title; with two DOIs they are two works.
        if first is None and len(reference.title.split()) >= _LEAST_WORDS and title in by_title:
            other = by_title[title]
            same = not (reference.doi and other.doi) and len({reference.pages, other.pages} - {""}) <= 1
            first, why, field = (other if same else None), "title and year", "title"
        if first is not None:
            line, column = reference.position(field)
            message = f'"{reference.key}" has the {why} of "{first.key}" in line {first.line}.'
            remedy = "Delete one of them if they are the same work."
            yield Problem(reference.path, line, column, CODE, message, remedy, Severity.WARNING)
        if reference.doi:
            by_doi.setdefault(reference.doi, reference)
        by_title.setdefault(title, reference)
