"""The small base in `tests/examples/small/`, compiled and built, compared with `tests/golden/small/`.

What is understood (`model/`) and what is shown (`output/`) are kept apart: a change of wording leaves the model
as it is, and a change of meaning is seen at once. To write both anew: `EVIBASE_UPDATE=1 pytest tests/build`.
Read the difference before you commit it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest

from evibase.artifact import Page
from evibase.build import Compiled
from evibase.graph.graph import Graph
from evibase.graph.history import Edit, History, Moment
from evibase.graph.related import related
from evibase.graph.standing import standings
from evibase.graph.weakest_link import weakest_link
from evibase.records.finding import Finding
from evibase.records.policy_option import PolicyOption
from tests.bases import ROOT, SMALL, compiled, files_of, site_of

#: What git would say of the small base, had it been written over some weeks.
_HISTORY = History(
    {
        "findings/time/cover-helps.yml": (
            Moment(1_780_308_000, "changed", (Edit("confidence", "low", "very-low"), Edit("evidence", "", "supports"))),
            Moment(1_778_000_000, "added"),
        ),
        "findings/support/ask-colleagues.yml": (Moment(1_778_000_000, "added"),),
        "content/policy-options/cover-in-the-rota.md": (Moment(1_779_000_000, "added"),),
        "content/themes/time.md": (Moment(1_780_300_000, "changed"), Moment(1_778_000_000, "added")),
    }
)
_GOLDEN = ROOT / "tests" / "golden" / "small"


@pytest.fixture(scope="module")
def small() -> Compiled:
    """Give the small base, compiled."""
    return compiled(files_of(SMALL))


def test_the_model_is_as_agreed(small: Compiled) -> None:
    """Law: the same files mean the same: problems, records, links both ways, and every derived fact."""
    graph = small.graph
    _compare(
        _GOLDEN / "model",
        {
            "problems.txt": "".join(f"{problem}\n" for problem in small.problems),
            "records.json": _json([_record(record) for record in graph.base.records]),
            "links.txt": "".join(_links(graph)),
            "derived.json": _json(_derived(graph)),
        },
    )


def test_the_output_is_as_agreed(small: Compiled) -> None:
    """Law: the same model gives the same pages and files, to the last byte."""
    site = site_of(small, history=_HISTORY)
    pages = {f"{path.removesuffix('.md')}.html": _page(page) for path, page in site.pages.items()}
    files = {path: file.data.decode() for path, file in site.files.items()}
    assert not pages.keys() & files.keys()
    # One long line would be one long difference, and each word of a record a file.
    manifest = _json(json.loads(files["search/index.json"]))
    shards = {path: files.pop(path) for path in sorted(files) if path.startswith("search/")}
    del shards["search/index.json"]
    index = "".join(f"== {path}\n{text}" for path, text in shards.items())
    _compare(_GOLDEN / "output", pages | files | {"search/index.json": manifest, "search/shards.txt": index})


def _compare(folder: Path, made: Mapping[str, str]) -> None:
    """Compare texts with the files of a folder, or write them there; list every difference and every stale file."""
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    if os.environ.get("EVIBASE_UPDATE"):
        for name, text in made.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
        for name in found - made.keys():
            (folder / name).unlink()
        return
    report = [f"stale: {folder / name}\n" for name in sorted(found - made.keys())]
    for name, text in made.items():
        kept = (folder / name).read_bytes().decode() if name in found else ""
        report += unified_diff(kept.splitlines(True), text.splitlines(True), f"golden/{name}", f"made/{name}")  # noqa: FBT003 - keep line ends
        if kept != text and kept.splitlines() == text.splitlines():
            report.append(f"line ends differ: {name}\n")
    assert not report, "EVIBASE_UPDATE=1 writes the golden files anew.\n" + "".join(report)


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1, default=str) + "\n"


def _record(record: Any) -> dict[str, object]:  # noqa: ANN401 - any record type
    content = record.data()
    return {"path": record.path, "ref": str(record.ref), "facets": dict(record.facets), "body": record.body, **content}


def _links(graph: Graph) -> Iterator[str]:
    for link in graph.links:
        yield f"{link.origin} --{link.role}{f':{link.kind}' if link.kind else ''}--> {link.target}\n"
    for target, links in sorted(graph.incoming.items()):
        yield f"{target} <-- {', '.join(sorted({str(link.origin) for link in links}))}\n"
    for former, ref in graph.aliases.items():
        yield f"{former} == {ref}\n"


def _derived(graph: Graph) -> dict[str, object]:
    stands = standings(graph)
    options = {}
    for name, option in graph.base.of(PolicyOption).items():
        weakest = weakest_link(graph, option, stands)
        options[name] = asdict(weakest) if weakest else None
    return {
        "standings": {name: stand._asdict() for name, stand in stands.items()},
        "weakest links": options,
        "related": {
            name: [(item.finding, item.kind, [str(ref) for ref in item.shared]) for item in related(graph, finding)]
            for name, finding in graph.base.of(Finding).items()
        },
    }


def _page(page: Page) -> str:
    contents = "".join(f"contents: {anchor} {title}\n" for anchor, title in page.contents)
    head = f"title: {page.title}\ndescription: {page.description}\nedit: {page.edit}\nsection: {page.section}\n"
    return f"{head}{contents}---\n{page.body}\n" + (f"---\n{page.markdown}\n" if page.markdown else "")
