"""unsafe-url: an address in an entry is not one that a page may link to.

Only complete addresses that begin with `http://` or `https://` become links; others could run a program or
lead nowhere.

Bad, in `references.bib`:

    @misc{doe-2020,
      title = {A title},
      url = {www.example.org/report},
    }

Good:

    @misc{doe-2020,
      title = {A title},
      url = {https://www.example.org/report},
    }
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "unsafe-url"
SEVERITY = Severity.ERROR
