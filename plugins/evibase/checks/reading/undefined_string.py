"""undefined-string: an entry uses a string that is not defined.

A word without braces or quotation marks stands for a text that an `@string` defines. Without one, the value
is empty.

Bad, in `references.bib`:

    @article{doe-2020,
      title = {A title},
      journal = jvb,
    }

Good:

    @string{jvb = {Journal of Vocational Behavior}}

    @article{doe-2020,
      title = {A title},
      journal = jvb,
    }
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "undefined-string"
SEVERITY = Severity.ERROR
