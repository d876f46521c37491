"""invalid-date: a date, year or month in an entry is not one.

Years are shown with the claims that rest on them, and sources are sorted by them. Leave the field out where a
work has no date.

Bad, in `references.bib`:

    @misc{doe-2020,
      title = {A title},
      date = {Spring 24},
    }

Good:

    @misc{doe-2020,
      title = {A title},
      date = {2024-03},
    }
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "invalid-date"
SEVERITY = Severity.ERROR
