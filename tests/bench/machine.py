"""The machine and the versions that figures belong to; no paths and no names."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

#: Bytes that the sites of all contestants may need at once, for each finding, and besides.
_EACH, _BESIDES = 120_000, 300_000_000
_MEMORY = Path("/dev/shm")  # noqa: S108 - the point is a file system in memory; the folder in it is ours alone


def machine() -> dict[str, str]:
    """Give what figures depend on, each as name and value."""
    known = {
        "Date": datetime.now(UTC).date().isoformat(),
        "Processor": _processor(),
        "Cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
        "Memory": f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GiB",
        "Kernel": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "Load at the start": f"{os.getloadavg()[0]:.1f}",
        "Commit": _commit(),
    }
    return {name: value for name, value in known.items() if value}


def workshop(most: int) -> tuple[Path, str]:
    """Give a new folder for a run with that many findings, in memory where there is room, and say where it is."""
    needed = most * _EACH + _BESIDES
    if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > needed:
        return Path(tempfile.mkdtemp(prefix="evibase-bench-", dir=_MEMORY)), "in memory (tmpfs)"
    folder = Path(tempfile.mkdtemp(prefix="evibase-bench-"))
    if shutil.disk_usage(folder).free < needed:
        folder.rmdir()
        raise SystemExit(f"The sites need {needed / 1e9:.0f} GB of temporary space, and there is less.")
    return folder, "on the disk of the system's temporary folder: slower, and less even, than in memory"


def _processor() -> str:
    try:
        found = re.search(r"model name\s*:\s*(.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    except OSError:
        found = None
    return found[1] if found else platform.processor() or platform.machine()


def _commit() -> str:
    git = shutil.which("git")
    if git is None:
        return ""
    root = Path(__file__).parent
    asked = (("rev-parse", "--short", "HEAD"), ("status", "--porcelain", ":/plugins"))
    answers = [
        subprocess.run([git, *words], cwd=root, capture_output=True, text=True, check=False).stdout.strip()
        for words in asked
    ]
    return answers[0] + (" with changes" if answers[0] and answers[1] else "")
