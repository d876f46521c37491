"""invalid-id: the name of a file, a term or an alias cannot be an address.

The name of a file is the id of its record and its address on the web, for good. So it takes 3 to 80 small
letters, digits and hyphens, and none of the few names that web servers, Windows and this site keep for
themselves. A vocabulary cannot be called like a key of findings or a part of the site.

Bad, in `findings/sample.yml`:

    aliases: [Old Sample]

Good:

    aliases: [old-sample]
"""

from __future__ import annotations

from evibase.problems import Severity

CODE = "invalid-id"
SEVERITY = Severity.ERROR
