"""Reading a project: every file is read, nothing is lost in silence, and order does not matter."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evibase.problems import in_order
from evibase.records.authored import Authored
from evibase.records.base import Base
from evibase.records.finding import Finding
from evibase.records.model import Ref
from evibase.records.raw import Raw
from evibase.records.reading import read_base
from evibase.records.term_page import TermPage

_BASE = Path(__file__).parent.parent / "examples" / "base"
_FILES = tuple(
    Raw(path.relative_to(_BASE).as_posix(), path.read_bytes()) for path in sorted(_BASE.rglob("*")) if path.is_file()
)
#: What a hostile pull request may put anywhere.
_BYTES = st.binary(max_size=200) | st.sampled_from(
    [b"", b"\xff\xfe", b"---", b"---\n", b"---\n- a\n---\n", b"- a\n", b"a: b\n", b"[" * 100_000, b"terms: []\n", b"{}"]
)


def _same(one: Base, other: Base) -> bool:
    def ids(base: Base) -> list[tuple[Ref, str]]:
        return [(record.ref, repr(record)) for record in base.records]

    return ids(one) == ids(other) and (one.references, one.broken) == (other.references, other.broken)


def test_the_sample_project_is_read() -> None:
    """Law: each file becomes the record that its place says."""
    base = read_base(_FILES)
    assert base.problems == ()
    assert set(base.of(Finding)) == {"sample", "second-sample", "third-sample"}
    assert base.of(TermPage)["time"].ref == Ref("themes", "time")
    assert base.of(Authored)["index"].body.startswith("What is known")
    assert base.of(Finding)["second-sample"].facets["learning"] == ("courses",)
    assert set(base.reference_of) == {"doe-2020", "roe-2021", "body-nd"}


@given(st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_the_order_of_files_does_not_matter(order: random.Random) -> None:
    """Law: a base is the same whatever order the disk gives its files in, with problems or without."""
    files = [*_FILES, Raw("findings/bad.yml", b"claim: a: b\n"), Raw("findings/a/sample.yml", _FILES[-1].data)]
    shuffled = order.sample(files, len(files))
    one, other = read_base(files), read_base(shuffled)
    assert _same(one, other)
    assert in_order(one.problems) == in_order(other.problems)


@given(st.sampled_from([raw.path for raw in _FILES]), _BYTES)
@settings(deadline=None)
def test_no_file_can_stop_the_reading(path: str, data: bytes) -> None:
    """Law: whatever one file holds, nothing raises, and the findings in the other files are read."""
    base = read_base([Raw(path, data) if raw.path == path else raw for raw in _FILES])
    others = {raw.path for raw in _FILES if raw.path.startswith("findings/") and raw.path != path}
    assert others <= {finding.path for finding in base.of(Finding).values()} or path.startswith("content/vocabularies/")


@pytest.mark.parametrize("facet", ["themes", "sectors", "learning"])
def test_a_broken_vocabulary_is_one_problem(facet: str) -> None:
    """Law: the root cause is reported once; the findings that carry its terms are read without them."""
    path = f"content/vocabularies/{facet}.yml"
    base = read_base([Raw(path, b"label: A: b\n") if raw.path == path else raw for raw in _FILES])
    assert [problem.path for problem in base.problems] == [path]
    assert base.broken == {Ref("vocabularies", facet)}
    assert len(base.of(Finding)) == 3


@pytest.mark.parametrize(
    ("path", "codes"),
    [
        ("findings/a/b/c/new.yml", ["missing-key"]),
        ("findings/new.yaml", ["stray-file"]),
        ("findings/new.md", ["stray-file"]),
        ("findings/README.md", []),
        ("findings/.DS_Store", []),
        ("findings/con.yml", ["invalid-id"]),
        ("findings/index.yml", ["invalid-id"]),
        ("findings/a\nb.yml", ["invalid-id"]),
        ("findings/new\n.yml", ["invalid-id"]),
        (f"findings/{'a' * 81}.yml", ["invalid-id"]),
        (f"findings/{'a' * 80}.yml", ["missing-key"]),
        ("content/logo.png", []),
        ("content/about/us.md", ["wrong-value"]),
        ("content/case-studies/index.md", ["wrong-value"]),
        ("content/case-studies/below/new.md", ["stray-file"]),
        ("content/case-studies/photo.jpg", []),
        ("content/themes/new.md", ["wrong-value"]),
        ("content/themes/new.yml", ["stray-file"]),
        ("content/people.yaml", ["stray-file"]),
        ("content/vocabularies/by.yml", ["invalid-id"]),
        ("content/vocabularies/findings.yml", ["invalid-id"]),
    ],
)
def test_what_a_path_says(path: str, codes: list[str]) -> None:
    """Law: a file that stands where records stand is read or reported, and its name is an address or reported."""
    data = b"---\n- a\n---\n" if path.endswith(".md") else b"x: y\n"
    base = read_base([*_FILES, Raw(path, data)])
    found = list(dict.fromkeys(problem.code for problem in base.problems))
    assert found[: len(codes)] == codes
    assert bool(found) == bool(codes)
