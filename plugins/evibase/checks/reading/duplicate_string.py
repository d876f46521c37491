"""duplicate-string: an `@string` is defined twice.

Entries before the second definition get one text and those after it the other, which is hardly ever meant.

Bad, in `references.bib`:

    @string{jvb = {Journal of Vocational Behavior}}
    @string{jvb = {Journal of Virtual Business}}

Good:

    @string{jvb = {Journal of Vocational Behavior}}
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "duplicate-string"
SEVERITY = Severity.WARNING
