"""Bases to test with: those on disk, and ones that Hypothesis makes up.

A base is its files: bytes by path, as a project folder holds them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from evibase.artifact import File, Page
from evibase.build import Compiled, compile_base, site_files, site_pages
from evibase.graph.history import UNKNOWN, History, Moment
from evibase.hosts.project import read_project
from evibase.pages.search_index import search_index
from evibase.pages.view import Settings, View
from evibase.records.finding import COMPONENTS
from evibase.records.raw import REFUSED, Raw

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "tests" / "examples" / "small"
#: The day against which tests hold review dates.
TODAY = date(2026, 6, 1)

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Site:
    """All that a build yields: pages by path, and files by path."""

    pages: Mapping[str, Page]
    files: Mapping[str, File]


def files_of(folder: Path) -> Files:
    """Give the files of a project on disk."""
    raws, problems = read_project(folder)
    assert not problems
    return {raw.path: raw.data for raw in raws}


def compiled(files: Files) -> Compiled:
    """Compile a base."""
    return compile_base([Raw(path, data) for path, data in files.items()], TODAY)


def site_of(base: Compiled, *, directory_urls: bool = True, history: History = UNKNOWN) -> Site:
    """Build the site of a sound base, with its search index."""
    assert base.sound, "\n".join(map(str, base.problems))
    settings = Settings("The small base", "https://example.org/base/", directory_urls, history=history)
    made = [*site_files(base, settings), *search_index(View(base.graph, settings))]
    return Site({page.path: page for page in site_pages(base, settings)}, {file.path: file for file in made})


def searched(files: Mapping[str, str]) -> list[dict[str, Any]]:
    """Give the records that a search index holds, read from its files as its script reads them."""
    keys = ("u", "k", "t", "s", "x", "n", "c")
    lines = [line for path, text in files.items() if path.startswith("search/r/") for line in text.split("\n")[:-1]]
    return [{"id": line[:5], **dict(zip(keys, json.loads(line[5:]), strict=True))} for line in lines]


def histories(files: Files, start: int = 1_780_000_000) -> st.SearchStrategy[History]:
    """Make up a history of the files of a base: some are in no commit yet, the others have up to three changes."""
    times = st.lists(st.integers(0, 90 * 86_400), min_size=0, max_size=3, unique=True)

    def moments(found: list[int]) -> tuple[Moment, ...]:
        ordered = sorted((start + time for time in found), reverse=True)
        return tuple(Moment(time, "added" if time == ordered[-1] else "changed") for time in ordered)

    made = st.fixed_dictionaries({path: times.map(moments) for path in files})
    return made.map(lambda each: History({path: found for path, found in each.items() if found}))


def as_yaml(data: Mapping[str, Any]) -> str:
    """Write a record as YAML: JSON is YAML, and its strings are double-quoted scalars."""
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in data.items())


def as_page(data: Mapping[str, Any], body: str = "") -> str:
    """Write an authored page: front matter and Markdown."""
    return f"---\n{as_yaml(data)}---\n\n{body}\n"


# No control characters, half characters or marks that reorder text; none of what is refused in records.
_CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"]).filter(lambda letter: not REFUSED.match(letter))
#: Texts as strangers write them: any script, quotes, colons, tags. What is cited in them is in every made-up base.
TEXTS = st.one_of(
    st.sampled_from([
        "Text.", 'She said: "no" - it\'s 87.10 % & more', "<script>alert(1)</script>", "NO", "0123", "12:30",
        "- not a list", "# no comment", "key: value", "{{ 7 * 7 }}", "[@source-1, p. 3]", "| a | b |", "نص عربي",
        "中文", "*emphasis*", "back\\slash \\n", "&amp; &lt;", "'", '"', "null", "~", "!tag",
        "&anchor", "%", "@", "`code`", "e\u0301 é 👩‍🔬",
    ]),
    st.text(_CHARACTERS, min_size=1, max_size=40).filter(lambda text: not re.search("@[A-Za-z0-9_]", text)),
).map(str.strip).filter(bool)  # fmt: skip

_LEVELS = ("high", "moderate", "low", "very-low")
_CONCERNS = ("none", "minor", "moderate", "serious")
_RELATIONS = ("supports", "contradicts", "qualifies", "extends", "see-also")
_AUDIENCES, _DESIGNS = ("managers", "employers"), ("survey", "interviews")
_PEOPLE = ("ada", "ben", "cem", "dan")


def _vocabulary(label: str, on: str, terms: Mapping[str, str | None], **more: str) -> str:
    listed = [
        {"id": term, "label": f"Label of {term}", "definition": f"What {term} means."}
        | ({"broader": broader} if broader else {})
        for term, broader in terms.items()
    ]
    return as_yaml(
        {"label": label, "singular": label[:-1], "definition": f"About {label}.", "on": on, **more, "terms": listed}
    )


_VOCABULARIES = {
    "themes": _vocabulary(
        "Themes", "finding", {"time": None, "evenings": "time", "nights": "evenings", "help": None}, required="yes"
    ),
    "sectors": _vocabulary("Sectors", "finding", {"care": None, "schools": None}, required="yes", most="5"),
    "audiences": _vocabulary("Audiences", "implication", dict.fromkeys(_AUDIENCES)),
    "designs": _vocabulary("Designs", "evidence", dict.fromkeys(_DESIGNS)),
    "instruments": _vocabulary("Instruments", "option", {"rules": None}),
}


def _some(values: Sequence[str], least: int = 0, most: int = 3) -> st.SearchStrategy[list[str]]:
    if not values:
        return st.just([])
    return st.lists(st.sampled_from(values), min_size=least, max_size=most, unique=True)


def _optional(draw: DrawFn, *keys: str) -> dict[str, str]:
    return {key: draw(TEXTS) for key in keys if draw(st.booleans())}


@st.composite
def _evidence(draw: DrawFn, sources: Sequence[str]) -> dict[str, Any]:
    stance = draw(st.sampled_from(["supports", "supports", "qualifies", "contradicts"]))
    needed = {"supports": (), "qualifies": ("condition",), "contradicts": ("note",)}[stance]
    item = {"source": draw(st.sampled_from(sources)), "locator": draw(TEXTS), "stance": stance}
    item |= {"design": draw(st.sampled_from(_DESIGNS))} | {key: draw(TEXTS) for key in needed}
    if draw(st.booleans()):
        item |= {"via": draw(st.sampled_from(sources)), "directness": "indirect"}
    return item | _optional(draw, "sample", "quote")


@st.composite
def _finding(
    draw: DrawFn, name: str, others: Sequence[str], sources: Sequence[str], options: Sequence[str]
) -> dict[str, Any]:
    record: dict[str, Any] = {
        "claim": f"Claim {name} says about learning at work that {draw(TEXTS).translate(_NO_STOPS)} holds.",
        "themes": draw(_some(["time", "evenings", "nights", "help"], 1)),
        "sectors": draw(_some(["care", "schools"], 1)),
        "where": draw(_some(["GB", "GB-SCT", "NO", "EU", "INT"], 1)),
        "evidence": draw(st.lists(_evidence(sources), min_size=1, max_size=4)),
        "implications": [{"for": draw(st.sampled_from(_AUDIENCES)), "text": draw(TEXTS)}],
        "by": draw(_some(_PEOPLE[:2], 1)),
    }
    if draw(st.booleans()) and options:
        record["implications"][0]["option"] = draw(st.sampled_from(options))
    if draw(st.booleans()):
        components = {part: draw(st.sampled_from(_CONCERNS)) for part in COMPONENTS}
        record["confidence"] = {"level": draw(st.sampled_from(_LEVELS)), "because": draw(TEXTS)} | components
        if draw(st.booleans()):
            record["reviewed"] = {"by": list(_PEOPLE[2:]), "on": "2026-05-31"}
    if draw(st.booleans()):
        source = record["evidence"][0]["source"]
        figure = {"label": draw(TEXTS), "value": str(draw(st.decimals(-999, 999, places=2))), "source": source}
        record["figures"] = [figure | _optional(draw, "unit", "group")]
    for other in draw(_some(others, 0, 2)):
        relation = {"finding": other, "type": draw(st.sampled_from(_RELATIONS)), "note": draw(TEXTS)}
        record.setdefault("relations", []).append(relation)
    record |= _optional(draw, "context", "mechanism", "cost", "would_change")
    if draw(st.booleans()):
        record["conditions"] = [draw(TEXTS)]
    return record | draw(_state(others))


# In a claim, what ends a sentence would begin a second one; brackets and quotes could hide one.
_NO_STOPS = dict.fromkeys(map(ord, "?!.\uff1f\u061f\u3002\u0964\u1362\u06d4\u2026"), "-")


@st.composite
def _state(draw: DrawFn, others: Sequence[str]) -> dict[str, str]:
    status = draw(st.sampled_from(["proposed", "proposed", "proposed", "withdrawn", "superseded"]))
    if status == "withdrawn":
        return {"status": status, "withdrawn_because": draw(TEXTS)}
    if status == "superseded" and others:
        return {"status": status, "superseded_by": draw(st.sampled_from(others))}
    return {}


@st.composite
def bases(draw: DrawFn) -> dict[str, bytes]:
    """Make up a sound base of one to eight findings, with whatever a base can hold."""
    sources = [f"source-{n}" for n in range(1, draw(st.integers(1, 5)) + 1)]
    findings = [f"finding-{letter}" for letter in "abcdefgh"[: draw(st.integers(1, 8))]]
    options = [f"option-{n}" for n in range(draw(st.integers(0, 2)))]
    files = {f"content/vocabularies/{name}.yml": text for name, text in _VOCABULARIES.items()}
    files["content/people.yml"] = as_yaml({name: {"name": draw(TEXTS), "role": "editor"} for name in _PEOPLE})
    files["references.bib"] = "\n".join(
        f"@article{{{key},\n  author = {{Doe, Jane}},\n  title = {{Title of {key}}},\n  year = {{200{n}}},\n}}\n"
        for n, key in enumerate(sources)
    )
    for key in sources:
        if draw(st.booleans()):
            project = draw(st.sampled_from(["one", "two", *(f"source {other}" for other in sources)]))
            files[f"content/sources/{key}.yml"] = as_yaml({"project": project} | _optional(draw, "sample", "note"))
    for name in findings:
        others = [other for other in findings if other != name]
        record = draw(_finding(name, others, sources, options))
        if draw(st.booleans()):
            record["aliases"] = [f"former-{name}"]
        folder = draw(st.sampled_from(["", "folder/", "folder/deep/"]))
        files[f"findings/{folder}{name}.yml"] = as_yaml(record)
    files |= draw(_around(findings, sources, options))
    return {path: text.encode() for path, text in files.items()}


@st.composite
def _around(draw: DrawFn, findings: list[str], sources: list[str], options: list[str]) -> dict[str, str]:
    """Make up what stands around the findings: options, a case, a question, the page of a theme, an authored page."""
    files = {}
    for name in options:
        basis = [
            {"finding": finding, "role": draw(st.sampled_from(["supports", "supports", "against", "condition"]))}
            for finding in draw(_some(findings, 1))
        ]
        option: dict[str, Any] = {key: draw(TEXTS) for key in ("title", "summary", "problem")} | {"themes": ["time"]}
        option |= {"level": "team", "instrument": "rules", "actors": ["managers"], "basis": basis, "by": ["ada"]}
        files[f"content/policy-options/{name}.md"] = as_page(option, "More about it.")
    if draw(st.booleans()):
        case: dict[str, Any] = {"title": draw(TEXTS), "summary": draw(TEXTS), "themes": ["help"], "sectors": ["care"]}
        case |= {key: draw(TEXTS) for key in ("problem", "done", "result")}
        case |= {"where": ["GB"], "outcome": "mixed", "tested": "local", "by": ["ben"]}
        case |= {"sources": [{"source": sources[0], "locator": "p. 1"}], "findings": draw(_some(findings))}
        files["content/case-studies/a-case.md"] = as_page(case)
    if draw(st.booleans()):
        question: dict[str, Any] = {"title": draw(TEXTS), "kind": "absolute", "themes": ["time"]}
        question["findings"] = draw(_some(findings))
        question |= {"origin": [{"source": sources[-1], "locator": "p. 2"}], "by": ["ada"]}
        files["content/questions/a-question.md"] = as_page(question, "It matters.")
    if draw(st.booleans()):
        messages = [{"text": draw(TEXTS), "findings": draw(_some(findings, 1))}]
        files["content/themes/time.md"] = as_page(
            {"question": draw(TEXTS), "messages": messages}, f"See [@{sources[0]}]."
        )
    if draw(st.booleans()):
        files["content/about/methods.md"] = f"# Methods\n\nAs @{sources[0]} says.\n"
    return files
