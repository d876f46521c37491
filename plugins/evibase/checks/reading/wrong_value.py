"""wrong-value: a value has the wrong form, or is not one of those that are possible.

Pages, filters and exports are made from these values, so they have to be one of a few words, a list, a date,
a place or a number, as the guide says for each key. YAML is not asked to guess: `NO` is Norway and `2026` is
text.

Bad, in `findings/sample.yml`:

    where: [UK]

Good:

    where: [GB]
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "wrong-value"
SEVERITY = Severity.ERROR
