"""duplicate-key: the same key is given twice.

Which of the two values counts would depend on the program that reads them, so none of them does. It often
comes from copying a block. A list takes several values under one key.

Bad, in `findings/sample.yml`:

    themes: [time]
    themes: [support]

Good:

    themes: [time, support]
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "duplicate-key"
SEVERITY = Severity.ERROR
