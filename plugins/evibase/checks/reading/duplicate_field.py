"""duplicate-field: an entry has the same field twice.

Programs disagree on which of the two counts.

Bad, in `references.bib`:

    @misc{doe-2020,
      title = {A title},
      title = {Another title},
    }

Good:

    @misc{doe-2020,
      title = {A title},
    }
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "duplicate-field"
SEVERITY = Severity.ERROR
