"""Work that is done in parts, in as many processes as there are processors, where that pays for itself."""

from __future__ import annotations

import ctypes
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import NoReturn

#: With fewer items than this the work is done before another process would have begun.
_WORTH = 250
#: How many items are taken at once, and how the number of the first of them is written down.
_PART, _BYTES = 128, 4
_MOST = 4
#: Says how many processes there are to be at most; 1 for a machine that is short of memory, or to look at a build.
VARIABLE = "EVIBASE_PROCESSES"

Work = Callable[[range], None]


def shared(work: Work, items: int, processes: int | None = None) -> None:
    """Have all items worked on, given by their numbers, in parts: every item once, in whatever order and process.

    What the work changes in memory is lost, for another process may have done it; what it writes to disk stays.
    Raises what the work raises. Only where the system has `fork`, which is safe while there is one thread.
    """
    number = processes or (_processors() if items >= _WORTH else 1)
    parts = range(0, items, _PART)
    if number < 2 or not _can_fork():  # noqa: PLR2004 - one is enough for itself
        for start in parts:
            work(range(start, min(start + _PART, items)))
        return
    take = _handed_out(parts)
    helpers = [_helper(partial(_work, work, items, take)) for _ in range(number - 1)]
    try:
        _work(work, items, take)
    finally:
        os.close(take)
        errors = [error for helper in helpers if (error := helper.error()) is not None]
    for error in errors:
        raise error


def aside(work: Callable[[], None], items: int) -> Helper | None:
    """Have work on so many items done by another process while this one goes on; None where that does not pay.

    `Helper.finish` waits for it and raises what the work raised.
    """
    if items < _WORTH or _processors() < 2 or not _can_fork():  # noqa: PLR2004 - one is enough for itself
        return None
    return _helper(work)


@dataclass(frozen=True, slots=True)
class Helper:
    """A process that works along, and where its error can be read, if it ends with one."""

    process: int
    errors: int

    def finish(self) -> None:
        """Wait for the work to be done. Raises what the work raised."""
        if (error := self.error()) is not None:
            raise error

    def stop(self) -> None:
        """End the work where it is."""
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        self.error()

    def error(self) -> BaseException | None:
        """Wait for the process to end; give the error that it ended with."""
        with os.fdopen(self.errors, "rb") as file:
            packed = file.read()
        _, status = os.waitpid(self.process, 0)
        if packed:
            error: BaseException = pickle.loads(packed)  # noqa: S301 - our own child wrote it
            return error
        code = os.waitstatus_to_exitcode(status)
        return RuntimeError(f"A process that made pages ended with {code}.") if code else None


def _processors() -> int:
    if (named := os.environ.get(VARIABLE, "")).isdecimal():
        return int(named)
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(count, _MOST)


def _can_fork() -> bool:
    # macOS has fork, and libraries there that do not survive it.
    # Typst, once it has been used, has threads that Python does not count; a copy of it never answers.
    return sys.platform == "linux" and threading.active_count() == 1 and "typst" not in sys.modules


def _handed_out(parts: range) -> int:
    """Give a pipe that hands out the number of each part once, to whoever has time for it."""
    take, give = os.pipe()
    os.write(give, b"".join(start.to_bytes(_BYTES, "little") for start in parts))
    os.close(give)
    return take


def _work(work: Work, items: int, take: int) -> None:
    while number := os.read(take, _BYTES):
        start = int.from_bytes(number, "little")
        work(range(start, min(start + _PART, items)))


def _helper(work: Callable[[], None]) -> Helper:
    """Start a process that does some work."""
    read, write = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if not child:
        _work_along(work, parent, write)
    os.close(write)
    return Helper(child, read)


def _work_along(work: Callable[[], None], parent: int, write: int) -> NoReturn:
    code = 1
    try:
        # Whoever wants the work may be killed, and the next build begin: prctl(2), PR_SET_PDEATHSIG.
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
        if os.getppid() == parent:
            work()
            code = 0
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is the parent's to raise
        os.write(write, _packed(error))
    finally:
        # Not `sys.exit`: what the parent has registered to happen at its end is not for this process to do.
        os._exit(code)


def _packed(error: BaseException) -> bytes:
    """Give an error so that it fits into a pipe."""
    try:
        packed = pickle.dumps(error)
    except Exception:  # noqa: BLE001 - some errors hold what cannot be sent
        packed = b""
    return packed if 0 < len(packed) < 2**15 else pickle.dumps(RuntimeError(repr(error)[:2000]))
