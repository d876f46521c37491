"""message-without-finding: a key message rests on no finding.

Everything that a page says in its key messages can be followed to a finding, and from there to the sources. A
message without one is an opinion.

Bad, in `content/themes/time.md`:

    messages:
      - text: Time is the first thing that people ask for.

Good:

    messages:
      - text: Time is the first thing that people ask for.
        findings: [sample]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evibase.graph.graph import Graph
from evibase.problems import Problem, Severity
from evibase.records.term_page import TermPage

CODE = "message-without-finding"
SEVERITY = Severity.ERROR
#: What the rule looks at, each by itself.
EACH = TermPage


def check(_: Graph, pages: Iterable[TermPage]) -> Iterator[Problem]:
    """Report each message that names no finding, at its text."""
    for page in pages:
        for index, message in enumerate(page.messages):
            if not message.findings:
                remedy = "Add `findings:` with at least one id, or take the message out."
                text = f"Item {index + 1} of `messages` names no finding."
                yield page.problem_at(("messages", index, "text"), CODE, text, remedy)
