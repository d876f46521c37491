"""Every task of the project, on any system, with nothing but Python: `python3 tasks.py site`.

Each task sets itself up first: a virtual environment from the lock file, every file of it checked against its
hash. A second run finds a stamp and starts at once. `make` calls the same tasks.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
WINDOWS = os.name == "nt"
OLDEST, NEWEST = (3, 11), (3, 14)
#: Environment: its lock file, what that is compiled from (for `uv pip compile`), and what is left out of it.
#: The second one proves that a site needs no MkDocs: Material asks for it and works without. The third one holds
#: the generators that `bench` measures evibase against.
ENVIRONMENTS = {
    ".venv": ("requirements.lock", ("--extra=mkdocs", "--group=dev"), ""),
    ".venv-properdocs": (
        "requirements-properdocs.lock",
        ("--extra=properdocs", "--group=properdocs-material"),
        "mkdocs; python_version < '3'",
    ),
    ".venv-bench": ("requirements-bench.lock", ("--group=bench",), ""),
}
LEFTOVERS = (
    "site", ".site-*", ".venv*", ".evibase", "dist", ".coverage*", ".hypothesis", ".import_linter_cache", ".mypy_cache",
    ".pytest_cache", ".ruff_cache", "__pycache__", "plugins/**/__pycache__", "tests/**/__pycache__",
)  # fmt: skip
BROWSERS = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser", "chrome", "msedge")
BROWSER_PATHS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
PIP_INSTALL = ("-m", "pip", "install", "--disable-pip-version-check", "--no-input")
NO_NETWORK = ("NewConnectionError", "NameResolutionError", "ConnectTimeoutError", "ProxyError", "Max retries")


class TaskError(Exception):
    """What stops a task, as one line for the person who started it."""


def main(arguments: Sequence[str]) -> int:
    """Run the task that the command line names and give its exit code."""
    name, *rest = arguments or [""]
    if name not in TASKS:
        print("usage: python3 tasks.py TASK [-- ARGUMENT ...]\n")
        print("\n".join(f"  {each:<8} {task.__doc__}" for each, task in TASKS.items()))
        return 0 if name in {"-h", "--help"} else 2
    try:
        check_python()
        return TASKS[name](rest[1:] if rest[:1] == ["--"] else rest)
    except (TaskError, OSError) as error:
        print(f"tasks.py: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def site(rest: Sequence[str]) -> int:
    """Build the site into site/, strictly; with -- --timings it says what each stage took."""
    timings = {"EVIBASE_TIMINGS": "1"} if "--timings" in rest else {}
    asked = [each for each in rest if each != "--timings"]
    return run(python_of(".venv"), "-m", "mkdocs", "build", "--strict", *asked, environment=timings)


def serve(rest: Sequence[str]) -> int:
    """Serve the site on this machine and follow changes."""
    return run(python_of(".venv"), "-m", "mkdocs", "serve", *rest)


def check(rest: Sequence[str]) -> int:
    """Check the records and the bibliography."""
    return run(script(python_of(".venv"), "evibase"), "check", *rest)


def test(rest: Sequence[str]) -> int:
    """Run linters, type checker, import contracts and tests; arguments after -- go to pytest."""
    python = python_of(".venv")
    environment = {
        "EVIBASE_CHROMIUM": str(browser(python)),
        "EVIBASE_PROPERDOCS": str(python_of(".venv-properdocs")),
    }
    steps: dict[str, tuple[str | Path, ...]] = {
        "ruff check": (script(python, "ruff"), "check"),
        "ruff format": (script(python, "ruff"), "format", "--check"),
        "mypy": (python, "-m", "mypy", "--strict", "plugins", "tests", "tasks.py"),
        "lint-imports": (script(python, "lint-imports"), "--no-logo"),
        "evibase fmt": (script(python, "evibase"), "fmt", "--check"),
        "pytest": (python, "-m", "pytest", "--numprocesses=auto", "--dist=loadfile", *rest),
    }
    table = []
    for name, command in steps.items():
        print(f"\n== {name}", flush=True)
        start = time.monotonic()
        code = run(*command, environment=environment)
        table.append((name, code, time.monotonic() - start))
    print()
    for name, code, seconds in table:
        print(f"{name:<13} {'ok' if code == 0 else f'FAILED ({code})':<11} {seconds:6.1f} s")
    return int(any(code for _, code, _ in table))


def review(rest: Sequence[str]) -> int:
    """Do what a pull request is put through: -- BASE names the state before."""
    if len(rest) != 1:
        _stop("name the state before, such as `python3 tasks.py review -- main`.")
    evibase = script(python_of(".venv"), "evibase")
    annotated = ("--format", "github") if os.environ.get("GITHUB_ACTIONS") else ()
    folder = ROOT / ".evibase" / "review"
    codes = {
        "check": run(evibase, "check", "--strict", *annotated),
        "site": site(()),
        "site under ProperDocs": run(
            python_of(".venv-properdocs"), "-m", "properdocs", "build", "--strict",
            "--site-dir", ROOT / ".evibase" / "properdocs-site",
        ),
        "what changes": _kept(folder / "change.md", evibase, "diff", rest[0], "--format", "markdown"),
    }  # fmt: skip
    _kept(folder / "change.json", evibase, "diff", rest[0], "--format", "json")
    print((folder / "change.md").read_text(encoding="utf-8"))
    print("\n".join(f"{name}: {f'FAILED ({code})' if code else 'ok'}" for name, code in codes.items()))
    return int(any(codes.values()))


def publish(_rest: Sequence[str]) -> int:
    """Check and build what is to be published, twice, and see that both sites are the same to the last byte."""
    python = python_of(".venv")
    other = ROOT / ".evibase" / "second-site"
    dated = {"SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH") or _date_of_last_change()}
    build = (python, "-m", "mkdocs", "build", "--strict")
    steps = ((script(python, "evibase"), "check", "--strict"), build, (*build, "--site-dir", other))
    for step in steps:
        if code := run(*step, environment=dated):
            return code
    different = sorted({name for name, _ in _contents(ROOT / "site") ^ _contents(other)})
    if different:
        _stop(f"two builds of the same files differ, and nothing should be published: {', '.join(different[:5])}")
    print("The site in site/ is whole, and a second build gave the same.")
    return 0


def nightly(_rest: Sequence[str]) -> int:
    """Look for external links that lead nowhere and findings whose review is due, and run tests too long for a day.

    It needs the network.
    """
    python = python_of(".venv")
    evibase = script(python, "evibase")
    log = ROOT / ".evibase" / "nightly.txt"
    log.parent.mkdir(exist_ok=True)
    log.unlink(missing_ok=True)
    codes = [run(evibase, command, log=log) for command in ("stale", "links")]
    print(log.read_text(encoding="utf-8"), end="")
    # A base that is followed against builds from nothing, over random sequences of changes.
    codes.append(run(python, "-m", "pytest", "tests/live", environment={"EVIBASE_SEQUENCES": "1000"}))
    return max(codes)


def bench(rest: Sequence[str]) -> int:
    """Measure evibase against other generators; --help after -- says how, --profile and --grow look at it alone."""
    python = python_of(".venv")
    alone = {"-h", "--help", "--grow", "--lighthouse", "--profile", "--search", "--serve"} & set(rest)
    needed = {} if alone else {"EVIBASE_BENCH_PYTHON": str(python_of(".venv-bench"))}
    if {"--lighthouse", "--search"} & set(rest):
        needed["EVIBASE_CHROMIUM"] = str(browser(python))
    return run(python, "-m", "tests.bench", *rest, environment=needed)


def lock(rest: Sequence[str]) -> int:
    """Write the lock files anew; --upgrade takes the newest versions."""
    uv = script(python_of(".venv"), "uv")
    command = (
        uv, "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--only-binary=:all:",
        f"--python-version={OLDEST[0]}.{OLDEST[1]}", "--custom-compile-command=python tasks.py lock",
    )  # fmt: skip
    codes = []
    with tempfile.TemporaryDirectory() as folder:
        for locked, sources, left_out in ENVIRONMENTS.values():
            override = Path(folder) / "override.txt"
            override.write_text(left_out, encoding="utf-8")
            output = f"--output-file={locked}"
            codes.append(run(*command, *sources, f"--override={override}", output, *rest, "pyproject.toml"))
    return max(codes)


def tidy(_rest: Sequence[str]) -> int:
    """Format the code, mend what the linter can mend safely, and write anew what is made of the vocabularies."""
    python = python_of(".venv")
    ruff, evibase = script(python, "ruff"), script(python, "evibase")
    return max(
        run(ruff, "check", "--fix-only", "--quiet"),
        run(ruff, "format"),
        run(evibase, "schema", "--write", ".vscode/schemas"),
        run(evibase, "issue-forms", "--write", ".github/ISSUE_TEMPLATE"),
    )


def clean(_rest: Sequence[str]) -> int:
    """Remove everything that the tasks have made."""
    for pattern in LEFTOVERS:
        for path in ROOT.glob(pattern):
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    return 0


TASKS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "site": site,
    "serve": serve,
    "test": test,
    "check": check,
    "review": review,
    "publish": publish,
    "nightly": nightly,
    "bench": bench,
    "format": tidy,
    "lock": lock,
    "clean": clean,
}


def check_python() -> None:
    """Stop where this Python is too old or too new, and name one that would do."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return
    names = [f"python3.{minor}" for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]
    fitting = next((name for name in names if shutil.which(name)), None)
    advice = f"run `{fitting} tasks.py ...`" if fitting else "install one of them"
    running = ".".join(map(str, sys.version_info[:3]))
    _stop(f"this project needs Python 3.{OLDEST[1]} to 3.{NEWEST[1]} and this is {running}; {advice}.")


