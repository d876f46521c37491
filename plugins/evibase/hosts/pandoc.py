"""Any style of CSL, through pandoc: each reference is formatted once and kept until it changes.

pandoc only ever reads CSL-JSON that evibase has made, in a sandbox and with limits of time and memory: as a reader of
BibTeX one bad entry makes it reject a file, and a circle of crossrefs ran to 18 GB. Works are told apart within
groups that share a first surname; whole groups go into one run, so the result is that of one run over all in a
fraction of the time: over 1,000 works Chicago's style took 11 s at once, and 3 s in five runs.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from evibase.graph.apa_names import folded, leading_names
from evibase.graph.csl_json import csl_json
from evibase.graph.csl_style import Formatted
from evibase.graph.styled_text import Run
from evibase.hosts.pandoc_document import BRACKETS, SENTENCE, YEAR, answers, document
from evibase.records.reference import Reference

#: Works in one run of pandoc, and how long and large it may become.
BATCH = 200
SECONDS = 120
MEMORY = "2g"

_WINDOWS = os.name == "nt"


class PandocError(Exception):
    """That pandoc is not there, or could not do what it was asked; the text is for the user."""


@dataclass(frozen=True, slots=True)
class Job:
    """A style sheet as text, and the language that its words are in: without one, its own, or American English."""

    sheet: str
    locale: str = ""


def find_pandoc() -> Path | None:
    """Give the pandoc of the extra `[csl]`, or else the one on the PATH."""
    spec = find_spec("pypandoc")
    name = "pandoc.exe" if _WINDOWS else "pandoc"
    bundled = Path(spec.origin).parent / "files" / name if spec and spec.origin else None
    if bundled and bundled.is_file():
        return bundled
    found = shutil.which("pandoc")
    return Path(found) if found else None


@lru_cache(maxsize=4)
def version(pandoc: Path) -> str:
    """Give the version of pandoc, such as `pandoc 3.9`."""
    done = subprocess.run([pandoc, "--version"], capture_output=True, check=False, timeout=SECONDS)  # noqa: S603 - a path that we have found
    return done.stdout.decode("utf-8", "replace").partition("\n")[0].strip()


def ask(
    pandoc: Path, job: Job, items: Sequence[Mapping[str, Any]], paragraphs: Iterable[Sequence[tuple[str, str, str]]]
) -> tuple[list[tuple[Run, ...]], dict[str, tuple[Run, ...]]]:
    """Give what pandoc makes of citations and of the list of references. Raises PandocError with its own words."""
    asked = document(paragraphs)
    asked["meta"] = {"link-bibliography": {"t": "MetaBool", "c": True}}
    if job.locale:
        asked["meta"]["lang"] = {"t": "MetaString", "c": job.locale}
    with tempfile.TemporaryDirectory(prefix="evibase-csl-") as folder:
        sheet, bibliography = Path(folder, "style.csl"), Path(folder, "items.json")
        sheet.write_text(job.sheet, encoding="utf-8")
        bibliography.write_text(json.dumps(list(items), ensure_ascii=False), encoding="utf-8")
        command = [
            str(pandoc), "+RTS", f"-M{MEMORY}", "-RTS", "--sandbox", "--from=json", "--to=json", "--citeproc",
            f"--csl={sheet}", f"--bibliography={bibliography}",
        ]  # fmt: skip
        try:
            done = subprocess.run(  # noqa: S603 - a path that we have found, and arguments that we have made
                command, input=json.dumps(asked).encode(), capture_output=True, check=False, timeout=SECONDS
            )
        except subprocess.TimeoutExpired:
            raise PandocError(f"pandoc did not finish within {SECONDS} seconds.") from None
        except OSError as error:
            raise PandocError(f"pandoc could not be started: {error}.") from None
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())
        raise PandocError(f"pandoc could not use the style: {said[:300]}")
    return answers(json.loads(done.stdout))


def format_all(
    pandoc: Path, job: Job, references: Sequence[Reference], cache: Path | None = None
) -> dict[str, Formatted]:
    """Give every reference formatted, by key; from the cache what has not changed since it was put there."""
    known = _read(cache)
    salt = f"{version(pandoc)}\0{job.locale}\0{sha256(job.sheet.encode()).hexdigest()}"
    groups = _groups(references)
    marks = {name: _mark(salt, group) for name, group in groups.items()}
    kept = {f"{marks[name]}:{r.key}": r.key for name, group in groups.items() for r in group}
    missing = [group for name, group in groups.items() if any(f"{marks[name]}:{r.key}" not in known for r in group)]
    found: dict[str, Formatted] = {}
    for batch in _batches(missing):
        found |= _formatted(pandoc, job, batch)
    for mark, key in kept.items():
        if key not in found:
            found[key] = known[mark]
    if cache and (missing or len(known) != len(kept)):
        _write(cache, {mark: found[key] for mark, key in kept.items()})
    return found


def _groups(references: Iterable[Reference]) -> dict[str, list[Reference]]:
    """Put those together that could be taken for each other: the same first surname, or no author."""
    groups: dict[str, list[Reference]] = {}
    for reference in references:
        names = leading_names(reference)
        groups.setdefault(folded(names[0].surname) if names else "", []).append(reference)
    return groups


def _mark(salt: str, group: Iterable[Reference]) -> str:
    content = json.dumps([csl_json(reference) for reference in group], ensure_ascii=False, sort_keys=True)
    return sha256(f"{salt}\0{content}".encode()).hexdigest()[:24]


def _batches(groups: Iterable[list[Reference]]) -> Iterable[list[Reference]]:
    batch: list[Reference] = []
    for group in groups:
        if batch and len(batch) + len(group) > BATCH:
            yield batch
            batch = []
        batch = [*batch, *group]
    if batch:
        yield batch


def _formatted(pandoc: Path, job: Job, batch: Sequence[Reference]) -> dict[str, Formatted]:
    # Names of our own: a key could be taken for something else.
    items = [{**csl_json(reference), "id": f"w{index}"} for index, reference in enumerate(batch)]
    modes = (SENTENCE, BRACKETS, YEAR)
    cited, entries = ask(pandoc, job, items, ([(item["id"], mode, "")] for item in items for mode in modes))
    return {
        reference.key: Formatted(entries.get(f"w{index}", ()), *cited[index * 3 : index * 3 + 3])
        for index, reference in enumerate(batch)
    }


def _read(cache: Path | None) -> dict[str, Formatted]:
    """Give what the cache holds; a cache that cannot be read is empty."""
    try:
        data = json.loads(cache.read_text(encoding="utf-8")) if cache else {}
        return {mark: Formatted(*(tuple(Run(**run) for run in runs) for runs in parts)) for mark, parts in data.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _write(cache: Path, found: Mapping[str, Formatted]) -> None:
    """Keep what was formatted. A cache that cannot be written costs time at the next build, and nothing else."""
    rows = {
        mark: [[_plain(run) for run in runs] for runs in (f.entry, f.sentence, f.brackets, f.year)]
        for mark, f in sorted(found.items())
    }
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=cache.parent, delete=False, encoding="utf-8") as file:
            json.dump(rows, file, ensure_ascii=False)
        Path(file.name).replace(cache)
    except OSError:
        return


def _plain(run: Run) -> dict[str, Any]:
    return {name: value for name, value in run._asdict().items() if value or name == "text"}
