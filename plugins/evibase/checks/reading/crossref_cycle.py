"""crossref-cycle: entries inherit from each other in a circle.

None of them can be completed before the others.

Bad, in `references.bib`:

    @book{roe-2021,
      title = {A book},
      crossref = {doe-2020},
    }

    @book{doe-2020,
      title = {Another book},
      crossref = {roe-2021},
    }

Good:

    @book{roe-2021,
      title = {A book},
    }

    @book{doe-2020,
      title = {Another book},
      crossref = {roe-2021},
    }
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "crossref-cycle"
SEVERITY = Severity.ERROR
