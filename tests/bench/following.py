"""From saving a finding to its new page being served, by `mkdocs serve` on a large base."""

from __future__ import annotations

import random
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from tests.bench.rounds import say

#: How long a server may take to build a base for the first time, and to show a change.
_FIRST, _CHANGE = 3600.0, 600.0
_FOLLOWED = re.compile(r"(\d+) files differ \((\d+) ms\)")
#: What is changed in a finding: the mark before a text, of which the first words are then others.
_FIELDS = {"implication": "    text: >-\n      ", "plain text": "plain: >-\n  ", "claim": "claim: >-\n  "}


def following(work: Path, sizes: Sequence[int], rounds: int, environment: Mapping[str, str]) -> list[dict[str, Any]]:
    """Measure every size: findings chosen at random, each changed once in each field; times in milliseconds."""
    found = []
    for size in sizes:
        say(f"Serving a corpus of {size:,} findings.")
        folder = work / f"serve-{size}"
        subprocess.run([sys.executable, "-m", "tests.bench.corpus", str(size), str(folder)], check=True)
        found.append({"size": size, **_measured(folder, rounds, environment)})
    return found


def _measured(folder: Path, rounds: int, environment: Mapping[str, str]) -> dict[str, Any]:
    findings = sorted((folder / "findings").rglob("*.yml"))
    chosen = random.Random(1).sample(findings, rounds + 1)  # noqa: S311 - the same ones each time
    log = folder.parent / f"{folder.name}.log"
    start = time.perf_counter()
    with _served(folder, log, environment) as port:
        first = time.perf_counter() - start
        # The first change waits until the server knows what each page is made of.
        ready = _change(port, chosen[0], "implication", 0)
        fields: dict[str, dict[str, float]] = {}
        for name in _FIELDS:
            before = len(_FOLLOWED.findall(log.read_text(encoding="utf-8")))
            saved = [_change(port, path, name, number) for number, path in enumerate(chosen[1:], 1)]
            told = _FOLLOWED.findall(log.read_text(encoding="utf-8"))[before:]
            fields[name] = {
                "saved to served": round(1000 * statistics.median(saved), 1),
                "slowest": round(1000 * max(saved), 1),
                "own work": statistics.median(float(took) for _, took in told),
                "files": statistics.median(float(files) for files, _ in told),
            }
    return {"rounds": rounds, "first build": round(first, 2), "ready": round(ready, 2), "fields": fields}


def _change(port: int, path: Path, field: str, number: int) -> float:
    """Change a finding and give the seconds until its page shows it."""
    word, mark = f"Zoq{field[0]}{number}", _FIELDS[field]
    before, found, after = path.read_text(encoding="utf-8").partition(mark)
    if not found:
        raise SystemExit(f"{path.name} has no {field}.")
    start = time.perf_counter()
    path.write_text(f"{before}{mark}{word} {after}", encoding="utf-8")
    while word not in _get(port, f"/findings/{path.stem}/"):
        if time.perf_counter() - start > _CHANGE:
            raise SystemExit(f"A change of {path.name} was not shown.")
        time.sleep(0.002)
    return time.perf_counter() - start


@contextmanager
def _served(folder: Path, log: Path, environment: Mapping[str, str]) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with log.open("w", encoding="utf-8") as said:
        server = subprocess.Popen(
            command, cwd=folder, env={**environment, "PYTHONUNBUFFERED": "1"}, stdout=said, stderr=said
        )
    try:
        end = time.monotonic() + _FIRST
        while not _get(port, "/"):
            if server.poll() is not None or time.monotonic() > end:
                raise SystemExit(f"The server did not come up:\n{log.read_text(encoding='utf-8')[-2000:]}")
            time.sleep(0.05)
        yield port
    finally:
        server.terminate()
        server.wait(30)


def _get(port: int, address: str) -> str:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", address)
        return connection.getresponse().read().decode()
    except (OSError, HTTPException):
        return ""
    finally:
        connection.close()
