"""empty-file: the file holds nothing, or only comments.

A record that is empty says nothing and has no page. Fill it in, or delete the file.

Bad, in `content/sources/roe-2021.yml`:

    # To be written.

Good:

    project: care-panel
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "empty-file"
SEVERITY = Severity.ERROR
