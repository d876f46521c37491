"""session-minutes: the steps of a team kit's session do not take as long as the session.

Whoever leads a session goes by its plan. Where the parts do not add up, it is the last step that is cut, and that is
where people say what they will do.

Bad, in `content/kit.yml`:

    about: Work with what is known.
    minutes: 45
    session:
      - minutes: 10
        title: Arrive
        text: Say why we are here.
      - minutes: 20
        title: Talk
        text: Take the questions one by one.
    ask:
      - of: known
        text: Does this hold for us?
    plan:
      title: Plan, try, review
      about: One line for each step.
      prompts:
        - What we try
    contract:
      title: Learning contract
      about: For one person.
      prompts:
        - What I want to learn

Good:

    about: Work with what is known.
    minutes: 45
    session:
      - minutes: 10
        title: Arrive
        text: Say why we are here.
      - minutes: 35
        title: Talk
        text: Take the questions one by one.
    ask:
      - of: known
        text: Does this hold for us?
    plan:
      title: Plan, try, review
      about: One line for each step.
      prompts:
        - What we try
    contract:
      title: Learning contract
      about: For one person.
      prompts:
        - What I want to learn
"""

from __future__ import annotations

from collections.abc import Iterator

from evibase.graph.graph import Graph
from evibase.problems import Problem, Severity
from evibase.records.kit import Kit

CODE = "session-minutes"
SEVERITY = Severity.WARNING


def check(graph: Graph) -> Iterator[Problem]:
    """Warn where the minutes of a session's steps do not add up, at the last step."""
    for kit in graph.base.of(Kit).values():
        taken = sum(step.minutes for step in kit.session)
        if taken != kit.minutes:
            message = f"The steps take {taken} minutes, and the session takes {kit.minutes}."
            remedy = f"Change a step, or set `minutes: {taken}`."
            yield kit.problem_at(("session", len(kit.session) - 1, "minutes"), CODE, message, remedy, SEVERITY)
