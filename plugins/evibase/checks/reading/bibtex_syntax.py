"""bibtex-syntax: a part of the bibliography cannot be read.

Every byte of the bibliography is accounted for: what is not a whole entry, a comment or a string is reported,
because BibTeX programs skip it in silence and the reference is lost.

Bad, in `references.bib`:

    @misc{doe-2020,
      title = {A title without an end,
    }

Good:

    @misc{doe-2020,
      title = {A title with an end},
    }
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "bibtex-syntax"
SEVERITY = Severity.ERROR
