"""The hostile project's site, and a page that notes what must not happen."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Dialog, Page, Request

from tests.browser.hostile.looks import look, pages_of
from tests.browser.hostile.records import files


@pytest.fixture(scope="session")
def hostile_folder(shared: Path) -> Path:
    """Give the folder of the hostile project's site. It has no warnings but for what the fonts of PDFs do not have.

    The first of several processes builds it for all of them.
    """
    project = shared / "hostile"
    with FileLock(f"{project}.lock"):
        if not (project / "site").is_dir():
            _built(project)
    return project / "site"


def _built(project: Path) -> None:
    for path, text in files().items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(project / "site")]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    built = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    told = [line for line in built.stderr.splitlines() if "WARNING" in line and "character-not-in-fonts" not in line]
    assert (built.returncode, told) == (0, []), built.stderr[-5000:]


@pytest.fixture(scope="session")
def hostile(serve: Callable[[Path], str], hostile_folder: Path) -> str:
    """Give the address of the hostile project's site."""
    return serve(hostile_folder)


@pytest.fixture(scope="session")
def faults() -> list[str]:
    """Give the list of what the page did that no page may do: dialogs, requests to other places, errors."""
    return []


@pytest.fixture(scope="session")
def page(browser: Browser, faults: list[str]) -> Iterator[Page]:
    """Give the one page of these tests; what must not happen on it is noted in `faults`."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(5_000)

    def note(request: Request) -> None:
        if not request.url.startswith("http://127.0.0.1:"):
            faults.append(f"request to {request.url}")

    def dismiss(dialog: Dialog) -> None:
        faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    context.on("request", note)
    page = context.new_page()
    page.on("dialog", dismiss)
    page.on("pageerror", lambda error: faults.append(f"error on {page.url}: {error}"))
    yield page
    context.close()


@pytest.fixture
def nothing_runs(page: Page, faults: list[str]) -> Iterator[None]:
    """After a test: no dialog, no request to another place, no script of a payload, no error of our own."""
    faults.clear()
    yield
    assert page.evaluate("() => window.__pwned") is None
    assert faults == []


@pytest.fixture(scope="session")
def looks(hostile: str, hostile_folder: Path, page: Page, faults: list[str]) -> Mapping[str, dict[str, Any]]:
    """Open every page of the hostile site and give what there is to see on it, by address."""
    faults.clear()
    return {address: look(page, hostile + address, faults) for address in pages_of(hostile_folder)}
