"""The commands `evibase bib`, tried with a server on this machine: what they print, write, and how they exit."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests.hosts.sites import BASE, Ran, evibase

_ARTICLE = {
    "type": "journal-article", "DOI": "10.5555/article", "title": ["Time for <i>care</i> &amp; learning"],
    "container-title": ["Journal of Samples"], "volume": "4", "issued": {"date-parts": [[2022]]},
    "author": [{"family": "Poe", "given": "Pat"}],
}  # fmt: skip
_BOOK = {"type": "book", "title": ["A book"], "publisher": "Sample Press", "issued": {"date-parts": [[1999]]},
         "author": [{"family": "Moe", "given": "Mia"}], "ISBN": ["9780306406157"]}  # fmt: skip
_DATASET = {
    "doi": "10.5555/data", "titles": [{"title": "A data set"}], "publicationYear": 2021, "publisher": "Archive",
    "creators": [{"familyName": "Loe", "givenName": "Lou"}], "types": {"resourceTypeGeneral": "Dataset"},
}  # fmt: skip
_NOTICE = {
    "DOI": "10.5555/notice",
    "update-to": [{"DOI": "10.5555/DOE", "type": "retraction", "source": "retraction-watch",
                   "updated": {"date-parts": [[2026, 5, 31]]}}],
}  # fmt: skip
_CSV = (
    b"Record ID,Title,Reason,RetractionDate,RetractionDOI,OriginalPaperDOI,RetractionNature\n"
    b"1,Time,+Error in Data;,5/31/2026 0:00,10.5555/notice,10.5555/doe,Retraction\n"
)


@dataclass
class Service:
    """A server that answers as Crossref and DataCite do, and what it was asked."""

    address: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)
    busy: int = 0
    broken: bytes = b""


@pytest.fixture
def service() -> Iterator[Service]:
    """Give a server on this machine."""
    state = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.asked.append((self.path, self.headers.get("User-Agent", "")))
            if state.busy:
                state.busy -= 1
                self.send_response(429)
                self.send_header("Retry-After", "0")
                self.end_headers()
                return
            answer = _answer(self.path)
            data = state.broken or json.dumps(answer).encode()
            self.send_response(200 if answer or state.broken else 404)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.address = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, daemon=True).start()
    yield state
    server.shutdown()
    server.server_close()


def _answer(path: str) -> object:  # noqa: PLR0911 - one for each thing that can be asked
    parts = urlsplit(path)
    query = parse_qs(parts.query)
    asked = query.get("filter", [""])[0]
    if unquote(parts.path) == "/works/10.5555/article":
        return {"message": _ARTICLE}
    if parts.path == "/works" and asked == "isbn:9780306406157":
        return {"message": {"items": [{"type": "book-chapter", "title": ["Not this"]}, _BOOK]}}
    if parts.path == "/works" and "updates:10.5555/doe" in asked.split(","):
        return {"message": {"items": [_NOTICE]}}
    if parts.path == "/works":
        return {"message": {"items": []}}
    if unquote(parts.path) == "/dois/10.5555/data":
        return {"data": {"attributes": _DATASET}}
    if parts.path == "/dois" and "https://example.org/data" in query["query"][0]:
        return {"data": [{"attributes": _DATASET}]}
    return {"data": []} if parts.path == "/dois" else None


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a project whose first work has a DOI."""
    folder = Path(shutil.copytree(BASE, tmp_path / "project"))
    bib = folder / "references.bib"
    text = bib.read_text(encoding="utf-8").replace("  year = {2020},", "  year = {2020},\n  doi = {10.5555/doe},", 1)
    bib.write_text(text, encoding="utf-8")
    return folder


def _bib(project: Path, *arguments: str | Path, service: Service | None = None) -> Ran:
    where = ("--crossref", service.address) if service else ()
    more = ("--datacite", service.address) if service and arguments[0] == "add" else ()
    ran = evibase(project, "bib", *arguments, *where, *more)
    assert "Traceback" not in ran.stdout + ran.stderr
    return ran


@pytest.mark.parametrize(
    ("identifier", "key", "kind"),
    [
        ("10.5555/article", "poe-2022", "@article"),
        ("https://doi.org/10.5555/ARTICLE", "poe-2022", "@article"),
        ("https://journal.example/doi/full/10.5555/article?x=1", "poe-2022", "@article"),
        ("978-0-306-40615-7", "moe-1999", "@book"),
        ("10.5555/data", "loe-2021", "@dataset"),
        ("https://example.org/data", "loe-2021", "@dataset"),
    ],
)
def test_a_work_is_added(project: Path, service: Service, identifier: str, key: str, kind: str) -> None:
    """Law: a DOI, ISBN or address gives one entry at the end, which the check reads; nothing before it changes."""
    before = (project / "references.bib").read_text(encoding="utf-8")
    ran = _bib(project, "add", identifier, "--mailto", "ada@example.org", service=service)
    assert ran.returncode == 0, ran.stderr
    after = (project / "references.bib").read_text(encoding="utf-8")
    assert after == f"{before}\n{ran.stdout}"
    assert ran.stdout.startswith(f"{kind}{{{key},\n")
    assert all("mailto:ada@example.org" in agent and agent.startswith("evibase/") for _, agent in service.asked)
    checked = _bib(project, "check")
    assert checked.returncode == 0, checked.stdout
    assert ": error" not in checked.stdout


