"""symbolic-link: the file is a link to another place.

A generator would publish whatever the link leads to, also what lies outside the project: one link in a pull
request could put a password file on the site. Put the file itself in its place.
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "symbolic-link"
SEVERITY = Severity.ERROR
