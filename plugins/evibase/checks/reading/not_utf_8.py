"""not-utf-8: the file is saved in another encoding than UTF-8.

UTF-8 is the one encoding that holds all letters and that every editor can write. In another one, names with
accents would come out wrong. In most editors: *Save as*, and choose UTF-8. A byte order mark at the start
does no harm.
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "not-utf-8"
SEVERITY = Severity.ERROR
