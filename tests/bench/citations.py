"""Reading and formatting a bibliography, beside pybtex and pandoc: `python tasks.py bench -- --citations`.

The bibliography is that of `tests/graph/apa/`, entries of every type, over and over with other keys and surnames.
Each contestant is a process of its own and times its work from inside, so that starting up does not count; pandoc is
timed from outside. Formatting is the whole reference list in APA style.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.bench.measure import measured

ROOT = Path(__file__).parent.parent.parent
CASES = ROOT / "tests" / "graph" / "apa"
SHEET = ROOT / "tests" / "graph" / "engines" / "apa.csl"
#: pandoc takes more than twice as long for twice as many.
PANDOC_SIZES = (1_000,)
_LIMIT = 600.0
_KEY = re.compile(r"(@\w+\s*[{(]\s*)([^,\s=]+)(?=\s*,)")
_LINK = re.compile(r"((?:crossref|xdata|related)\s*=\s*[{\"])([^}\"]+)")


def bibliography(size: int) -> str:
    """Give a bibliography with at least so many entries."""
    once = "\n".join(
        path.read_text(encoding="utf-8") for path in sorted(CASES.glob("*.bib")) if path.stem != "dialects"
    )
    parts: list[str] = []
    count, each = 0, len(_KEY.findall(once))
    while count * each < size:
        letters = "".join(chr(ord("a") + int(digit)) for digit in str(count))
        text = _LINK.sub(rf"\g<1>\g<2>-{count}", _KEY.sub(rf"\g<1>\g<2>-{count}", once))
        parts.append(re.sub(r"(author\s*=\s*\{)([A-Z][a-z]+)(?=,)", rf"\g<1>\g<2>{letters}", text))
        count += 1
    return "\n".join(parts)


def _read_evibase(path: Path) -> tuple[float, int]:
    from evibase.records.bibliography import read_bibliography  # noqa: PLC0415 - imports are not what is timed
    from evibase.records.raw import Raw  # noqa: PLC0415

    start = time.perf_counter()
    references, _ = read_bibliography(Raw(path.name, path.read_bytes()))
    return time.perf_counter() - start, len(references)


def _read_pybtex(path: Path) -> tuple[float, int]:
    # It has no types, and stands in the environment of the peers only.
    parse_string = import_module("pybtex.database").parse_string
    from_latex = import_module("pybtex.richtext").Text.from_latex

    start = time.perf_counter()
    found = parse_string(path.read_text(encoding="utf-8"), "bibtex")
    # pybtex leaves names and LaTeX alone until they are asked for.
    for entry in found.entries.values():
        for people in entry.persons.values():
            for person in people:
                str(person)
        for name in ("title", "booktitle", "journal", "publisher"):
            if name in entry.fields:
                str(from_latex(entry.fields[name]))
    return time.perf_counter() - start, len(found.entries)


def _format_evibase(path: Path) -> tuple[float, int]:
    from evibase.graph.reference_style import apa_style  # noqa: PLC0415
    from evibase.graph.styled_text import to_html  # noqa: PLC0415
    from evibase.records.bibliography import read_bibliography  # noqa: PLC0415
    from evibase.records.raw import Raw  # noqa: PLC0415

    references, _ = read_bibliography(Raw(path.name, path.read_bytes()))
    start = time.perf_counter()
    style = apa_style(references)
    for key in style.listed(reference.key for reference in references):
        to_html(style.entry(key))
    return time.perf_counter() - start, len(references)


def _format_pandoc(path: Path) -> tuple[float, int]:
    from evibase.graph.csl_json import csl_json  # noqa: PLC0415
    from evibase.hosts.pandoc import Job, ask, find_pandoc  # noqa: PLC0415
    from evibase.records.bibliography import read_bibliography  # noqa: PLC0415
    from evibase.records.raw import Raw  # noqa: PLC0415

    pandoc = find_pandoc()
    if pandoc is None:
        raise SystemExit("There is no pandoc.")
    references, _ = read_bibliography(Raw(path.name, path.read_bytes()))
    items = [{**csl_json(reference), "id": f"w{index}"} for index, reference in enumerate(references)]
    job = Job(SHEET.read_text(encoding="utf-8"))
    start = time.perf_counter()
    ask(pandoc, job, items, ([(item["id"], "NormalCitation", "")] for item in items))
    return time.perf_counter() - start, len(references)


#: What is timed, by name.
WORK: Mapping[str, Callable[[Path], tuple[float, int]]] = {
    "read, evibase": _read_evibase, "read, pybtex": _read_pybtex, "format, evibase": _format_evibase,
    "format, pandoc": _format_pandoc,
}  # fmt: skip


def citations(
    work: Path, sizes: tuple[int, ...], rounds: int, pythons: Mapping[str, str], environment: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Time each kind of work at each size, in turns; `pythons` says which Python has a contestant."""
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for size in sizes:
        path = work / f"references-{size}.bib"
        path.write_text(bibliography(size), encoding="utf-8")
        for _ in range(rounds):
            for name in WORK:
                if name == "format, pandoc" and size not in PANDOC_SIZES:
                    continue
                entry = found.setdefault((name, size), {"name": name, "size": size, "runs": [], "error": ""})
                log = work / "citations.log"
                python = pythons.get(name, sys.executable)
                command = [python, "-m", "tests.bench.citations", name, str(path)]
                run = measured(command, ROOT, environment, log, _LIMIT)
                if run.code:
                    entry["error"] = log.read_text(encoding="utf-8", errors="replace").strip()[-200:]
                    continue
                inner = json.loads(log.read_text(encoding="utf-8").splitlines()[-1])
                entry["runs"].append({"wall": inner["seconds"], "entries": inner["entries"], "peak": run.peak})
    return list(found.values())


if __name__ == "__main__":
    seconds, number = WORK[sys.argv[1]](Path(sys.argv[2]))
    print(json.dumps({"seconds": seconds, "entries": number}))
