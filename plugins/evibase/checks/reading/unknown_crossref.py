"""unknown-crossref: an entry inherits from an entry that does not exist.

With `crossref` or `xdata` an entry takes fields from another one; where there is none, they are missing.

Bad, in `references.bib`:

    @incollection{doe-2020,
      title = {A chapter},
      crossref = {new-book-2024},
    }

Good:

    @incollection{doe-2020,
      title = {A chapter},
      crossref = {new-book-2024},
    }

    @book{new-book-2024,
      title = {A book},
    }
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "unknown-crossref"
SEVERITY = Severity.ERROR
