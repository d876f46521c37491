"""What is written into a record is what is read from it, to the last character."""

from __future__ import annotations

import json
import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from evibase.graph.graph import Graph
from evibase.records.finding import Finding
from evibase.records.model import Record
from evibase.records.raw import Raw
from evibase.records.reading import read_base
from tests.bases import TEXTS, bases, compiled

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ]*[A-Za-z0-9]\Z|[A-Za-z0-9]\Z")


@st.composite
def _scalar(draw: DrawFn, text: str, indent: int) -> str:
    """Write a text in one of the ways in which YAML lets people write it."""
    ways = [json.dumps(text, ensure_ascii=False)]  # YAML knows no pairs of half characters, so no ASCII only
    if "\n" not in text:
        ways.append("'" + text.replace("'", "''") + "'")
        ways.append(f"|-\n{' ' * (indent + 2)}{text}")
    if _PLAIN.match(text):
        ways.append(text)
    return draw(st.sampled_from(ways))


@st.composite
def _written(draw: DrawFn, data: Any, indent: int = 0) -> str:  # noqa: ANN401 - plain data
    """Write plain data as block YAML."""
    pad = " " * indent
    if isinstance(data, str):
        return f" {draw(_scalar(data, indent))}\n"
    if isinstance(data, dict):
        items = [f"{pad}{key}:{draw(_written(value, indent + 2))}" for key, value in data.items()]
    else:
        items = [f"{pad}-{draw(_written(value, indent + 2))}" for value in data]
    return "\n" + "".join(items)


def _plain(data: object) -> Any:  # noqa: ANN401 - plain data
    """Give data with every number as the text that a person would write."""
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_plain(value) for value in data]
    return str(data)


def _content(record: Record) -> dict[str, Any]:
    data = record.data()
    return data | {facet: list(terms) for facet, terms in record.facets.items()}


@given(bases(), st.data())
def test_a_finding_that_is_written_and_read_is_the_same(files: dict[str, bytes], data: st.DataObject) -> None:
    """Law: read(write(r)) == r, in whatever style its texts are written."""
    graph: Graph = compiled(files).graph
    findings = graph.base.of(Finding)
    again = {path: text for path, text in files.items() if not path.startswith("findings/")}
    again |= {f.path: data.draw(_written(_plain(_content(f)))).lstrip("\n").encode() for f in findings.values()}
    base = read_base(Raw(path, text) for path, text in again.items())
    assert not base.problems, "\n".join(map(str, base.problems))
    # Not the records themselves: those know the YAML that they were read from.
    read = base.of(Finding)
    assert {name: _content(finding) for name, finding in read.items()} == {n: _content(f) for n, f in findings.items()}


@given(TEXTS, st.data())
def test_text_survives(text: str, data: st.DataObject) -> None:
    """Law: a text is read as written: no script, number, quote or sign in it means anything to us."""
    finding = {
        "claim": "People who write a text want to see the same text again.", "where": ["INT"], "context": text,
        "evidence": [{"source": "one", "locator": text, "stance": "supports", "design": "survey"}],
        "implications": [{"for": "all", "text": text}], "by": ["ada"],
    }  # fmt: skip
    raw = Raw("findings/a-finding.yml", data.draw(_written(finding)).encode())
    base = read_base([raw])
    assert not base.problems, "\n".join(map(str, base.problems))
    read = base.of(Finding)["a-finding"]
    assert [read.context, read.evidence[0].locator, read.implications[0].text] == [text] * 3
