"""invalid-citekey: a key holds characters that a key cannot have.

A key is typed in findings and pages and becomes the address of the source: letters, digits, and single signs
such as a hyphen between them.

Bad, in `references.bib`:

    @misc{doe 2020,
      title = {A title},
    }

Good:

    @misc{doe-2020,
      title = {A title},
    }
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "invalid-citekey"
SEVERITY = Severity.ERROR
