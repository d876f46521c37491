"""Work that is done in parts, in as many processes as there are processors, where that pays for itself."""

from __future__ import annotations

import os
import pickle
import select
import signal
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, NoReturn, TypeVar

#: With fewer items than this the work is done before another process would have begun.
_WORTH = 250
#: How many items are taken at once, and how the number of the first of them is written down.
_PART, _BYTES = 128, 4
_MOST = 4
#: After how many parts another process takes the place of one that works along. Whoever looks at an object writes to it
#: (Python counts who refers to it), so in time each process would have a copy of the whole base for itself.
_LIFE = 64
#: How a process ends whose work raised an error, and one that could not hand over what came of it.
_RAISED, _LOST = 1, 2
#: Says how many processes there are to be at most; 1 for a machine that is short of memory, or to look at a build.
VARIABLE = "EVIBASE_PROCESSES"

Work = Callable[[range], None]
T = TypeVar("T")


def shared(work: Work, items: int, processes: int | None = None) -> None:
    """Have all items worked on, given by their numbers, in parts: every item once, in whatever order and process.

    What the work changes in memory is lost, for another process may have done it; what it writes to disk stays.
    Raises what the work raises. Only where the system has `fork`, which is safe while there is one thread. Processes
    that are at work aside count: there are never more than processors.
    """
    number = processes or (_processors() if items >= _WORTH else 1)
    parts = range(0, items, _PART)
    if number < 2 or not _can_fork():  # noqa: PLR2004 - one is enough for itself
        for start in parts:
            work(range(start, min(start + _PART, items)))
        return
    take = _handed_out(parts)

    def part() -> bool:
        if found := os.read(take, _BYTES):
            start = int.from_bytes(found, "little")
            work(range(start, min(start + _PART, items)))
        return bool(found)

    helpers: list[Helper[bool]] = []
    try:
        going = True
        while going:
            if _finished([each for each in helpers if each.is_done()], helpers):
                helpers += [_helper(lambda: all(part() for _ in range(_LIFE))) for _ in range(number - 1 - _at_work())]
            going = part()
        _finished([*helpers], helpers)
    finally:
        os.close(take)
        for helper in helpers:
            helper.ended()


def _finished(ended: Iterable[Helper[bool]], helpers: list[Helper[bool]]) -> bool:
    """Take leave of those who have ended; say whether each of them still found work."""
    found = True
    for helper in ended:
        helpers.remove(helper)
        found &= helper.finish()
    return found


def beside(work: Callable[[], T], items: int) -> Callable[[], T]:
    """Give what waits for the result of work on so many items, which may be on its way in another process already.

    The result is copied from there. See `evibase.beside`.
    """
    helper = aside(work, items)
    return work if helper is None else helper.finish


def aside(work: Callable[[], T], items: int = _WORTH) -> Helper[T] | None:
    """Have work on so many items done by another process while this one goes on; None where that does not pay.

    `Helper.finish` waits for it, and gives its result or raises what the work raised.
    """
    if items < _WORTH or _processors() < 2 or not _can_fork():  # noqa: PLR2004 - one is enough for itself
        return None
    return _helper(work)


@dataclass(frozen=True, slots=True)
class Helper(Generic[T]):
    """A process that works along, and where its result can be read, or its error, if it ends with one."""

    process: int
    outcome: int

    def __post_init__(self) -> None:
        """Count it among those at work."""
        _STARTED.append(self)

    def finish(self) -> T:
        """Wait for the work to be done, and give its result. Raises what the work raised."""
        result, error = self.ended()
        if error is not None:
            raise error
        return result  # type: ignore[return-value]  # there is one where there is no error

    def is_done(self) -> bool:
        """Say whether it has ended its work."""
        return bool(select.select([self.outcome], [], [], 0)[0])

    def stop(self) -> None:
        """End the work where it is."""
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        self.ended()

    def ended(self) -> tuple[T | None, BaseException | None]:
        """Wait for the process to end; give the result or the error that it ended with."""
        with os.fdopen(self.outcome, "rb") as file:
            packed = file.read()
        _, status = os.waitpid(self.process, 0)
        _STARTED.remove(self)
        code = os.waitstatus_to_exitcode(status)
        if code not in {0, _RAISED}:
            return None, RuntimeError(f"A process that worked along ended with {code}.")
        outcome = pickle.loads(packed)  # noqa: S301 - our own child wrote it
        return (None, outcome) if code else (outcome, None)


#: The processes that this one has started and not yet waited for.
_STARTED: list[Helper[Any]] = []


def _at_work() -> int:
    return sum(not helper.is_done() for helper in _STARTED)


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


def _helper(work: Callable[[], T]) -> Helper[T]:
    """Start a process that does some work."""
    read, write = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if not child:
        _STARTED.clear()
        _work_along(work, parent, write)
    os.close(write)
    return Helper(child, read)


def _work_along(work: Callable[[], T], parent: int, write: int) -> NoReturn:
    import ctypes  # noqa: PLC0415 - whoever has no work to give away does not wait for it

    code = _LOST
    try:
        # Whoever wants the work may be killed, and the next build begin: prctl(2), PR_SET_PDEATHSIG.
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
        if os.getppid() == parent:
            with os.fdopen(write, "wb") as file:
                try:
                    packed, code = pickle.dumps(work(), pickle.HIGHEST_PROTOCOL), 0
                except BaseException as error:  # noqa: BLE001 - whatever it is, it is the parent's to raise
                    packed, code = _packed(error), _RAISED
                file.write(packed)
    finally:
        # Not `sys.exit`: what the parent has registered to happen at its end is not for this process to do.
        os._exit(code)


def _packed(error: BaseException) -> bytes:
    try:
        return pickle.dumps(error)
    except Exception:  # noqa: BLE001 - some errors hold what cannot be sent
        return pickle.dumps(RuntimeError(repr(error)[:2000]))
