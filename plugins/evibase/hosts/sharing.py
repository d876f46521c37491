"""Work that is done in parts, in as many processes as there are processors, where that pays for itself."""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable
from typing import NoReturn

#: With fewer items than this the work is done before another process would have begun.
_WORTH = 2_000
#: How many items are taken at once, and how the number of the first of them is written down.
_PART, _BYTES = 128, 4
_MOST = 4

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
    # Whoever has time takes the next part: a pipe hands out each number once.
    take, give = os.pipe()
    os.write(give, b"".join(start.to_bytes(_BYTES, "little") for start in parts))
    os.close(give)
    children = [_child(work, items, take) for _ in range(number - 1)]
    try:
        _work(work, items, take)
    finally:
        os.close(take)
        errors = [error for child in children if (error := _result(*child)) is not None]
    for error in errors:
        raise error


def _processors() -> int:
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(count, _MOST)


def _can_fork() -> bool:
    # macOS has fork, and libraries there that do not survive it.
    return sys.platform == "linux" and threading.active_count() == 1


def _work(work: Work, items: int, take: int) -> None:
    while number := os.read(take, _BYTES):
        start = int.from_bytes(number, "little")
        work(range(start, min(start + _PART, items)))


def _child(work: Work, items: int, take: int) -> tuple[int, int]:
    """Start a process that works along; give its id and where its error can be read, if it ends with one."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        _work_along(work, items, take, write)
    os.close(write)
    return child, read


def _work_along(work: Work, items: int, take: int, write: int) -> NoReturn:
    code = 1
    try:
        _work(work, items, take)
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


def _result(child: int, read: int) -> BaseException | None:
    """Wait for a process; give the error that it ended with."""
    with os.fdopen(read, "rb") as file:
        packed = file.read()
    _, status = os.waitpid(child, 0)
    if packed:
        error: BaseException = pickle.loads(packed)  # noqa: S301 - our own child wrote it
        return error
    code = os.waitstatus_to_exitcode(status)
    return RuntimeError(f"A process that made pages ended with {code}.") if code else None
