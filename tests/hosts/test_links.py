"""External links, asked for on a server of this machine: nothing here leaves it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from evibase.hosts.links import Answer, ask, external_links
from tests.bases import SMALL, compiled, files_of
from tests.hosts.sites import evibase, small_project


class _Server(BaseHTTPRequestHandler):
    """Answers with the number that the path names; some paths behave like servers that are met with."""

    def do_HEAD(self) -> None:
        """Answer without a body."""
        self._answer()

    def do_GET(self) -> None:
        """Answer the same with GET, but for what only HEAD is refused."""
        self._answer()

    def _answer(self) -> None:
        name = self.path.strip("/")
        if name == "only-get":
            self.send_response(405 if self.command == "HEAD" else 200)
        elif name in {"301", "302"}:
            self.send_response(int(name))
            self.send_header("Location", "/200")
        elif name == "to-file":
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
        elif name == "around":
            self.send_response(302)
            self.send_header("Location", "/around")
        else:
            self.send_response(int(name))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Give the address of a server on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Server) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()


@pytest.mark.parametrize(
    ("path", "kind", "why"),
    [
        ("200", "ok", ""),
        ("only-get", "ok", ""),
        ("302", "ok", ""),
        ("301", "moved", "has moved for good"),
        ("404", "gone", "answers 404"),
        ("410", "gone", "answers 410"),
        ("403", "unknown", "answers 403"),
        ("429", "unknown", "answers 429"),
        ("503", "unknown", "answers 503"),
        ("to-file", "gone", "answers 302"),
        ("around", "gone", "answers 302"),
    ],
)
def test_what_a_server_says_is_understood(server: str, path: str, kind: str, why: str) -> None:
    """Law: a page is there, has moved, is gone, or the server does not tell; redirects lead to the web only."""
    answer = ask(f"{server}/{path}", 10)
    assert (answer.kind, answer.why) == (kind, why)
    assert answer.now == (f"{server}/200" if kind == "moved" else "")


def test_a_server_that_is_not_there_tells_nothing() -> None:
    """Law: what cannot be reached may be back tomorrow; an address that is none is gone for good."""
    assert ask("http://127.0.0.1:9/", 5).kind == "unknown"
    assert ask("file:///etc/passwd") == Answer("gone", "this is no address of the web")


def test_every_address_is_found_with_its_place(server: str) -> None:
    """Law: works, archived copies, equal terms and authored text give their addresses, each with its place."""
    files = {**files_of(SMALL)}
    files["references.bib"] += (
        b"\n@misc{web-2024,\n  title = {Web},\n  year = {2024},\n  url = {%b/200},\n  doi = {10.1234/abc},\n}\n"
        % server.encode()
    )
    files["content/about/methods.md"] += (
        f"\nSee [there]({server}/404) and {server}/a_(b), or https://example.org/.\n".encode()
    )
    files["content/sources/poe-2022.yml"] = f"archived: {server}/410\n".encode()
    text = files["content/vocabularies/sectors.yml"].decode()
    files["content/vocabularies/sectors.yml"] = text.replace(
        "notation:", f"match: ['{server}/200#x']\n    notation:", 1
    ).encode()
    found = {(link.path, link.url.replace(server, "")) for link in external_links(compiled(files).graph)}
    assert found >= {
        ("references.bib", "https://doi.org/10.1234/abc"),
        ("references.bib", "/200"),
        ("content/about/methods.md", "/404"),
        ("content/about/methods.md", "/a_(b)"),
        ("content/sources/poe-2022.yml", "/410"),
        ("content/vocabularies/sectors.yml", "/200#x"),
    }
    assert not [url for _, url in found if "example.org" in url]


def test_the_command(tmp_path: Path, server: str) -> None:
    """Law: each link that is not in order is one line with its place; only one that leads nowhere gives 1."""
    project = small_project(tmp_path / "project")
    page = project / "content" / "contribute" / "index.md"
    page.write_text(f"# Contribute\n\n[Here]({server}/301), [there]({server}/200).\n", encoding="utf-8")
    ran = evibase(project, "links", "--timeout", "10")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    expected = f"content/contribute/index.md:3:8: moved: {server}/301 has moved for good to {server}/200.\n"
    assert ran.stdout == f"{expected}2 external links: 1 ok, 1 moved\n"
    assert evibase(project, "links", "--strict").returncode == 1
    page.write_text(f"# Contribute\n\n[Here]({server}/404).\n", encoding="utf-8")
    ran = evibase(project, "links")
    assert ran.returncode == 1
    assert ran.stdout == (
        f"content/contribute/index.md:3:8: gone: {server}/404 answers 404.\n1 external links: 1 gone\n"
    )


def test_reviews_that_are_due_are_listed(tmp_path: Path) -> None:
    """Law: a finding whose review date has passed is one line with its place, and gives 1."""
    project = small_project(tmp_path / "project")
    assert evibase(project, "stale").returncode == 0
    with (project / "findings" / "sample.yml").open("a", encoding="utf-8") as file:
        file.write("review_by: 2025-01-31\n")
    ran = evibase(project, "stale")
    assert ran.returncode == 1
    assert ":12: due since 2025-01-31: " in ran.stdout
    assert ran.stdout.splitlines()[-1].startswith("1 of ")
