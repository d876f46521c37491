"""What Lighthouse makes of a large base's pages, on the phone that it makes believe, served on this machine."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.contestants import OURS
from tests.bench.rounds import say
from tests.bench.search import built, served
from tests.npm import installed, node

_FLAGS = "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-sync"
_AUDITS = {
    "first contentful paint": "first-contentful-paint", "largest contentful paint": "largest-contentful-paint",
    "total blocking time": "total-blocking-time", "layout shift": "cumulative-layout-shift",
    "bytes": "total-byte-weight",
}  # fmt: skip


def scores(work: Path, sizes: Sequence[int], rounds: int) -> list[dict[str, Any]]:
    """Give the scores of home, a finding, a theme and the explorer at each size."""
    found = []
    for size in sizes:
        say(f"{size:,} findings: building the site.")
        site = built(work, OURS, size)
        with served(site) as address:
            for kind, path in _pages(site):
                say(f"Scoring {kind}.")
                found.append({"size": size, "page": kind} | _scored(f"{address}{path}", rounds))
        shutil.rmtree(site)
    return found


def _pages(site: Path) -> Iterator[tuple[str, str]]:
    def largest(pattern: str) -> str:
        path = max(site.glob(pattern), key=lambda path: (path.stat().st_size, path))
        return f"{path.parent.relative_to(site).as_posix()}/"

    # The largest of its kind: the others cannot be worse by much.
    yield from (("home", ""), ("finding", largest("findings/*/index.html")), ("theme", largest("themes/*/index.html")))
    yield "explorer", "explore/"


def _scored(address: str, rounds: int) -> dict[str, Any]:
    program = installed(Path(__file__).with_name("lighthouse")) / "lighthouse/cli/index.js"
    command = (
        node(), program, address, "--quiet", "--output=json", f"--chrome-flags={_FLAGS}",
        "--only-categories=accessibility,performance", "--no-enable-error-reporting",
    )  # fmt: skip
    environment = os.environ | {"CHROME_PATH": os.environ["EVIBASE_CHROMIUM"]}
    all_runs: list[Mapping[str, Any]] = []
    for _ in range(rounds):
        ran = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
        if ran.returncode:
            raise SystemExit(f"Lighthouse failed on {address}:\n{ran.stderr[-2000:]}")
        all_runs.append(json.loads(ran.stdout))
    categories = [run["categories"] for run in all_runs]
    faults = {
        audit["id"]: audit["title"]
        for run in all_runs
        for reference in run["categories"]["accessibility"]["auditRefs"]
        if (audit := run["audits"][reference["id"]])["score"] == 0 and reference["weight"]
    }
    return {
        "accessibility": round(100 * min(one["accessibility"]["score"] for one in categories)),
        "performance": round(100 * median(one["performance"]["score"] for one in categories)),
        "faults": faults,
    } | {name: median(run["audits"][key]["numericValue"] for run in all_runs) for name, key in _AUDITS.items()}