def test_a_work_is_added_once(project: Path, service: Service) -> None:
    """Law: a work that is there, by its DOI, or a key that is taken, is one line and changes nothing."""
    assert _bib(project, "add", "10.5555/article", service=service).returncode == 0
    before = (project / "references.bib").read_bytes()
    for arguments in (("10.5555/article",), ("978-0-306-40615-7", "--key", "doe-2020")):
        ran = _bib(project, "add", *arguments, service=service)
        assert ran.returncode == 1
        assert len(ran.stderr.splitlines()) == 1
    dry = _bib(project, "add", "978-0-306-40615-7", "--dry-run", service=service)
    assert dry.stdout.startswith("@book{moe-1999,")
    assert (project / "references.bib").read_bytes() == before


@pytest.mark.parametrize(
    ("identifier", "message"),
    [
        ("nonsense", "is no DOI, ISBN or address"),
        ("978-0-306-40615-8", "is no DOI, ISBN or address"),
        ("10.5555/nobody", "Neither Crossref nor DataCite knows"),
        ("https://example.org/nobody", "Neither Crossref nor DataCite knows"),
    ],
)
def test_what_cannot_be_added(project: Path, service: Service, identifier: str, message: str) -> None:
    """Law: what is no identifier, or what nobody knows, is one line that says so."""
    ran = _bib(project, "add", identifier, service=service)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert message in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


def test_a_busy_server_is_asked_again_and_a_broken_one_is_named(project: Path, service: Service) -> None:
    """Law: 429 is waited for as long as asked; what is no JSON, or no server, is one line with its name."""
    service.busy = 2
    assert _bib(project, "add", "10.5555/article", "--dry-run", service=service).returncode == 0
    service.busy = 99
    ran = _bib(project, "add", "10.5555/article", service=service)
    assert "answered 429" in ran.stderr
    service.busy, service.broken = 0, b"<html>"
    ran = _bib(project, "add", "10.5555/article", service=service)
    assert "sent no JSON" in ran.stderr
    ran = _bib(project, "add", "10.5555/article", service=Service("http://127.0.0.1:9"))
    assert "could not be reached" in ran.stderr


@pytest.mark.parametrize("way", ["network", "file"])
def test_a_retraction_is_marked_and_shown(project: Path, service: Service, way: str) -> None:
    """Law: over the network or from a file, a retracted work is marked in its sidecar, and the check then warns."""
    sidecar = project / "content" / "sources" / "doe-2020.yml"
    before = sidecar.read_text(encoding="utf-8")
    (project / "watch.csv").write_bytes(_CSV)
    arguments = ("retractions", "--data", "watch.csv") if way == "file" else ("retractions",)
    asked = _bib(project, *arguments, "--check", service=service)
    assert asked.returncode == 1
    assert sidecar.read_text(encoding="utf-8") == before
    ran = _bib(project, *arguments, service=service)
    assert ran.returncode == 0, ran.stderr
    assert '"doe-2020" was retracted on 2026-05-31, says Retraction Watch' in ran.stdout
    assert ran.stdout.splitlines()[-1] == "1 retracted; 1 of 3 references have a DOI and could be looked up"
    text = sidecar.read_text(encoding="utf-8")
    assert text.startswith(before)
    assert 'notice: "https://doi.org/10.5555/notice"' in text
    assert bool(service.asked) == (way == "network")
    checked = evibase(project, "check")
    assert ": warning[retracted-source]: " in checked.stdout
    again = _bib(project, *arguments, "--check", service=service)
    assert (again.returncode, sidecar.read_text(encoding="utf-8")) == (0, text)


def test_a_file_of_something_else_is_named(project: Path) -> None:
    """Law: a file that is not the data of Retraction Watch is one line, and nothing is marked."""
    (project / "watch.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    ran = _bib(project, "retractions", "--data", "watch.csv")
    assert ran.returncode == 1
    assert "is not the data of Retraction Watch" in ran.stderr


def test_one_form(project: Path) -> None:
    """Law: `fmt` writes the one form once; --check and --diff write nothing and exit with 1 where it would change."""
    bib = project / "references.bib"
    bib.write_text(bib.read_text(encoding="utf-8").replace("@book{", "@Book{ ", 1), encoding="utf-8")
    before = bib.read_bytes()
    assert _bib(project, "fmt", "--check").returncode == 1
    diff = _bib(project, "fmt", "--diff")
    assert (diff.returncode, "-@Book{ roe-2021," in diff.stdout, "+@book{roe-2021," in diff.stdout) == (1, True, True)
    assert bib.read_bytes() == before
    assert _bib(project, "fmt").returncode == 0
    assert bib.read_bytes() == before.replace(b"@Book{ ", b"@book{")
    assert _bib(project, "fmt", "--check").returncode == 0


def test_the_check_finds_what_is_missing(project: Path) -> None:
    """Law: `bib check` prints errors of the file and warnings of its own, in order, and exits by their kind."""
    clean = _bib(project, "check")
    assert clean.returncode == 0
    assert '"body-nd" has no year' in clean.stdout
    assert _bib(project, "check", "--strict").returncode == 1
    with (project / "references.bib").open("a", encoding="utf-8") as file:
        file.write(
            "@book{doe-2020, title = {X}}\n@book{x, author = {Poe, Pat and others}, title = {THE TITLE SHOUTS}}\n"
        )
    ran = _bib(project, "check")
    assert ran.returncode == 1
    codes = [line.split(": ")[1 if "warning" not in line else 2] for line in ran.stdout.splitlines()[:-1]]
    assert {"duplicate-citekey", "missing-field", "cut-short-names", "capital-title"} <= set(codes)


@pytest.mark.parametrize("arguments", [("check", "--file", "missing.bib"), ("add",), ("nonsense",)], ids=" ".join)
def test_usage_errors_exit_with_2(project: Path, arguments: tuple[str, ...]) -> None:
    """Law: a wrong call exits with 2 and says what is wrong in its last line."""
    ran = _bib(project, *arguments)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.splitlines()[-1].startswith("Error: ")
