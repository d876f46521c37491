"""One program, run once: wall time, processor time and peak memory of it and all that it starts."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
#: Seconds between two looks at the memory of the processes that a program has started.
_STEP = 0.05
#: How many times as long as a look takes there is none.
_REST = 20


@dataclass(frozen=True, slots=True)
class Measured:
    """What a run took: seconds, and bytes of memory. `code` is the exit code, or -9 when the limit was reached."""

    wall: float
    user: float
    system: float
    peak: int
    code: int


def measured(  # noqa: PLR0913 - where, with what, and for how long: each caller says all of it
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    log: Path,
    limit: float,
    *,
    closely: bool = False,
) -> Measured:
    """Run a program in a folder and wait for it; what it prints goes to a log.

    Peak memory is the system's own figure for the largest single process (`ru_maxrss`). Looked at `closely`, it is the
    largest sum over all processes, every 50 ms or less often (Linux only), if that is more. Memory that processes
    share counts once then: of each page of it a process is charged with its part (the "proportional set size" of
    proc_pid_smaps(5)). That holds up a program of several processes, so a run whose time counts is not looked at
    closely where there are several.
    """
    if sys.platform == "win32":
        raise SystemExit("The benchmark needs a Unix: it measures with wait4(2).")
    with log.open("wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
        watch = _Watch(process.pid)
        if closely:
            watch.start()
        timer = threading.Timer(limit, _kill, [process.pid])
        timer.daemon = True
        timer.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:  # a person who interrupts us does not want the program to go on alone
            _kill(process.pid)
            raise
        finally:
            timer.cancel()
            watch.stopped.set()
        wall = time.perf_counter() - start
    if closely:
        watch.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    largest = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Measured(wall, usage.ru_utime, usage.ru_stime, max(largest, watch.peak), process.returncode)


def _kill(group: int) -> None:
    """End a program that we started, with all that it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


class _Watch(threading.Thread):
    """Adds up the memory of a process and its descendants while they run; a thread, because waiting blocks."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.root, self.peak, self.stopped = root, 0, threading.Event()

    def run(self) -> None:
        wait = _STEP
        while not self.stopped.wait(wait):
            start = time.perf_counter()
            family = _family(self.root)
            self.peak = max(self.peak, sum(map(_resident if len(family) == 1 else _charged, family)))
            # To look at large processes takes long, and holds them up: so it is done less often.
            wait = max(_STEP, _REST * (time.perf_counter() - start))


def _family(root: int) -> list[int]:
    found, waiting = [], [root]
    while waiting:
        found.append(waiting.pop())
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{found[-1]}/task").iterdir():
                waiting += map(int, (task / "children").read_text(encoding="ascii").split())
    return found


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0


def _charged(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
        return next(1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    except (OSError, StopIteration):
        # A process that has just ended, or a system that does not tell.
        return _resident(process)
