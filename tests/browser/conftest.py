"""The real site, built once and served on this machine, and one browser that notices what a page does wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from threading import Thread

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Request, sync_playwright

from tests.browser.kinds import one_of_each
from tests.hosts.sites import CONFIG, REPOSITORY, small_project

_ROOT = Path(__file__).parent.parent.parent
#: A window less wide than that is a phone's.
_NARROW = 600
_ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # no page reaches any other place
)  # fmt: skip


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder as a static host does, with its 404 page."""

    protocol_version = "HTTP/1.1"
    further: Mapping[str, str] = {}

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def end_headers(self) -> None:
        # As static hosts do; without it the browser asks again for every file on every page.
        if "/assets/" in self.path:
            self.send_header("Cache-Control", "max-age=3600")
        for name, value in self.further.items():
            self.send_header(name, value)
        super().end_headers()

    def handle(self) -> None:
        with suppress(ConnectionError):  # the browser has moved on
            super().handle()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder that all processes of one run of pytest share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def build() -> Callable[[Path, Path], subprocess.CompletedProcess[str]]:
    """Give the function that builds a project's site into a folder, strictly."""

    def run(project: Path, folder: Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
        return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)

    return run


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """Give the function that serves a folder on this machine and tells its address, which ends with a slash.

    `headers=` adds to what is sent with every answer.
    """
    servers: list[ThreadingHTTPServer] = []

    def start(folder: Path, headers: Mapping[str, str] | None = None) -> str:
        handler = type("_Handler", (_Handler,), {"further": headers or {}})
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
        server.daemon_threads = True
        servers.append(server)
        Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def site_folder(shared: Path, build: Callable[[Path, Path], subprocess.CompletedProcess[str]]) -> Path:
    """Give the folder of the real site, which the first of several processes builds for all of them."""
    folder = shared / "real-site"
    with FileLock(f"{folder}.lock"):
        if not folder.is_dir():  # a build puts it there whole
            built = build(_ROOT, folder)
            assert built.returncode == 0, built.stderr
    return folder


@pytest.fixture(scope="session")
def kinds(site_folder: Path) -> Mapping[str, str]:
    """Give the address of one page of each kind, found in the real site itself."""
    return dict(one_of_each(site_folder))


@pytest.fixture(scope="session")
def site(serve: Callable[[Path], str], site_folder: Path) -> str:
    """Give the address of the real site."""
    return serve(site_folder)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give the browser that EVIBASE_CHROMIUM names (`tasks.py test` does). Without one the tests fail."""
    path = os.environ.get("EVIBASE_CHROMIUM", "")
    assert path, "no browser: run `python tasks.py test`, or let EVIBASE_CHROMIUM name a Chromium"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(_ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """Give axe-core as JavaScript text."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


#: Nothing is left to do: what an answer has set off has been asked for by then, however slow the machine is.
_IDLE = "() => new Promise((done) => requestIdleCallback(() => setTimeout(() => requestIdleCallback(done), 20)))"
_ROUNDS = 500


@pytest.fixture(scope="session")
def at_rest() -> Callable[[Page], Callable[[], None]]:
    """Give the function from a new page to one that waits, after `goto`, until the page asks for nothing more.

    It goes by what the page does. Playwright's `networkidle` goes by the clock: it takes half a second at least, and
    comes too soon where a busy machine leaves the page waiting as long.
    """

    def listen(page: Page) -> Callable[[], None]:
        under_way: set[Request] = set()

        def started(request: Request) -> None:  # Playwright takes no method of a set for a listener
            under_way.add(request)

        def ended(request: Request) -> None:
            under_way.discard(request)

        page.on("request", started)
        page.on("requestfinished", ended)
        page.on("requestfailed", ended)

        def wait() -> None:
            still = 0
            for _ in range(_ROUNDS):
                page.evaluate(_IDLE)
                still = 0 if under_way else still + 1
                if still > 1:
                    return
            raise AssertionError(f"{page.url} is still waiting for {[request.url for request in under_way]}")

        return wait

    return listen


