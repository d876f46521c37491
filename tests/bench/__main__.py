"""Benchmark: `python tasks.py bench -- --sizes 1000,10000 --rounds 3 --peers hugo,mkdocs`."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench.citations import citations
from tests.bench.contestants import OURS, PEERS
from tests.bench.following import following
from tests.bench.machine import machine, workshop
from tests.bench.programs import ROOT
from tests.bench.report import report
from tests.bench.rounds import check_times, entries, environment, run_rounds, say
from tests.bench.scores import scores
from tests.bench.search import search_results

HERE = Path(__file__).parent
GROWTH = (1_000, 10_000, 100_000)
USUAL = (1_000, 10_000)


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks for and give the exit code."""
    wanted = _parser().parse_args(arguments)
    unknown = sorted(set(wanted.peers) - PEERS.keys())
    if unknown:
        print(f"No such contestant: {', '.join(unknown)}. There are {', '.join(PEERS)}.", file=sys.stderr)
        return 2
    sizes = wanted.sizes or (GROWTH if wanted.grow else (10_000,) if wanted.profile or wanted.lighthouse else USUAL)
    work, where = workshop(max(sizes))
    say(f"Working {where}.")
    try:
        if wanted.profile:
            return _profile(work, sizes)
        part: dict[str, Any] = {"machine": machine() | {"Sites written": where}}
        if wanted.search:
            found = search_results(work, sizes, wanted.rounds, material="mkdocs" in wanted.peers)
            _keep(wanted.output, {"search": part | {"entries": found}})
            return 0
        if wanted.lighthouse:
            found = scores(work, sizes, wanted.rounds)
            _keep(wanted.output, {"lighthouse": part | {"entries": found}})
            return 0
        if wanted.citations:
            found = _citations(work, wanted.sizes or (1_000, 10_000), wanted.rounds)
            results = {"citations": part | {"entries": found}}
        elif wanted.serve:
            found = following(work, sizes, max(10, wanted.rounds), environment(work))
            _keep(wanted.output, {"serve": part | {"entries": found}})
            return 0
        elif wanted.grow:
            found = _rounds(work, sizes, [OURS], wanted.rounds, wanted.limit)
            results = {"grow": part | {"entries": found}}
        else:
            names = list(dict.fromkeys([OURS, *wanted.peers]))
            found = _rounds(work, sizes, names, wanted.rounds, wanted.limit)
            results = {"peers": part | {"entries": found}, "check": {"runs": _checks(work, sizes, wanted.rounds)}}
        _keep(wanted.output, results)
        return int(any(entry["error"] for entry in found))
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python tasks.py bench --", description=__doc__)
    parser.add_argument("--sizes", type=_numbers, help="how many findings: 1000,10000")
    parser.add_argument("--rounds", type=int, default=3, help="how often each builds; slow ones build large bases once")
    parser.add_argument("--peers", type=_names, default=list(PEERS), help=f"of {', '.join(PEERS)}")
    parser.add_argument("--limit", type=float, default=1800, help="seconds after which a build is ended")
    parser.add_argument("--output", type=Path, default=HERE, help="the folder for results.md and results.json")
    kinds = parser.add_mutually_exclusive_group()
    kinds.add_argument("--grow", action="store_true", help="evibase alone, up to 100,000 findings")
    kinds.add_argument("--search", action="store_true", help="search in a browser, ours beside Material's")
    kinds.add_argument("--lighthouse", action="store_true", help="Lighthouse's scores for four pages, 10,000 findings")
    kinds.add_argument("--citations", action="store_true", help="reading and formatting of a bibliography")
    kinds.add_argument("--serve", action="store_true", help="from saving a finding to its new page being served")
    kinds.add_argument("--profile", action="store_true", help="where the time of our own build goes; writes no results")
    return parser


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(sorted(int(part) for part in text.split(",")))


def _names(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _rounds(work: Path, sizes: Sequence[int], names: Sequence[str], rounds: int, limit: float) -> list[dict[str, Any]]:
    entered = list(entries(work, sizes, names, rounds))
    run_rounds(work, entered, limit)
    return [entry.result() for entry in entered]


def _citations(work: Path, sizes: Sequence[int], rounds: int) -> list[dict[str, Any]]:
    say("Reading and formatting bibliographies.")
    peers = {"read, pybtex": os.environ.get("EVIBASE_BENCH_PYTHON", sys.executable)}
    return citations(work, tuple(sizes), rounds, peers, environment(work))


def _checks(work: Path, sizes: Sequence[int], rounds: int) -> dict[str, dict[str, float]]:
    say("Timing evibase check.")
    folders = {f"{size:,} findings, made up": work / f"{OURS}-{size}" for size in sizes}
    number = sum(1 for _ in (ROOT / "findings").rglob("*.yml"))
    folders[f"the base of this repository, {number} findings"] = ROOT
    return {name: check_times(folder, work, rounds) for name, folder in folders.items()}


def _profile(work: Path, sizes: Sequence[int]) -> int:
    for size in sizes:
        folder = work / f"corpus-{size}"
        commands = (("tests.bench.corpus", str(size), str(folder)), ("tests.bench.stages", str(folder)))
        print(f"\n{size:,} findings:", flush=True)
        for command in commands:
            code = subprocess.call([sys.executable, "-m", *command], cwd=ROOT, env=environment(work))
            if code:
                return code
    return 0


def _keep(folder: Path, results: dict[str, Any]) -> None:
    """Write the results; those of the other kind of run stay as they were."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "results.json"
    former = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    kept = former | results
    file.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    (folder / "results.md").write_text(report(kept), encoding="utf-8")
    say("Written: results.md and results.json.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
