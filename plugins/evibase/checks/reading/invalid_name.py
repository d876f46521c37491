"""invalid-name: a name in an entry cannot be told apart into its parts.

Authors are parted by `and`. The name of a body stands in a second pair of braces, or it would be torn apart
like the name of a person.

Bad, in `references.bib`:

    @misc{doe-2020,
      author = {Doe, Jane & Roe, Richard},
      title = {A title},
    }

Good:

    @misc{doe-2020,
      author = {Doe, Jane and Roe, Richard},
      title = {A title},
    }
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "invalid-name"
SEVERITY = Severity.ERROR
