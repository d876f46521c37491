"""stronger-than-evidence: an option promises more than its weakest link carries.

A policy option is worded no more strongly than the least certain finding that supports it: *may* where that is low,
*is likely to* where it is moderate. Only where it is high can an option say what *will* happen. So in its title and
summary nothing ensures, guarantees, proves or eliminates, and nothing will improve, reduce or solve something. What
has to be done can be said as it is: the staff who will use the tool.

Bad, in `content/policy-options/sample-option.md`:

    summary: Cover in the rota ensures that staff finish what they have begun.

Good:

    summary: Cover in the rota may let staff finish what they have begun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evibase.graph.graph import Graph
from evibase.graph.standing import standings
from evibase.graph.weakest_link import weakest_link
from evibase.graph.wording import WORDINGS, stronger, wording
from evibase.problems import Problem, Severity
from evibase.records.policy_option import PolicyOption

CODE = "stronger-than-evidence"
SEVERITY = Severity.WARNING

_STRONGEST = WORDINGS[-1]
_PROMISE = re.compile(
    r"\b(ensures|guarantees|proves|eliminates|"
    r"will (?:\w+ly )?(?:bring|cut|end|help|improve|increase|lead|lower|make|prevent|raise|reduce|save|solve|stop))\b",
    re.IGNORECASE,
)


def check(graph: Graph) -> Iterator[Problem]:
    """Warn of each option whose title or summary promises something, unless its weakest link is high."""
    options = graph.base.of(PolicyOption)
    stands = standings(graph)
    for option in options.values():
        for field, text in (("title", option.title), ("summary", option.summary)):
            promise = _PROMISE.search(text)
            if promise is None:
                continue
            allowed = wording(weakest_link(graph, option, stands))
            if stronger(_STRONGEST, allowed):
                message = f'"{promise[0]}" is stronger than the weakest link carries.'
                remedy = f'Word it as "{allowed.term} ...", or as what to do.'
                yield option.problem_at((field,), CODE, message, remedy, SEVERITY)
