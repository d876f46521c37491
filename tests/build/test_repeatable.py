"""The same base gives the same bytes, whoever builds it, wherever and whenever."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.bases import SMALL

_WRITE = "import sys; from evibase.cli.main import main; main()"
_ELSEWHERE = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "0"},
)


def test_a_site_does_not_depend_on_the_machine(tmp_path: Path) -> None:
    """Law: hash seed, working directory, locale, time zone and the place of the project leave no trace in a site."""
    base = tmp_path / "base"
    shutil.copytree(SMALL, base)
    # Findings that only differ in the last word of their claims: in most lists nothing but ids tells which is first.
    text = (base / "findings" / "time" / "time-competes.yml").read_text(encoding="utf-8")
    for twin in ("one", "two", "three"):
        claim = re.sub(r"^(claim: .*(?:\n .*)*)\.$", rf"\1 {twin}.", text, count=1, flags=re.MULTILINE)
        (base / "findings" / f"twin-{twin}.yml").write_text(claim, encoding="utf-8")
    made = []
    for number, environment in enumerate(_ELSEWHERE):
        home = tmp_path / f"home {number}"
        home.mkdir()
        project = base if number else Path(os.path.relpath(base, home))
        command = [sys.executable, "-c", _WRITE, "write", "--project", str(project), "--name", "Small", "out"]
        subprocess.run(command, cwd=home, env={**os.environ, **environment}, check=True, capture_output=True)
        files = (path for path in sorted((home / "out").rglob("*")) if path.is_file())
        made.append({path.relative_to(home / "out").as_posix(): path.read_bytes() for path in files})
    assert made[0].keys() == made[1].keys()
    assert [name for name in made[0] if made[0][name] != made[1][name]] == []
    assert len(made[0]) > 60
