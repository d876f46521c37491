"""SARIF 2.1.0, the form in which code scanning and many editors take problems.

The standard: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from urllib.parse import quote

from evibase.checks import CHECKS, Rule
from evibase.problems import Place, Problem
from evibase.reports.excerpt import end_of
from evibase.reports.report import Report

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(report: Report) -> str:
    """Give one run with the rules that were broken and a result for each problem."""
    codes = sorted({problem.code for problem in report.problems})
    rules = {rule.code: rule for rule in CHECKS}
    driver = {
        "name": "evibase",
        **({"version": report.version} if report.version else {}),
        "rules": [_rule(report, rules[code]) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(report, problem, codes.index(problem.code), fingerprint)
            for problem, fingerprint in zip(report.problems, _fingerprints(report.problems), strict=True)
        ],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def _rule(report: Report, rule: Rule) -> dict[str, object]:
    address = report.address_of(rule.code)
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.summary},
        "help": {"text": rule.manual, "markdown": rule.manual},
        **({"helpUri": address} if address.startswith(("https://", "http://")) else {}),
        "defaultConfiguration": {"level": str(rule.severity)},
    }


def _result(report: Report, problem: Problem, index: int, fingerprint: str) -> dict[str, object]:
    said = [f"{problem.message} {problem.help}".strip(), *report.origins_of(problem)]
    result: dict[str, object] = {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": str(problem.severity),
        "message": {"text": "\n".join(said)},
        "locations": [_location(report, problem.place)],
        # The same mistake stays the same when lines above it come or go.
        "partialFingerprints": {"evibase/v1": fingerprint},
    }
    if problem.others:
        result["relatedLocations"] = [
            {"id": number, "message": {"text": "The other place."}, **_location(report, other)}
            for number, other in enumerate(problem.others)
        ]
    return result


def _fingerprints(problems: Iterable[Problem]) -> Iterator[str]:
    """Give each problem a mark without its line; of the same mistakes in one file the first, the second and so on."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for problem in problems:
        what = (problem.path, problem.code, problem.message)
        yield sha256("\n".join((*what, str(seen[what]))).encode()).hexdigest()
        seen[what] += 1


def _location(report: Report, place: Place) -> dict[str, object]:
    end = end_of(report.texts.get(place.path, ""), place)
    region = {"startLine": place.line, "startColumn": place.column, "endLine": end.line, "endColumn": end.column}
    return {"physicalLocation": {"artifactLocation": {"uri": quote(place.path)}, "region": region}}