def _watched(context: BrowserContext, faults: list[str], elsewhere: str = "") -> Page:
    """Give a page whose requests to other places but `elsewhere`, errors and dialogs are noted in `faults`."""
    places = ("http://127.0.0.1:", "data:", "blob:", "about:blank", *filter(None, [elsewhere]))

    def ours(url: str) -> bool:
        return url.startswith(places)

    def dismiss(dialog: Dialog) -> None:
        faults.append(f"dialog on {page.url}: {dialog.message}")
        dialog.dismiss()

    def heard(said: ConsoleMessage) -> None:
        if said.type in {"error", "warning"}:
            faults.append(f"console on {page.url}: {said.text}")

    context.on("request", lambda request: None if ours(request.url) else faults.append(f"request to {request.url}"))
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(f"error on {page.url}: {error}"))
    page.on("dialog", dismiss)
    page.on("console", heard)
    return page


@pytest.fixture(scope="session")
def _pages(browser: Browser) -> Iterator[Callable[[int, int, str, bool], tuple[Page, list[str]]]]:
    """Give one page for each size and scheme, with and without JavaScript; it is kept for all tests."""
    made: dict[tuple[int, int, str, bool], tuple[Page, list[str]]] = {}

    def page_of(width: int, height: int, scheme: str, javascript: bool) -> tuple[Page, list[str]]:  # noqa: FBT001 - a key
        key = (width, height, scheme, javascript)
        if key not in made:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
                java_script_enabled=javascript,
                locale="en-GB",
            )
            context.set_default_timeout(5_000)
            faults: list[str] = []
            made[key] = (_watched(context, faults), faults)
        return made[key]

    yield page_of
    for page, _ in made.values():
        page.context.close()


@pytest.fixture
def visit(_pages: Callable[[int, int, str, bool], tuple[Page, list[str]]], site: str) -> Iterator[Callable[..., Page]]:
    """Give the function that opens an address of the real site: `visit("themes/", width=360, scheme="dark")`.

    Its law holds for every test that uses it: no request leaves the machine, and no page reports an error,
    writes one to the console or opens a dialog.
    """
    used: list[tuple[Page, str, list[str]]] = []

    def go(path: str, *, width: int = 1280, height: int = 900, scheme: str = "light", javascript: bool = True) -> Page:
        page, faults = _pages(width, height, scheme, javascript)
        if not any(one is faults for _, _, one in used):
            faults.clear()
            used.append((page, scheme, faults))
        page.set_viewport_size({"width": width, "height": height})
        page.goto(path if path.startswith("http") else site + path)
        return page

    yield go
    for page, scheme, _ in used:  # the next test is not to see what this one made believe, such as paper
        page.emulate_media(media="null", color_scheme="dark" if scheme == "dark" else "light", reduced_motion="null")
    found = [fault for _, _, faults in used for fault in faults]
    assert not found, "\n".join(found)


@pytest.fixture
def fresh(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Give the function that opens a browser which has kept nothing: `fresh((360, 800), javascript=False)`.

    A narrow one has a touch screen. The law of `visit` holds here, too, but for the addresses below `elsewhere`.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def opened(size: tuple[int, int], *, javascript: bool = True, elsewhere: str = "") -> Page:
        width, height = size
        context = browser.new_context(
            viewport={"width": width, "height": height},
            has_touch=width < _NARROW,
            java_script_enabled=javascript,
            locale="en-GB",
        )
        context.set_default_timeout(5_000)
        contexts.append(context)
        return _watched(context, faults, elsewhere)

    yield opened
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture(scope="session")
def repository(
    tmp_path_factory: pytest.TempPathFactory,
    build: Callable[[Path, Path], subprocess.CompletedProcess[str]],
    serve: Callable[[Path], str],
) -> str:
    """Give the address of a small site that has a repository with forms."""
    folder = tmp_path_factory.mktemp("mapped")
    plugins = [{"evibase/findings": {"home": ["GB"]}}, *CONFIG["plugins"][1:]]  # type: ignore[index]  # a list
    project = small_project(folder / "project", repo_url=REPOSITORY, plugins=plugins)
    built = build(project, folder / "site")
    assert built.returncode == 0, built.stderr
    return serve(folder / "site")


@pytest.fixture
def fresh_at(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Give the function that opens an address in a browser that has kept nothing, with a script that runs first."""
    contexts = []

    def go(path: str, before: str = "", *, width: int = 1280, scheme: str = "light") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            locale="en-GB",
        )
        context.set_default_timeout(5_000)
        contexts.append(context)
        if before:
            context.add_init_script(before)
        page = context.new_page()
        page.goto(site + path)
        return page

    yield go
    for context in contexts:
        context.close()
