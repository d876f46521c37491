"""empty-citekey: an entry has no key.

Nothing can cite an entry without a key.

Bad, in `references.bib`:

    @misc{,
      title = {A title},
    }

Good:

    @misc{doe-2020,
      title = {A title},
    }
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "empty-citekey"
SEVERITY = Severity.ERROR
