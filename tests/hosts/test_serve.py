"""Live reload: what changes on the disk shows in the pages that are served."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.hosts.sites import environment, small_project

_DEADLINE = 20.0
_TEMPLATE = "overrides/partials/footer.html"
_RECORD = "findings/sample.yml"


class _Server:
    """`mkdocs serve` on a project, with what it says kept in a file."""

    def __init__(self, project: Path, *arguments: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.log = project.parent / "serve.log"
        command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{self.port}", *arguments]
        with self.log.open("w", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                command, cwd=project, env=environment(PYTHONUNBUFFERED="1"), stdout=log, stderr=log
            )

    def get(self, address: str) -> tuple[int, str]:
        """Give status and text of a page; 0 where the server does not answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", address)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except OSError:
            return 0, ""
        finally:
            connection.close()

    def said(self) -> str:
        """Give what the server has said so far."""
        return self.log.read_text(encoding="utf-8")

    def until(self, come_true: Callable[[], bool]) -> None:
        """Wait until something is so."""
        end = time.monotonic() + _DEADLINE
        while not come_true():
            assert time.monotonic() < end, self.said()
            assert self.process.poll() is None, self.said()
            time.sleep(0.1)

    def shows(self, address: str, text: str) -> None:
        """Wait until a page shows a text."""
        self.until(lambda: text in self.get(address)[1])


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, _Server]]:
    """Give a small project and its server."""
    theme = {"name": "material", "font": False, "custom_dir": "overrides"}
    project = small_project(tmp_path / "project", theme=theme)
    (project / _TEMPLATE).parent.mkdir(parents=True)
    (project / _TEMPLATE).write_text("<footer>first foot</footer>", encoding="utf-8")
    server = _Server(project)
    yield project, server
    server.process.terminate()
    server.process.wait(10)


def _replace(path: Path, one: str, other: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert one in text
    path.write_text(text.replace(one, other), encoding="utf-8")


def test_changes_show_and_mistakes_do_not_stop_it(served: tuple[Path, _Server]) -> None:
    """Law: what changes shows at once, and what is broken is named in the terminal while the pages stay as they were.

    Changed are a record, which records there are, the bibliography, and a template of the user's own.
    """
    project, server = served
    server.shows("/findings/sample/", "Time for learning competes")
    _replace(project / _RECORD, "Time for learning competes", "Time for reading competes")
    server.shows("/findings/sample/", "Time for reading competes")
    text = (project / _RECORD).read_text(encoding="utf-8")
    (project / "findings" / "new-sample.yml").write_text(text.replace("reading", "writing"), encoding="utf-8")
    server.shows("/findings/new-sample/", "Time for writing competes")
    _replace(project / "references.bib", "Time to learn in care", "Time to teach in care")
    server.shows("/sources/doe-2020/", "Time to teach in care")

    (project / _TEMPLATE).write_text("<footer>second foot</footer>", encoding="utf-8")
    server.shows("/findings/sample/", "second foot")

    (project / _RECORD).write_text("claim: x\n", encoding="utf-8")
    server.until(lambda: "findings/sample.yml:1:1: missing-key: " in server.said())
    server.shows("/findings/sample/", "Time for reading competes")
    assert server.get("/findings/new-sample/")[0] == 200
    (project / _RECORD).write_text(text.replace("reading", "resting"), encoding="utf-8")
    server.shows("/findings/sample/", "Time for resting competes")
    (project / "findings" / "new-sample.yml").unlink()
    server.until(lambda: server.get("/findings/new-sample/")[0] == 404)
    assert "Traceback" not in server.said()
    assert not (project / "site").exists()


def test_a_broken_base_is_named_before_anything_is_served(tmp_path: Path) -> None:
    """Law: `serve` on a broken base ends with its lines and no traceback."""
    project = small_project(tmp_path / "project")
    (project / _RECORD).write_text("claim: x\n", encoding="utf-8")
    server = _Server(project)
    assert server.process.wait(_DEADLINE) == 1
    assert "findings/sample.yml:1:1: missing-key: " in server.said()
    assert "Traceback" not in server.said()
