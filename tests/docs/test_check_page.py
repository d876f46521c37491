"""The page on the check says what is so."""

from __future__ import annotations

import json
import re

from click.testing import CliRunner

from evibase.cli.main import main
from evibase.problems import Place, Problem
from evibase.reports.problem_json import VERSION, problem_json
from evibase.reports.report import Report
from tests.bases import ROOT

_PAGE = (ROOT / "content" / "contribute" / "check.md").read_text(encoding="utf-8")


def test_every_key_of_the_json_is_told() -> None:
    """Law: the keys in the two tables are those of the document, and the version is the one that is written."""
    problem = Problem("findings/x.yml", 1, 1, "wrong-value", "x", "y", others=(Place("findings/y.yml", 1, 1),))
    document = json.loads(problem_json(Report((problem,), "1 record")))
    of_all, of_one = (set(re.findall(r"`([a-z_]+)`", keys)) for keys in _tables())
    assert of_all == set(document)
    assert of_one == set(document["problems"][0])
    assert f"the version of this form: {VERSION}" in _PAGE


def _tables() -> list[str]:
    """Give the first column of each table below the heading on JSON."""
    tables = re.split(r"^\| key \| .*\n\| --- .*\n", _PAGE.split("## JSON")[1], flags=re.MULTILINE)[1:]
    return ["\n".join(re.findall(r"^\| (.*?) \|", table, re.MULTILINE)) for table in tables]


def test_calls_on_the_page_work() -> None:
    """Law: every call in the table of calls is one that the program understands."""
    calls = re.findall(r"^\| `evibase ([^`]+)` \|", _PAGE, re.MULTILINE)
    assert len(calls) >= 8
    for call in calls:
        words = [word for word in call.split() if not word.startswith("findings/")]
        assert CliRunner().invoke(main, [*words, "--help"]).exit_code == 0, call
