"""yaml-too-deep: values are nested more than 32 deep.

No record needs more than five levels. A file that goes deeper is broken, or was made to slow the build down.

Bad, in `findings/sample.yml`:

    context: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[deep]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]

Good:

    context: deep
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "yaml-too-deep"
SEVERITY = Severity.ERROR
