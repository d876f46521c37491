"""Independent lines of evidence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evibase.graph.independence import independent_lines
from evibase.records.finding import Finding
from tests.bases import SMALL, as_yaml, bases, compiled, files_of


@given(bases())
def test_no_more_lines_than_sources(files: dict[str, bytes]) -> None:
    """Law: there are at most as many lines as distinct sources that do not contradict; any one makes one."""
    graph = compiled(files).graph
    for finding in graph.base.of(Finding).values():
        sources = {item.source for item in finding.evidence if item.stance != "contradicts"}
        assert bool(sources) <= independent_lines(graph, finding) <= len(sources)


@given(bases(), st.data())
def test_a_shared_project_never_adds_a_line(files: dict[str, bytes], data: st.DataObject) -> None:
    """Law: to learn that all sources of a project and another one belong together never raises a count."""
    before = compiled(files).graph
    keys = sorted(before.base.reference_of)
    one, other = data.draw(st.sampled_from(keys)), data.draw(st.sampled_from(keys))
    project = as_yaml({"project": "a new name"}).encode()
    merged = {path: project if path in _sidecars(files, one, other) else text for path, text in files.items()}
    merged |= dict.fromkeys((f"content/sources/{one}.yml", f"content/sources/{other}.yml"), project)
    after = compiled(merged).graph
    for name, finding in before.base.of(Finding).items():
        assert independent_lines(after, after.base.of(Finding)[name]) <= independent_lines(before, finding)


def _sidecars(files: dict[str, bytes], *keys: str) -> set[str]:
    """Give the sidecars of all sources in the projects of the sources named: projects are merged whole."""
    line = {path: text.split(b"\n")[0] for path, text in files.items() if path.startswith("content/sources/")}
    projects = {line[f"content/sources/{key}.yml"] for key in keys if f"content/sources/{key}.yml" in line}
    return {path for path, project in line.items() if project in projects}


@given(bases())
def test_a_source_of_no_project_is_a_line_of_its_own(files: dict[str, bytes]) -> None:
    """Law: where no source names a project, there are as many lines as sources, whatever projects are called."""
    alone = {path: text for path, text in files.items() if not path.startswith("content/sources/")}
    graph = compiled(alone).graph
    for finding in graph.base.of(Finding).values():
        sources = {item.source for item in finding.evidence if item.stance != "contradicts"}
        assert independent_lines(graph, finding) == len(sources)


def test_a_project_called_like_a_source_is_not_that_source() -> None:
    """Law: names of projects and keys of sources are different things."""
    files = dict(files_of(SMALL))
    files["content/sources/doe-2020.yml"] = b"project: source poe-2022\n"
    del files["content/sources/poe-2022.yml"]
    graph = compiled(files).graph
    assert independent_lines(graph, graph.base.of(Finding)["own-time-finishes-less"]) == 2


def test_papers_of_one_project_are_one_line() -> None:
    """Law: two waves of one panel are one line, and evidence against the claim is none of its lines."""
    graph = compiled(files_of(SMALL)).graph
    assert independent_lines(graph, graph.base.of(Finding)["own-time-finishes-less"]) == 1
