"""The made-up base of the benchmark, and what is made of it for the other generators. Nothing is timed here."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from evibase.hosts.project import compile_project
from tests.bench.contestants import OURS, PEERS
from tests.bench.corpus import write_corpus
from tests.bench.records import converted, pages_of
from tests.bench.report import report

SIZE = 50


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a small corpus that evibase has built."""
    folder = tmp_path_factory.mktemp("corpus")
    write_corpus(SIZE, folder)
    command = (sys.executable, "-m", "mkdocs", "--quiet", "build", "--config-file", str(folder / "mkdocs.yml"))
    subprocess.run(command, check=True)
    return folder


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def test_the_same_corpus_every_time(tmp_path: Path) -> None:
    """Two corpora of one size are the same to the last byte."""
    write_corpus(SIZE, tmp_path / "a")
    write_corpus(SIZE, tmp_path / "b")
    assert _digest(tmp_path / "a") == _digest(tmp_path / "b")


def test_the_corpus_is_sound(tmp_path: Path) -> None:
    """A corpus has no errors, so that what is timed is a build that ends with a site."""
    write_corpus(SIZE, tmp_path)
    compiled = compile_project(tmp_path)
    assert compiled.sound, compiled.problems[:5]


@pytest.mark.parametrize("name", [name for name in PEERS if name != OURS])
def test_every_contestant_is_given_every_page(name: str, corpus: Path, tmp_path: Path) -> None:
    """What is converted for a contestant has as many pages as the site that evibase builds."""
    built = sum(path.name != "404.html" for path in (corpus / "site").rglob("*.html"))
    folder = tmp_path / name
    folder.mkdir()
    assert PEERS[name].prepare(corpus, folder) == built
    data = list(folder.rglob("pages.json"))
    texts = [path for path in folder.rglob("*") if path.suffix in {".md", ".rst"}]
    assert (len(json.loads(data[0].read_text(encoding="utf-8"))) if data else len(texts)) == built


def test_cards_come_with_their_facts(corpus: Path) -> None:
    """A card in the data has words, an address and facts: otherwise the others would render less than we do."""
    site = converted(corpus)
    assert len(site.cards) == SIZE
    assert all(card["link"]["text"] and card["link"]["href"] and card["facts"]["lines"] for card in site.cards.values())
    assert {page["kind"] for page in site.pages} >= {"finding", "source", "term", "policy_option", "case_study"}


def test_pages_of_findings_stay_light(tmp_path: Path) -> None:
    """In a base of 300 findings, each with as much around it as a page shows, none has 30,000 bytes of its own."""
    write_corpus(300, tmp_path)
    weights = [len(page.body.encode()) for page in pages_of(tmp_path) if page.path.startswith("findings/f-")]
    assert len(weights) == 300
    assert max(weights) < 30_000


def test_a_report_says_what_failed() -> None:
    """A contestant without a run stands in the table with the reason, and its missing figures break nothing."""
    run = {"wall": 2.0, "user": 1.0, "system": 0.5, "peak": 9_000_000, "code": 0}
    ours = {
        "name": OURS, "size": 10, "version": "1", "error": "", "runs": [run], "pages": 3, "html": 5_000_000,
        "files": 4, "bytes": 6_000_000, "missing": 0, "words": 1.0,
    }  # fmt: skip
    theirs = ours | {"name": "hugo", "error": "over the limit of 5 s", "runs": []}
    text = report({"peers": {"machine": {"Cores": "2"}, "entries": [ours, theirs]}})
    assert "| evibase | 2.00 | 2.00 to 2.00 | 1 | 1.00 |" in text
    assert "| hugo | over the limit of 5 s |" in text
