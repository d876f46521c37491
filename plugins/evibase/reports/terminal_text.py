"""Text for people: the place, what is wrong, the line with a mark under the value, what to do, where to read more."""

from __future__ import annotations

from collections.abc import Iterator

from evibase.problems import Place, Problem, Severity, printable, shortened, summary
from evibase.reports.excerpt import excerpt
from evibase.reports.report import Report

#: Most problems that are shown at once.
MOST = 50
#: What these are about is the file, or what is not in it; no line of it is to blame.
_OF_THE_FILE = frozenset(
    {"duplicate-id", "empty-file", "file-too-large", "invalid-id", "missing-key", "orphan-sidecar", "stray-file",
     "symbolic-link"}
)  # fmt: skip
_COLOURS = {"error": "1;31", "warning": "1;33", "strong": "1", "margin": "34", "help": "36"}


def terminal_text(report: Report, *, colour: bool = False, most: int = MOST) -> str:
    """Give the report as text that ends with one line of numbers. Nothing in it acts on a terminal but colours."""
    shown = report.shown(most)
    parts = ["\n".join([*_problem(report, problem, colour=colour), ""]) for problem in shown]
    hidden = len(report.problems) - len(shown)
    left_out = f"; {hidden} of them not shown (--most 0 shows all)" if hidden else ""
    parts.append(f"{summary(report.problems)} in {report.scope}{left_out}")
    return "\n".join(parts)


def _problem(report: Report, problem: Problem, *, colour: bool) -> Iterator[str]:
    kind = str(problem.severity)
    head = _painted(f"{kind}[{problem.code}]", kind, colour=colour)
    message = _painted(printable(shortened(problem.message)), "strong", colour=colour)
    yield f"{_painted(printable(str(problem.place)), 'strong', colour=colour)}: {head}: {message}"
    places = (problem.place, *problem.others)
    margin = max(len(str(place.line)) for place in places) + 1
    yield from _lines(report, problem, problem.place, margin, colour=colour)
    for other in problem.others:
        yield f"{_painted(' ' * margin + ':::', 'margin', colour=colour)} {printable(str(other))}"
        yield from _lines(report, problem, other, margin, colour=colour)
    notes = [
        ("help", printable(shortened(problem.help))),
        *(("from", printable(o)) for o in report.origins_of(problem)),
    ]
    for name, text in (*notes, ("see", report.address_of(problem.code))):
        if text:
            label = _painted(f"{name}:", "help", colour=colour)
            yield f"{_painted(' ' * margin + '=', 'margin', colour=colour)} {label} {text}"


def _lines(report: Report, problem: Problem, place: Place, margin: int, *, colour: bool) -> Iterator[str]:
    text = report.texts.get(place.path, "")
    whole_file = place.column == 1 and problem.code in _OF_THE_FILE
    lines = () if whole_file else excerpt(text, place, point=problem.code == "missing-key")
    bar = _painted(f"{' ' * margin}|", "margin", colour=colour)
    if lines:
        yield bar
    for line in lines:
        number = f"{line.number}".rjust(margin - 1)
        yield f"{_painted(f'{number} |', 'margin', colour=colour)} {line.text}".rstrip()
        if line.marked:
            kind = "help" if place != problem.place else str(problem.severity)
            yield f"{bar} {' ' * line.indent}{_painted('^' * line.marked, kind, colour=colour)}"


def _painted(text: str, kind: str, *, colour: bool) -> str:
    return f"\x1b[{_COLOURS[kind]}m{text}\x1b[0m" if colour else text


def is_serious(problem: Problem, *, strict: bool) -> bool:
    """Say whether a problem makes the check fail."""
    return strict or problem.severity is Severity.ERROR
