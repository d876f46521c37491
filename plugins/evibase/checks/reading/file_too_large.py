"""file-too-large: the file is larger than what is read.

A record has about 2 kB and may have 256 kB; a bibliography may have 32 MB. Anything larger is in the wrong
place, or was made to slow the build down.
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "file-too-large"
SEVERITY = Severity.ERROR
