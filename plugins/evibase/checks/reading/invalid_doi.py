"""invalid-doi: a DOI in an entry is not one.

A DOI begins with `10.`, a number and a slash. One that does not cannot lead to the work, and is left out.

Bad, in `references.bib`:

    @misc{doe-2020,
      title = {A title},
      doi = {1234/abc},
    }

Good:

    @misc{doe-2020,
      title = {A title},
      doi = {10.1234/abc},
    }
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "invalid-doi"
SEVERITY = Severity.WARNING
