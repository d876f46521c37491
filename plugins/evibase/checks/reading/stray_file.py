"""stray-file: the file stands among records but is not read.

A file with the wrong ending or in the wrong folder would be passed over in silence, and what it says would be
lost. Records in `findings/`, `content/vocabularies/` and `content/sources/` end in `.yml`; case studies,
policy options and questions end in `.md`.

Bad, in `content/sources/roe-2021.yaml`:

    project: care-panel

Good, in `content/sources/roe-2021.yml`:

    project: care-panel
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "stray-file"
SEVERITY = Severity.ERROR
