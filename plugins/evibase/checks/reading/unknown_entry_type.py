"""unknown-entry-type: the type of an entry is not known.

An entry of unknown type is shown as a miscellaneous work, without the words that its type calls for. Types of
BibTeX and biblatex are known.

Bad, in `references.bib`:

    @artikel{doe-2020,
      title = {A title},
    }

Good:

    @article{doe-2020,
      title = {A title},
    }
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "unknown-entry-type"
SEVERITY = Severity.WARNING
