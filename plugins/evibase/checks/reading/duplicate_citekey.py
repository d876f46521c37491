"""duplicate-citekey: two entries have the same key, or keys with the same address.

A citation would lead to either of the two. Keys that differ only in small and capital letters count as the
same: many file systems cannot tell them apart.

Bad, in `references.bib`:

    @misc{doe-2020,
      title = {A title},
    }

    @misc{roe-2021,
      title = {Another title},
    }

    @misc{doe-2020,
      title = {Another title},
    }

Good:

    @misc{doe-2020,
      title = {A title},
    }

    @misc{roe-2021,
      title = {Another title},
    }
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "duplicate-citekey"
SEVERITY = Severity.ERROR
