"""Contestants in turns: every round builds each one's site once, from nothing."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.bench.contestants import OURS, PEERS
from tests.bench.measure import Measured, measured
from tests.bench.programs import ROOT
from tests.bench.sites import Site, sample_of, shared, weighed, words_of


@dataclass(slots=True)
class Entry:
    """One contestant at one size: its folder as prepared, and its runs."""

    name: str
    size: int
    folder: Path
    rounds: int
    version: str = ""
    expected_pages: int = 0
    runs: list[Measured] = field(default_factory=list)
    peak: int = 0
    site: Site | None = None
    missing: int = 0
    words: float = 0.0
    error: str = ""

    def result(self) -> dict[str, Any]:
        """Give what is kept of it, as JSON."""
        site = self.site or Site((), 0, 0, 0)
        return {
            "name": self.name, "size": self.size, "version": self.version, "error": self.error,
            "runs": [asdict(run) for run in self.runs], "pages": len(site.pages), "html": site.html,
            "files": site.files, "bytes": site.size, "missing": self.missing, "words": round(self.words, 3),
        }  # fmt: skip


def entries(work: Path, sizes: Sequence[int], names: Sequence[str], rounds: int) -> Iterator[Entry]:
    """Write the corpora, build each once for its layout, and convert it for every contestant; none of it is timed."""
    for size in sizes:
        corpus = work / f"corpus-{size}"
        say(f"Writing a corpus of {size:,} findings and building it once.")
        corpus.mkdir(parents=True)
        _python("tests.bench.corpus", str(size), str(corpus))
        layouts = [name for name in names if name != OURS and size <= PEERS[name].MOST]
        if layouts:
            built = measured(PEERS[OURS].command(corpus), corpus, environment(work), work / "corpus.log", 3600)
            if built.code:
                raise SystemExit(f"The corpus cannot be built:\n{_tail(work / 'corpus.log')}")
        for name in (OURS, *layouts):
            say(f"Converting it for {name}.")
            folder = work / f"{name}-{size}"
            number, _, version = _python("tests.bench.prepare", name, str(corpus), str(folder)).partition(" ")
            allowed = 1 if size >= PEERS[name].SLOW_FROM else rounds
            yield Entry(name, size, folder, allowed, version.strip(), int(number))
        shutil.rmtree(corpus)


def run_rounds(work: Path, entered: Sequence[Entry], limit: float) -> None:
    """Build every site in turns, A B C A B C, the small sizes first; what has failed is not tried again."""
    sizes = list(dict.fromkeys(entry.size for entry in entered))
    order = [
        entry
        for size in sizes
        for turn in range(max(entry.rounds for entry in entered))
        for entry in entered
        if entry.size == size and turn < entry.rounds
    ]
    ours: dict[int, tuple[set[str], dict[str, Counter[str]]]] = {}
    for number, entry in enumerate(order):
        if entry.error:
            continue
        before = _kept(entry.folder)
        if entry.rounds > 1 and not entry.runs:
            # Its time does not count, but its memory does.
            entry.peak = _run(work, entry, limit, closely=True).peak
            _restore(entry.folder, before)
        _build(work, entry, limit, ours)
        _restore(entry.folder, before)
        left = time_left(entered, order[number + 1 :])
        say(f"[{number + 1:>2}/{len(order)}] {entry.size:>7,} {entry.name:<14} {_said(entry)}; {left}")


def _build(work: Path, entry: Entry, limit: float, ours: dict[int, tuple[set[str], dict[str, Counter[str]]]]) -> None:
    run = _run(work, entry, limit, closely=entry.rounds == 1)
    output = entry.folder / PEERS[entry.name].SITE
    if run.code:
        entry.error = f"over the limit of {limit:.0f} s" if run.wall >= limit else f"failed with code {run.code}"
        say(_tail(_log(work, entry)))
        return
    entry.runs.append(replace(run, peak=max(run.peak, entry.peak)))
    if entry.site is not None:
        return
    entry.site = weighed(output)
    if entry.name == OURS:
        ours[entry.size] = (set(entry.site.pages), words_of(output, sample_of(entry.site)))
    pages, words = ours[entry.size]
    entry.missing = len(pages - set(entry.site.pages) - {"404.html"})
    entry.words = shared(words, words_of(output, tuple(words)))


def _run(work: Path, entry: Entry, limit: float, *, closely: bool) -> Measured:
    command = PEERS[entry.name].command(entry.folder)
    return measured(command, entry.folder, environment(work), _log(work, entry), limit, closely=closely)


def _log(work: Path, entry: Entry) -> Path:
    return work / f"{entry.name}-{entry.size}.log"


def environment(work: Path) -> dict[str, str]:
    """Give an environment in which no contestant finds a cache of an earlier run: home and caches are new folders."""
    home = work / "home"
    shutil.rmtree(home, ignore_errors=True)
    (home / "tmp").mkdir(parents=True)
    given = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "XDG_", "npm_"))}
    folders = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "HUGO_CACHEDIR"), str(home))
    return given | folders | {"TMPDIR": str(home / "tmp"), "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}


def _kept(folder: Path) -> Mapping[str, None]:
    return dict.fromkeys(path.name for path in folder.iterdir())


def _restore(folder: Path, kept: Mapping[str, None]) -> None:
    """Take away whatever a build has left: its site, its caches, its locks."""
    for path in folder.iterdir():
        if path.name not in kept:
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def time_left(entered: Sequence[Entry], waiting: Sequence[Entry]) -> str:
    """Say how long the runs that wait will take, going by those of the same contestant."""
    expected: list[float] = []
    unknown = 0
    for entry in waiting:
        if entry.error:
            continue
        known = [
            run.wall * max(1, entry.size / other.size)
            for other in entered
            if other.name == entry.name and other.size <= entry.size
            for run in other.runs[-1:]
        ]
        expected += known[-1:]
        unknown += not known
    if not waiting:
        return "done"
    minutes = f"about {sum(expected) / 60:.0f} min left" if sum(expected) > 90 else f"{sum(expected):.0f} s left"
    return minutes + (f" and {unknown} not yet known" if unknown else "")


def check_times(folder: Path, work: Path, rounds: int) -> dict[str, float]:
    """Time `evibase check` over a project: the median of runs after a first one that warms the disk's cache."""
    command = (str(Path(sys.executable).with_name("evibase")), "check", "--project", str(folder))
    log = work / "check.log"
    runs = [measured(command, folder, environment(work), log, 600, closely=not turn) for turn in range(rounds + 1)]
    if runs[-1].code:
        raise SystemExit(f"evibase check failed:\n{_tail(work / 'check.log')}")
    return {
        "wall": statistics.median(run.wall for run in runs[1:]),
        "cpu": statistics.median(run.user + run.system for run in runs[1:]),
        "peak": max(run.peak for run in runs),
    }


def _said(entry: Entry) -> str:
    if entry.error:
        return entry.error
    run = entry.runs[-1]
    return f"{run.wall:8.2f} s {run.peak / 1e6:7.0f} MB"


def _python(module: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"python -m {module} {arguments[0]} failed: see the lines above.")
    return done.stdout.strip()


def _tail(log: Path) -> str:
    return "\n".join(f"    {line}" for line in log.read_text(encoding="utf-8", errors="replace").split("\n")[-12:])


def say(line: str) -> None:
    """Tell the person who waits."""
    print(f"{time.strftime('%H:%M:%S')} {line}", flush=True)
