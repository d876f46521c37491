"""too-many-crossrefs: an entry inherits from too many others.

Real entries inherit from one or two. More are a mistake, or were made to slow the build down.
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "too-many-crossrefs"
SEVERITY = Severity.ERROR
