"""missing-key: a key that must be there is missing.

Readers rely on the required keys: without the stance, nobody can tell whether a source speaks for the claim
or against it.

Bad, in `findings/sample.yml`:

    implications:
      - for: managers

Good:

    implications:
      - for: managers
        text: Plan cover before the course starts.
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "missing-key"
SEVERITY = Severity.ERROR
