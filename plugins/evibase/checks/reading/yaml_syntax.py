"""yaml-syntax: the file is not YAML, or something in it means something else than you think.

Records are written in YAML, where indentation, colons and quotes have a meaning. What trips most people is a
colon followed by a space in the middle of a text: YAML takes it for a new key. Put such a text in double
quotes, or fold it. Tabs cannot indent.

Bad, in `findings/sample.yml`:

    title: Study time: who gives it

Good:

    title: "Study time: who gives it"
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "yaml-syntax"
SEVERITY = Severity.ERROR