def run(*command: str | Path, environment: Mapping[str, str] | None = None, log: Path | None = None) -> int:
    """Run a program in the project's folder and give its exit code; what it prints may go to a log instead."""
    environ = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "PYTHONHOME"}}
    # Material's notice about MkDocs 2: the pins have settled that.
    environ |= {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", **(environment or {})}
    parts = [str(part) for part in command]
    if not log:
        return subprocess.call(parts, cwd=ROOT, env=environ)
    log.parent.mkdir(exist_ok=True)
    with log.open("ab") as file:
        return subprocess.call(parts, cwd=ROOT, env=environ, stdout=file, stderr=subprocess.STDOUT)


def _kept(path: Path, *command: str | Path) -> int:
    """Run a program and keep what it prints in a file, which is new each time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        parts = [str(part) for part in command]
        return subprocess.call(parts, cwd=ROOT, stdout=file, env={**os.environ, "PYTHONUTF8": "1"})


def _date_of_last_change() -> str:
    """Give the moment of the last commit in seconds since 1970; outside of a clone, now."""
    answer = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False)
    return answer.stdout.strip() or str(int(time.time()))


def _contents(folder: Path) -> set[tuple[str, str]]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {(path.relative_to(folder).as_posix(), _digest(path)) for path in paths}


def script(python: Path, name: str) -> Path:
    """Give the path of a program that stands beside an environment's Python."""
    return python.with_name(f"{name}.exe" if WINDOWS else name)


def python_of(name: str) -> Path:
    """Give the Python of an environment, which is made or brought up to date first if need be."""
    folder = ROOT / name
    python = folder / ("Scripts/python.exe" if WINDOWS else "bin/python")
    locked = ROOT / ENVIRONMENTS[name][0]
    if not locked.is_file():
        _stop(f"{locked.name} is missing; take it from version control.")
    version = ".".join(map(str, sys.version_info[:3]))
    # Two stamps: a change of pyproject.toml alone leaves the locked packages standing.
    packages = f"{version} {folder} {_digest(locked)}"
    project = _digest(ROOT / "pyproject.toml")
    if not _stamped(folder, "packages", packages) or not _stamped(folder, "project", project):
        with _only_one(ROOT / f"{name}.lock"):
            if not _stamped(folder, "packages", packages):
                _install_packages(folder, python, locked)
                _stamp(folder, "packages", packages)
            if not _stamped(folder, "project", project):
                _install_project(folder, python)
                _stamp(folder, "project", project)
    return python


def _install_packages(folder: Path, python: Path, locked: Path) -> None:
    print(f"Setting up {folder.name} from {locked.name}; the first time takes a minute or two.", flush=True)
    log = _log(folder.name)
    base = getattr(sys, "_base_executable", sys.executable)  # not the Python of the folder that is made anew
    if run(base, "-m", "venv", "--clear", folder, log=log):
        hint = "" if WINDOWS else " On Debian and Ubuntu `apt-get install python3-venv` may be missing."
        _stop(f"no virtual environment could be made in {folder.name}.{hint} Details: {_shown(log)}")
    # The lock is complete, so nothing is resolved; wheels only, for a source distribution runs code no hash covers.
    hermetic = ("--require-hashes", "--no-deps", "--only-binary=:all:", "--retries=2", "--progress-bar=off")
    if run(python, *PIP_INSTALL, *hermetic, "--requirement", locked, log=log):
        text = log.read_text(encoding="utf-8", errors="replace")
        if any(sign in text for sign in NO_NETWORK):
            _stop(f"no network: pip cannot reach the package index. Details: {_shown(log)}")
        errors = [line.removeprefix("ERROR: ") for line in text.splitlines() if line.startswith("ERROR: ")]
        _stop(f"pip could not install {locked.name}: {' '.join(errors[:1])} Details: {_shown(log)}")


def _install_project(folder: Path, python: Path) -> None:
    log = _log(folder.name)
    if run(python, *PIP_INSTALL, "--no-index", "--no-deps", "--no-build-isolation", "--editable", ROOT, log=log):
        _stop(f"the project could not be installed into {folder.name}. Details: {_shown(log)}")


def _log(name: str) -> Path:
    path = ROOT / ".evibase" / f"{name}.log"
    path.unlink(missing_ok=True)
    return path


def browser(python: Path) -> Path:
    """Give a Chromium that starts: one that is named, found, or installed now.

    `EVIBASE_CHROMIUM` or `CHROMIUM` names one. There is no way round it: browser tests never skip.
    """
    for variable in ("EVIBASE_CHROMIUM", "CHROMIUM"):
        if named := os.environ.get(variable):
            path = Path(shutil.which(named) or named)
            return path if _starts(path) else _stop(f"{variable} names {named}, which does not start.")
    if found := _installed_browser():
        return found
    log = _log("browser")
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("Installing Chromium with apt-get.", flush=True)
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        run("apt-get", "update", environment=quiet, log=log)
        run("apt-get", "install", "--yes", "--no-install-recommends", "chromium", environment=quiet, log=log)
        if found := _installed_browser():
            return found
    ask = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    answer = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=False)
    path = Path(answer.stdout.strip() or "missing")
    if not _starts(path):
        print("Installing Chromium with Playwright.", flush=True)
        run(python, "-m", "playwright", "install", "chromium", log=log)
    if not _starts(path):
        _stop(f"no browser for the tests: install Chromium or Chrome, or set CHROMIUM. Details: {_shown(log)}")
    return path


def _installed_browser() -> Path | None:
    named = (shutil.which(name) for name in BROWSERS)
    return next((Path(path) for path in (*named, *BROWSER_PATHS) if path and _starts(Path(path))), None)


def _starts(path: Path) -> bool:
    """Say whether a browser is really there: Ubuntu has a stub that only advertises a snap."""
    if WINDOWS or not path.is_file():  # on Windows --version opens a window
        return path.is_file()
    try:
        return subprocess.run([path, "--version"], capture_output=True, check=False, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


@contextmanager
def _only_one(path: Path) -> Iterator[None]:
    """Hold a lock that the system lets go of however the holder ends."""
    with path.open("a+b") as file:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - Windows only

            while True:
                try:
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                    break
                except OSError:  # it gives up after ten seconds
                    continue
        else:
            import fcntl  # noqa: PLC0415 - not on Windows

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _stamped(folder: Path, name: str, value: str) -> bool:
    path = folder / f"{name}.stamp"
    return path.is_file() and path.read_text(encoding="utf-8") == value


def _stamp(folder: Path, name: str, value: str) -> None:
    (folder / f"{name}.stamp").write_text(value, encoding="utf-8")


def _shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _stop(message: str) -> NoReturn:
    raise TaskError(message)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
