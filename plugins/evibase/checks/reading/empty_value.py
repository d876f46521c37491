"""empty-value: a key has no value.

Somebody who reads the file cannot tell whether the value was forgotten or does not exist. Leave the key out
where there is nothing to say. (An empty list, `[]`, is a value.)

Bad, in `findings/sample.yml`:

    context:

Good:

    context: A survey of care homes.
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "empty-value"
SEVERITY = Severity.ERROR
