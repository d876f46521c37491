"""unreadable-markup: the Markdown holds the beginning of a declaration that the host cannot read.

Python's HTML parser, through which MkDocs reads a page, gives up where a less-than sign, an exclamation mark and
an opening square bracket stand in a row and no `CDATA` follows, also within code. The build would end without
naming the page. Write `&lt;` for the less-than sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from evibase.graph.graph import Graph
from evibase.problems import Problem, Severity
from evibase.records.model import Record

CODE = "unreadable-markup"
SEVERITY = Severity.ERROR
#: What the rule looks at, each by itself.
EACH = Record

_DECLARATION = re.compile(r"<!\[(?!CDATA\[|if\b|endif\b|else\b)", re.IGNORECASE)


def check(_: Graph, records: Iterable[Record]) -> Iterator[Problem]:
    """Report each such beginning in the body of a page."""
    for record in records:
        for match in _DECLARATION.finditer(record.body) if "<![" in record.body else ():
            message = 'The host cannot read "<![", which begins a declaration.'
            yield record.problem_at(("body", match.start()), CODE, message, "Write `&lt;![` for it.", SEVERITY)
