"""invalid-isbn: an ISBN or ISSN does not add up.

The last digit follows from the others (ISO 2108 and ISO 3297), so a slip of one digit shows. Programs that look
the work up by its number would find another one, or nothing.

Bad, in `references.bib`:

    @book{poe-2022,
      author = {Poe, Pat},
      title = {A third title},
      publisher = {Sample Press},
      year = {2022},
      isbn = {978-0-306-40615-8},
    }

Good:

    @book{poe-2022,
      author = {Poe, Pat},
      title = {A third title},
      publisher = {Sample Press},
      year = {2022},
      isbn = {978-0-306-40615-7},
    }
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evibase.problems import Problem, Severity
from evibase.records.reference import Reference

CODE = "invalid-isbn"
_NUMBER = re.compile(r"[0-9X][0-9X\u2010-\u2013 -]{6,20}[0-9X]", re.IGNORECASE)
_NEW, _OLD, _SERIAL = 13, 10, 8


def check(references: Sequence[Reference]) -> Iterator[Problem]:
    """Warn of each number that is none, at the field."""
    for reference in references:
        for name, value, sound in (("isbn", reference.isbn, is_isbn), ("issn", reference.issn, is_issn)):
            numbers = _NUMBER.findall(value)
            wrong = next((each for each in numbers if not sound(each)), "") if numbers else value
            if wrong:
                line, column = reference.position(name)
                message = f'"{wrong}" is no {name.upper()}: its digits do not add up.'
                remedy = "Compare it with the book." if name == "isbn" else "Compare it with the journal."
                yield Problem(reference.path, line, column, CODE, message, remedy, Severity.WARNING)


def is_isbn(text: str) -> bool:
    """Say whether a text is an ISBN of 10 or 13 digits with its right check digit."""
    digits = _digits(text)
    if len(digits) == _OLD:
        return sum((10 - place) * digit for place, digit in enumerate(digits)) % 11 == 0
    return len(digits) == _NEW and sum(digit * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0


def is_issn(text: str) -> bool:
    """Say whether a text is an ISSN with its right check digit."""
    digits = _digits(text)
    return len(digits) == _SERIAL and sum((8 - place) * digit for place, digit in enumerate(digits)) % 11 == 0


def _digits(text: str) -> list[int]:
    return [10 if sign in "Xx" else int(sign) for sign in text if sign.isascii() and (sign.isdigit() or sign in "Xx")]
