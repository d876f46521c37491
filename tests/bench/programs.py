"""The peers' programs, in an environment of their own that `tasks.py bench` makes from requirements-bench.lock."""

from __future__ import annotations

import os
import subprocess
from functools import cache
from pathlib import Path

#: The project, in which modules of the benchmark are found.
ROOT = Path(__file__).parent.parent.parent
#: Names the Python of the peers' environment.
VARIABLE = "EVIBASE_BENCH_PYTHON"


def peers_python() -> Path:
    """Give the Python of the peers' environment."""
    if not (named := os.environ.get(VARIABLE)):
        raise SystemExit(f"{VARIABLE} names no Python: run `python tasks.py bench`.")
    return Path(named)


@cache
def binary(name: str) -> Path:
    """Give a program that a package of the peers' environment carries, such as `hugo/binaries/hugo`."""
    found = (peers_python().parent.parent / "lib").glob(f"python*/site-packages/{name}*")
    windows = (peers_python().parent.parent / "Lib" / "site-packages").glob(f"{name}*")
    for path in (*sorted(found), *sorted(windows)):
        if path.is_file():
            return path
    raise SystemExit(f"{name} is missing from the peers' environment: delete .venv-bench, then run the benchmark.")


@cache
def version_of(distribution: str) -> str:
    """Give the version of a package in the peers' environment."""
    code = f"import importlib.metadata as m; print(m.version({distribution!r}))"
    return subprocess.run([peers_python(), "-c", code], capture_output=True, text=True, check=True).stdout.strip()
