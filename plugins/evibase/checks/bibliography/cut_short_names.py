"""cut-short-names: a list of names ends in `and others`.

APA prints up to twenty authors, and tells works apart by all of their names. With the names that are missing the
reference is whole, and a search for one of these people finds it.

Bad, in `references.bib`:

    @book{poe-2022,
      author = {Poe, Pat and others},
      title = {A third title},
      publisher = {Sample Press},
      year = {2022},
    }

Good:

    @book{poe-2022,
      author = {Poe, Pat and Roe, Ann and Doe, Jane},
      title = {A third title},
      publisher = {Sample Press},
      year = {2022},
    }
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evibase.problems import Problem, Severity
from evibase.records.reference import OTHERS, Reference

CODE = "cut-short-names"


def check(references: Sequence[Reference]) -> Iterator[Problem]:
    """Warn of each list of names that was cut short, at the field."""
    for reference in references:
        for name, names in (("author", reference.authors), ("editor", reference.editors)):
            if OTHERS in names:
                line, column = reference.position(name)
                message = f'The {name}s of "{reference.key}" are cut short.'
                yield Problem(reference.path, line, column, CODE, message, "Add the others.", Severity.WARNING)
