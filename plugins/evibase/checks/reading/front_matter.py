"""front-matter: the keys of a page are missing, not closed, or do not come first.

An authored page begins with a line `---`, its keys, and another line `---`. Without the second, the whole
page is taken for keys; with anything before the first, the keys are shown as text.

Bad, in `content/about.md`:

    ---
    title: About this base

    Who made it, and why.

Good:

    ---
    title: About this base
    ---

    Who made it, and why.
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "front-matter"
SEVERITY = Severity.ERROR
