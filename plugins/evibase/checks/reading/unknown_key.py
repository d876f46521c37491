"""unknown-key: a key is misspelt or does not belong here.

A key that nobody knows would be passed over in silence, and what it says would be lost. Mostly it is only
misspelt.

Bad, in `findings/sample.yml`:

    contex: A survey of care homes.

Good:

    context: A survey of care homes.
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "unknown-key"
SEVERITY = Severity.ERROR
