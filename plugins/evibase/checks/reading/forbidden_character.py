r"""forbidden-character: the text holds a character that cannot be seen but changes what is read.

Control characters, and marks that turn the direction of text around, can make a line look different from what
it says (CVE-2021-42574, "Trojan Source"). They mostly come in unseen with text that was pasted from
elsewhere. Arabic and Hebrew need none of them.

Bad, in `findings/sample.yml`:

    context: "A survey of \u202E care homes."

Good:

    context: A survey of care homes.
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "forbidden-character"
SEVERITY = Severity.ERROR
