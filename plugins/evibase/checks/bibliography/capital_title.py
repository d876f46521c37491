"""capital-title: a title is all in capital letters.

What is a name in it cannot be told from what is none, so it is printed as it stands. Write it as a sentence, and
put braces around what is to keep its capitals.

Bad, in `references.bib`:

    @book{poe-2022,
      author = {Poe, Pat},
      title = {LEARNING AT WORK IN SCOTLAND},
      publisher = {Sample Press},
      year = {2022},
    }

Good:

    @book{poe-2022,
      author = {Poe, Pat},
      title = {Learning at work in {Scotland}},
      publisher = {Sample Press},
      year = {2022},
    }
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evibase.problems import Problem, Severity
from evibase.records.reference import Reference

CODE = "capital-title"
#: A title of one or two words may be an acronym.
_LEAST_WORDS = 3


def check(references: Sequence[Reference]) -> Iterator[Problem]:
    """Warn of each title of several words without a small letter, at the field."""
    for reference in references:
        written = reference.field("title")
        text = written.value if written else reference.title
        words = [word for word in text.split() if any(letter.isalpha() for letter in word)]
        if len(words) >= _LEAST_WORDS and text.upper() == text and text.lower() != text:
            line, column = reference.position("title")
            message = f'The title of "{reference.key}" is all in capital letters.'
            remedy = "Write it as a sentence, with names in braces."
            yield Problem(reference.path, line, column, CODE, message, remedy, Severity.WARNING)
