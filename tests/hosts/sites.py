"""Sites to test: projects made on the spot, hosts started on them, and what they built."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parent.parent.parent
BASE = ROOT / "tests" / "examples" / "base"
REAL = tuple(ROOT / name for name in ("content", "findings", "references.bib", "mkdocs.yml"))

#: What the small project's `mkdocs.yml` says, unless a test says otherwise. JSON is YAML.
CONFIG: Mapping[str, object] = {
    "site_name": "The small base",
    "docs_dir": "content",
    "theme": {"name": "material", "font": False},
    "plugins": ["evibase/findings", "evibase/citations", "evibase/search"],
    "exclude_docs": "/vocabularies/\n/people.yml\n/sources/*.yml\n",
    "validation": dict.fromkeys(("omitted_files", "absolute_links", "unrecognized_links", "anchors"), "warn"),
}
#: The ways in which a page can come about.
LANES: Mapping[str, Mapping[str, object]] = {
    "spliced": {},
    "whole": {"plugins": [{"evibase/findings": {"splice": False}}, "evibase/citations", "evibase/search"]},
    "properdocs": {},
}
#: Where a project may say that it is kept. Nothing is there.
REPOSITORY = "https://code.example.org/o/r"
_REPOSITORY = {"repo_url": REPOSITORY, "edit_uri": "edit/main/content/"}
#: Where a site can stand, and how its addresses look.
ELSEWHERE: Mapping[str, Mapping[str, object]] = {
    "here": {},
    "sub-path": {"site_url": "https://base.example.org/some/base/", **_REPOSITORY},
    "files": {"use_directory_urls": False},
    "files-sub-path": {"use_directory_urls": False, "site_url": "https://base.example.org/some/base/", **_REPOSITORY},
}
#: The moment of every build, so that two of them can be compared.
EPOCH = "1780272000"

#: What the small project has beside the sample base: an authored page that links to records, one that is kept out
#: of the way because its claim was withdrawn, and text that would do harm if anything took it for more than text.
MORE = {
    "content/about/index.md": """---
title: About "this" & that
description: Who made it.
---

# About this base

What is known about [time](../findings/sample.md#evidence) and [help](../themes/support.md), after @doe-2020.
See [the method](methods.md#sources) and ![a picture](picture.svg).
""",
    "content/about/methods.md": "# Methods\n\n## Sources\n\nWe read three works [see @roe-2021, p. 9; @body-nd].\n",
    "content/about/picture.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
    "content/contribute/index.md": "# Contribute\n\nWrite to us.\n",
    "content/themes/support.md": """---
question: Who helps people to learn?
messages:
  - text: Colleagues help first.
    findings: [third-sample]
---

What comes first stands [below](#who-helps), and the rest [elsewhere](../findings/third-sample.md).

## Who helps

Colleagues [@roe-2021, p. 2].
""",
    "findings/hostile-sample.yml": """
claim: Teachers who <script>alert(1)</script> & {{ 7 * 7 }} *get* [help](javascript:alert(1)).
plain: "# Not a heading\\n\\n<b>Not bold</b>\\n\\n- not a list ![x](y) [@doe-2020] &amp; | a | b | </div> ---"
themes: [support]
sectors: [schools]
where: [INT]
evidence:
  - source: roe-2021
    locator: p. 7 </article><h1>x</h1>
    stance: contradicts
    design: interviews
    note: "evibaseslotitems0 evibaseslottitle {: .attr } ~~~ ``` $x$"
implications:
  - for: managers
    text: "'\\" onmouseover=alert(1) x='"
by: [maintainers]
""",
    "findings/withdrawn-sample.yml": """
claim: Nobody ever learns anything from reading what others have written.
themes: [support]
sectors: [schools]
where: [INT]
evidence:
  - source: roe-2021
    locator: p. 1
    stance: supports
    design: interviews
implications:
  - for: managers
    text: Do not write.
status: withdrawn
withdrawn_because: The interviews were about something else.
by: [maintainers]
""",
}

Ran = subprocess.CompletedProcess[str]


def configure(project: Path, **settings: object) -> None:
    """Write the project's `mkdocs.yml`."""
    (project / "mkdocs.yml").write_text(json.dumps({**CONFIG, **settings}), encoding="utf-8")


def small_project(folder: Path, **settings: object) -> Path:
    """Make the small project: the sample base and `MORE`, configured."""
    shutil.copytree(BASE, folder)
    for name, text in MORE.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    configure(folder, **settings)
    return folder


def real_project(folder: Path) -> Path:
    """Copy the real base into a folder."""
    folder.mkdir()
    for path in REAL:
        (shutil.copytree if path.is_dir() else shutil.copy)(path, folder / path.name)
    return folder


def environment(**more: str) -> dict[str, str]:
    """Give the environment of a build: this one, with a fixed moment and without notices."""
    return os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": EPOCH, "PYTHONUTF8": "1"} | more


def run(folder: Path, *command: str | Path, variables: Mapping[str, str] | None = None) -> Ran:
    """Run a program in a folder."""
    return subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=environment(**(variables or {})),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def build(project: Path, *arguments: str | Path, variables: Mapping[str, str] | None = None) -> Ran:
    """Build a project's site with MkDocs."""
    return run(project, sys.executable, "-m", "mkdocs", "build", *arguments, variables=variables)


def built(project: Path, *arguments: str | Path) -> Path:
    """Build a project's site strictly and without fault; give its folder."""
    ran = build(project, "--strict", *arguments)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return project / (arguments[arguments.index("--site-dir") + 1] if "--site-dir" in arguments else "site")


def evibase(folder: Path, *arguments: str | Path) -> Ran:
    """Run the command `evibase`."""
    return run(folder, Path(sys.executable).with_name("evibase"), *arguments)


def contents(folder: Path) -> dict[str, bytes]:
    """Give the bytes of every file below a folder, by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def digest(folder: Path) -> str:
    """Give one digest of all that is in a folder; of a folder that is not there, an empty one."""
    if not folder.is_dir():
        return ""
    state = hashlib.sha256()
    for name, data in sorted(contents(folder).items()):
        state.update(f"{name} {len(data)}\n".encode() + data)
    return state.hexdigest()


def beside(site: Path) -> set[str]:
    """Give what stands hidden beside a published site, but for the lock, which is empty and stays."""
    lock = f".{site.name}-lock"
    return {path.name for path in site.parent.glob(f".{site.name}*") if path.name != lock}


def differences(one: Path, other: Path, same: re.Pattern[bytes] = re.compile(rb"(?!)")) -> list[str]:
    """Give the names of files that only one site has or that differ, but for what matches `same`."""
    ours, theirs = contents(one), contents(other)
    both = [name for name in ours if name in theirs and same.sub(b"", ours[name]) != same.sub(b"", theirs[name])]
    return sorted([*(ours.keys() ^ theirs.keys()), *both])


def record_pages(names: Iterable[str]) -> set[str]:
    """Give the addresses of pages among the files of a site."""
    return {str(PurePosixPath(name).parent) for name in names if name.endswith("index.html")}
