r"""unknown-latex: a LaTeX command in an entry is not known.

It is shown as it is written, backslash and all. UTF-8 holds nearly every letter and sign as itself.

Bad, in `references.bib`:

    @misc{doe-2020,
      title = {A \fancyword{title}},
    }

Good:

    @misc{doe-2020,
      title = {A title},
    }
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "unknown-latex"
SEVERITY = Severity.WARNING
