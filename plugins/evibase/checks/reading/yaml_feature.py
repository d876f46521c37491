"""yaml-feature: anchors, aliases, tags, merge keys and second documents are not used in records.

A record says what it says on its face: no value is defined elsewhere or converted on the way, and one file
holds one record. Text that begins with `*`, `&` or `!` stands in quotes.

Bad, in `findings/sample.yml`:

    title: !important Notes on study time

Good:

    title: Important notes on study time
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "yaml-feature"
SEVERITY = Severity.ERROR
