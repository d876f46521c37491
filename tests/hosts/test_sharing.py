"""Work in parts: all of it is done, once, by however many processes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from evibase.hosts.sharing import aside, shared
from evibase.hosts.site_folder import Folder

_ITEMS = 5_000
_forks = pytest.mark.skipif(sys.platform != "linux", reason="other systems work in one process")


def _noted(folder: Path) -> list[int]:
    return sorted(int(line) for path in folder.iterdir() for line in path.read_text(encoding="ascii").split())


@pytest.mark.parametrize("processes", [1, 2, 4])
def test_every_item_is_worked_on_once(tmp_path: Path, processes: int) -> None:
    """Law: each number is given out once, whatever the number of processes."""

    def note(numbers: range) -> None:
        with (tmp_path / str(os.getpid())).open("a", encoding="ascii") as file:
            file.write("".join(f"{number}\n" for number in numbers))

    shared(note, _ITEMS, processes)
    assert _noted(tmp_path) == list(range(_ITEMS))


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("number", [0, _ITEMS - 1])
def test_an_error_is_raised_wherever_it_comes_up(processes: int, number: int) -> None:
    """Law: what the work raises reaches whoever asked for it, as it is, from every process."""

    def work(numbers: range) -> None:
        time.sleep(0.01)
        if number in numbers:
            raise OSError(28, "No space left on device", f"page-{number}")

    with pytest.raises(OSError, match="No space left") as caught:
        shared(work, _ITEMS, processes)
    assert caught.value.filename == f"page-{number}"


def _alone(code: str) -> str:
    """Run code in a process with one thread, as a build is; give what it prints."""
    head = "import os, time; from pathlib import Path; from evibase.hosts.sharing import aside\n"
    ran = subprocess.run([sys.executable, "-c", head + code], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


_NOTING = """
from evibase.hosts.sharing import shared
place = Path({place!r})
def note(numbers):
    with (place / str(os.getpid())).open("a") as file:
        file.write(f"{{numbers.start}} {{numbers.stop}}\\n")
"""


def _noted_by(folder: Path) -> dict[int, list[range]]:
    """Give the items that each process has worked on."""
    found: dict[int, list[range]] = {}
    for path in folder.iterdir():
        lines = path.read_text(encoding="ascii").splitlines()
        found[int(path.name)] = [range(*map(int, line.split())) for line in lines]
    return found


@_forks
def test_who_works_along_is_replaced(tmp_path: Path) -> None:
    """Law: of much work, several processes do a part one after the other, so none copies all that there is."""
    items = 60_000
    # Who shares the work is slow here, so that the others do most of it.
    slow = "own = os.getpid()\ndef work(numbers):\n    time.sleep(0.02 * (os.getpid() == own))\n    note(numbers)\n"
    _alone(f"{_NOTING.format(place=str(tmp_path))}{slow}shared(work, {items}, 2)")
    found = _noted_by(tmp_path)
    assert sorted(number for parts in found.values() for part in parts for number in part) == list(range(items))
    assert len(found) > 2


@_forks
def test_there_are_no_more_processes_than_processors(tmp_path: Path) -> None:
    """Law: while another process is at work aside, one of two works alone; then there are two again."""
    code = """
helper = aside(lambda: time.sleep(3))
shared(lambda numbers: time.sleep(0.01) or note(numbers), 6_000, 2)
alone = len(list(place.iterdir()))
helper.finish()
shared(lambda numbers: time.sleep(0.01) or note(numbers), 6_000, 2)
print(alone, len(list(place.iterdir())))
"""
    place = tmp_path / "noted"
    place.mkdir()
    assert _alone(_NOTING.format(place=str(place)) + code).split() == ["1", "2"]


@_forks
def test_what_is_done_aside_is_done_when_it_is_finished(tmp_path: Path) -> None:
    """Law: work aside goes on meanwhile; `finish` waits for all of it, and raises its error."""
    code = f"""
place = Path({str(tmp_path)!r}) / "done"
helper = aside(lambda: (time.sleep(0.2), place.touch()), {_ITEMS})
print(place.exists())
helper.finish()
print(place.exists())
failing = aside(lambda: os.remove(place.with_name("missing")), {_ITEMS})
try:
    failing.finish()
except FileNotFoundError as error:
    print(Path(error.filename).name)
"""
    assert _alone(code).split() == ["False", "True", "missing"]


@_forks
def test_a_result_comes_back_from_beside() -> None:
    """Law: what work beside gives or raises is what it would give or raise at its turn, whatever its size."""
    code = f"""
from evibase.hosts.sharing import beside
class OfItsOwn(Exception): __reduce__ = None
def fails(): raise OfItsOwn("what it is")
large, failing = beside(lambda: ("x" * 1_000_000, os.getpid()), {_ITEMS}), beside(fails, {_ITEMS})
few = beside(os.getpid, 10)
text, process = large()
print(len(text), process != os.getpid(), few() == os.getpid())
try:
    failing()
except RuntimeError as error:
    print(error)
"""
    assert _alone(code) == "1000000 True True\nOfItsOwn('what it is')\n"


@_forks
def test_nobody_works_for_a_process_that_is_gone() -> None:
    """Law: when a build is killed, the processes that it has started end, too."""
    code = (
        "import os, time; from evibase.hosts.sharing import aside\n"
        "helper = aside(lambda: time.sleep(60), 9999); print(helper.process, flush=True); os.kill(os.getpid(), 9)"
    )
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    helper = Path(f"/proc/{int(process.stdout)}")
    for _ in range(500):
        try:
            if ") Z" in (helper / "stat").read_text(encoding="ascii"):
                return
        except OSError:
            return
        time.sleep(0.01)
    pytest.fail("it goes on working")


@_forks
def test_what_is_stopped_ends_at_once() -> None:
    """Law: a build that ends early leaves no process behind."""
    code = f"""
helper = aside(lambda: time.sleep(60), {_ITEMS})
helper.stop()
try:
    os.waitpid(helper.process, 0)
except ChildProcessError:
    print("gone")
"""
    assert _alone(code) == "gone\n"


def test_little_work_is_not_given_away() -> None:
    """Law: a small site is made by one process."""
    assert aside(lambda: None, 10) is None


def test_files_are_written_whole_in_their_folders(tmp_path: Path) -> None:
    """Law: a file stands where it is named, with its bytes, in place of what was there."""
    folder = Folder(tmp_path)
    files = {"index.html": b"home", "findings/a/index.html": b"x" * 100_000, "findings/a.json": b"", "findings/b": b"2"}
    for _ in range(2):
        for name, data in files.items():
            folder.write(name, data)
    found = {p.relative_to(tmp_path).as_posix(): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    assert found == files
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError, match="file"):
        folder.write("file/below", b"")
