"""yaml-too-long: the file holds more than 20,000 values.

A record holds about fifty values. A file with this many is no record, or holds many that belong into files of
their own.
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "yaml-too-long"
SEVERITY = Severity.ERROR
