"""missing-comma: a comma is missing in an entry.

Without the comma, BibTeX programs take the next field for a part of this one, or drop it.

Bad, in `references.bib`:

    @misc{doe-2020,
      title = {A title}
      year = {2024},
    }

Good:

    @misc{doe-2020,
      title = {A title},
      year = {2024},
    }
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "missing-comma"
SEVERITY = Severity.ERROR
