"""The results as a page: medians and ratios, and in which ways the comparison is not one of equal work."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.bench.contestants import OURS, PEERS
from tests.bench.scores_report import scores_report
from tests.bench.search_report import search_report

HEAD = """# Benchmark results

Written by `python tasks.py bench`; do not edit. The raw figures are in `results.json`.

Each contestant builds the same made-up base (`tests/bench/corpus.py`: N findings, N/3 references, 200 policy
options, N/50 case studies, 86 terms) into an empty folder, as a process of its own, without any cache of its own
from an earlier run; the system's cache of files is warm for all. They take turns: A B C, A B C. Wall time is from
start to exit. CPU is user and system time together. Peak memory is that of all processes of a contestant together
(sampled in a run whose time does not count, where there are several rounds; what they share counts once) or of the
largest one (as the system counts it), whichever is more. MB is 10^6 bytes.
"""

EQUALITY = """## How equal the work is

Not timed: the conversion of the corpus into what a contestant reads. For it evibase reads, checks, links and cites
the base, so each of the others begins where that work ends. Pages that they lack are counted, and the share of our
words that stand on theirs is measured on a sample of pages.
"""


def report(results: Mapping[str, Any]) -> str:
    """Give the page for the results of `bench`, its parts in the order of interest."""
    parts = [HEAD]
    if found := results.get("peers"):
        parts += [_machine(found), *_tables(found["entries"]), _equality(found["entries"])]
    if found := results.get("check"):
        parts.append(_check(found))
    if found := results.get("search"):
        parts += [search_report(found["entries"]), _machine(found)]
    if found := results.get("lighthouse"):
        parts += [scores_report(found["entries"]), _machine(found)]
    if found := results.get("citations"):
        parts += [_citations(found["entries"]), _machine(found)]
    if found := results.get("serve"):
        parts += [_served(found["entries"]), _machine(found)]
    if found := results.get("grow"):
        parts += [_growth(found["entries"]), _machine(found)]
    return "\n".join(parts)


def _machine(part: Mapping[str, Any]) -> str:
    lines = "".join(f"- {name}: {value}\n" for name, value in part["machine"].items())
    return f"Measured on:\n\n{lines}"


def _tables(entries: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for size in dict.fromkeys(entry["size"] for entry in entries):
        found = [entry for entry in entries if entry["size"] == size]
        ours = next(entry for entry in found if entry["name"] == OURS)
        yield f"## {size:,} findings\n"
        yield (
            "| | wall s, median | fastest to slowest | rounds | wall, to ours | CPU s | peak MB | memory, to ours "
            "| HTML pages | HTML MB | all files | all MB |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
        )
        for entry in sorted(found, key=lambda each: (not each["runs"], _median(each, "wall"))):
            yield _line(entry, ours)
        yield "\n" + "".join(f"- {entry['name']}: {entry['version']}\n" for entry in found)


def _line(entry: Mapping[str, Any], ours: Mapping[str, Any]) -> str:
    if not entry["runs"]:
        return f"| {entry['name']} | {entry['error']} | | | | | | | | | | |"
    walls = [run["wall"] for run in entry["runs"]]
    wall, peak = _median(entry, "wall"), _median(entry, "peak")
    cells = (
        entry["name"], f"{wall:.2f}", f"{min(walls):.2f} to {max(walls):.2f}", str(len(walls)),
        f"{wall / _median(ours, 'wall'):.2f}" if ours["runs"] else "",
        f"{_median(entry, 'user') + _median(entry, 'system'):.2f}", f"{peak / 1e6:.0f}",
        f"{peak / _median(ours, 'peak'):.2f}" if ours["runs"] else "",
        f"{entry['pages']:,}", f"{entry['html'] / 1e6:.1f}", f"{entry['files']:,}", f"{entry['bytes'] / 1e6:.1f}",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _median(entry: Mapping[str, Any], name: str) -> float:
    return statistics.median(run[name] for run in entry["runs"]) if entry["runs"] else 0.0


def _equality(entries: Sequence[Mapping[str, Any]]) -> str:
    lines = [EQUALITY]
    for name in dict.fromkeys(entry["name"] for entry in entries):
        built = [entry for entry in entries if entry["name"] == name and entry["runs"]]
        lines.append(f"### {name}\n")
        lines += [f"- {text}" for text in PEERS[name].EQUAL]
        lines += [f"- Not equal: {text}" for text in PEERS[name].NOT_DONE]
        if name != OURS:
            lines += [
                f"- At {entry['size']:,}: {entry['missing']:,} of our pages missing, {entry['words']:.0%} of our words."
                for entry in built
            ]
        lines.append("")
    return "\n".join(lines)


def _check(found: Mapping[str, Any]) -> str:
    lines = ["## `evibase check`\n", "| | wall s, median | CPU s | peak MB |\n|---|--:|--:|--:|"]
    for name, run in found["runs"].items():
        lines.append(f"| {name} | {run['wall']:.2f} | {run['cpu']:.2f} | {run['peak'] / 1e6:.0f} |")
    return "\n".join([*lines, "\nWith warm file caches; start-up of Python and imports included.\n"])


def _citations(entries: Sequence[Mapping[str, Any]]) -> str:
    lines = [
        "## Bibliographies\n",
        "| | entries | s, median | ms an entry | fastest to slowest | peak MB |\n|---|--:|--:|--:|--:|--:|",
    ]
    for entry in entries:
        if not entry["runs"]:
            lines.append(f"| {entry['name']} | {entry['size']:,} | {entry['error']} | | | |")
            continue
        walls = [run["wall"] for run in entry["runs"]]
        number, wall = entry["runs"][0]["entries"], _median(entry, "wall")
        lines.append(
            f"| {entry['name']} | {number:,} | {wall:.2f} | {wall / number * 1000:.3f} "
            f"| {min(walls):.2f} to {max(walls):.2f} | {_median(entry, 'peak') / 1e6:.0f} |"
        )
    return "\n".join([*lines, "\nThe time is that of the work alone, without start-up and imports.\n"])


def _served(entries: Sequence[Mapping[str, Any]]) -> str:
    lines = [
        "## A change under `mkdocs serve`\n",
        "From saving a finding to its new page being served. Own work is reading, checking, linking, making pages,",
        "writing and the search index; the rest is the system telling of the change, and the host. After a build of",
        "the host, pages are made once more to know what each is made of, which the first change waits for.\n",
        "| findings | what is changed | saved to served ms, median | slowest | own work ms, median | files written |",
        "|--:|---|--:|--:|--:|--:|",
    ]
    for entry in entries:
        lines += [
            f"| {entry['size']:,} | {name} | {found['saved to served']:.0f} | {found['slowest']:.0f} "
            f"| {found['own work']:.0f} | {found['files']:.0f} |"
            for name, found in entry["fields"].items()
        ]
    lines += [
        f"\n- {entry['size']:,} findings: {entry['rounds']} findings changed; the host's build took "
        f"{entry['first build']:.1f} s, and the first change was shown after {entry['ready']:.1f} s"
        for entry in entries
    ]
    return "\n".join([*lines, ""])


def _growth(entries: Sequence[Mapping[str, Any]]) -> str:
    lines = [
        "## Growth, evibase alone\n",
        "| findings | wall s, median | to the size before | CPU s | peak MB | HTML pages | HTML MB |",
        "|--:|--:|--:|--:|--:|--:|--:|",
    ]
    before = 0.0
    for entry in entries:
        if not entry["runs"]:
            lines.append(f"| {entry['size']:,} | {entry['error']} | | | | | |")
            continue
        wall = _median(entry, "wall")
        cpu = _median(entry, "user") + _median(entry, "system")
        lines.append(
            f"| {entry['size']:,} | {wall:.2f} | {f'{wall / before:.1f} times' if before else ''} | {cpu:.2f} "
            f"| {_median(entry, 'peak') / 1e6:.0f} | {entry['pages']:,} | {entry['html'] / 1e6:.1f} |"
        )
        before = wall
    return "\n".join([*lines, ""])
