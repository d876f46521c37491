"""Search in a browser, ours and Material's, over bases of any size: `python tasks.py bench -- --search`.

Our index is that of the whole base; the pages around it are those of a base of 1,000 findings, for no page of ours
grows with the base. Material's site is built as a whole, with its own search.
"""

from __future__ import annotations

import gzip
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from evibase.pages.search_entry import Entry
from evibase.pages.search_index import SearchIndex, entries, facets
from evibase.pages.view import Settings, View
from tests.bench.contestants import OURS, PEERS
from tests.bench.programs import ROOT, VARIABLE
from tests.bench.records import SITE_NAME, sound_base
from tests.bench.rounds import environment, say

FRAME = 1_000
#: Terms of the explorer that are ticked, one after the other: a kind, themes, a sector, a place.
_TICKED = (0, 8, 30, 60, 75)
WORD, TYPO, TWO = "apprenticeship", "aprenticeship", "policy wages"
#: Above so many findings Material's site is not built: at 10,000 it takes minutes and its index is tens of MB.
MATERIAL_MOST = 10_000
#: From so many on it is searched once.
MATERIAL_SLOW = 2_000
_ARGUMENTS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
_PATIENCE = 180_000

#: Types into the header's field at once and waits until suggestions for that text stand there: milliseconds.
_OURS = """async (text) => {
  const field = document.querySelector("#ev-header-q");
  const box = field.form.querySelector(".ev-suggest");
  field.focus();
  const start = performance.now();
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  while (box.hidden || !box.textContent.includes(`“${text}”`)) await new Promise(requestAnimationFrame);
  return performance.now() - start;
}"""
_MATERIAL = """async (text) => {
  const field = document.querySelector(".md-search__input");
  const toggle = document.querySelector("#__search");
  if (!toggle.checked) toggle.click();
  field.focus();
  const start = performance.now();
  const list = document.querySelector(".md-search-result__list");
  const before = list.firstElementChild;
  field.value = text;
  field.dispatchEvent(new Event("keyup", { bubbles: true }));
  field.dispatchEvent(new Event("input", { bubbles: true }));
  while (!list.firstElementChild || list.firstElementChild === before) await new Promise(requestAnimationFrame);
  return performance.now() - start;
}"""
#: Ticks a term of the explorer and waits until its results stand there: milliseconds.
_FILTER = """async (number) => {
  const boxes = [...document.querySelectorAll("[data-ev-facets] input[type=checkbox]")];
  const list = document.querySelector("[data-ev-results]");
  const start = performance.now();
  boxes[number].click();
  while (list.getAttribute("aria-busy")) await new Promise(requestAnimationFrame);
  return performance.now() - start;
}"""


def search_results(work: Path, sizes: Sequence[int], rounds: int, *, material: bool) -> list[dict[str, Any]]:
    """Give what was measured for each size: building, and our search in a browser, with Material's where wanted."""
    os.environ.setdefault(VARIABLE, sys.executable)  # Material is in our environment, too
    frame = built(work, OURS, FRAME)
    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["EVIBASE_CHROMIUM"], args=list(_ARGUMENTS))
        for size in sizes:
            say(f"{size:,} findings: making our index.")
            result = {"size": size} | _index(work, size, frame)
            say("Searching it.")
            result["ours"] = _median(_searched(browser, frame) for _ in range(rounds))
            if material and size <= MATERIAL_MOST:
                say("Building Material's site.")
                site = built(work, "mkdocs", size)
                say("Searching that.")
                result["material"] = _median(
                    _searched_material(browser, site) for _ in range(rounds if size < MATERIAL_SLOW else 1)
                )
                shutil.rmtree(site)
            found.append(result)
        browser.close()
    return found


def built(work: Path, name: str, size: int) -> Path:
    """Build the site of a contestant, and give its folder."""
    corpus, folder = work / f"corpus-{size}", work / f"search-{name}-{size}"
    _corpus(corpus, size)
    folder.mkdir()
    PEERS[name].prepare(corpus, folder)
    log = work / "search.log"
    with log.open("wb") as output:
        command = PEERS[name].command(folder)
        code = subprocess.call(command, cwd=folder, env=environment(work), stdout=output, stderr=subprocess.STDOUT)
    if code:
        raise SystemExit(f"The site of {name} cannot be built:\n{log.read_text(encoding='utf-8')[-2000:]}")
    return folder / PEERS[name].SITE


def _corpus(folder: Path, size: int) -> None:
    if not folder.is_dir():
        subprocess.run([sys.executable, "-m", "tests.bench.corpus", str(size), str(folder)], cwd=ROOT, check=True)


def _index(work: Path, size: int, site: Path) -> dict[str, Any]:
    """Put the index of a base in the place of the one that a site has; give what it took and weighs."""
    corpus = work / f"corpus-{size}"
    _corpus(corpus, size)
    view = View(sound_base(corpus).graph, Settings(site_name=SITE_NAME))
    assert view.everything  # worked out for the pages, too, so not counted here
    _ = view.standings, view.labels, view.graph.outgoing
    start = time.process_time()
    made = list(entries(view))
    entered = time.process_time()
    index = SearchIndex(facets(view), made)
    files = {file.path: file.data for file in index.files()}
    done = time.process_time()
    shutil.rmtree(site / "search")
    for path, data in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)
    finding = next(each for each in made if each.ref.section == "findings")
    return {
        "records": len(made), "entries": entered - start, "index": done - entered, "files": len(files),
        "bytes": sum(map(len, files.values())), "largest": max(map(len, files.values())),
        "packed": sum(len(gzip.compress(data, 6)) for data in files.values()),
        "one word": _changed(index, finding, {"titles": (*finding.titles, "zymurgy"), "shown": b'["zymurgy"]'}),
        "all words": _changed(index, finding, {"titles": made[-1].titles, "texts": made[len(made) // 3].texts}),
    }  # fmt: skip


def _changed(index: SearchIndex, before: Entry, changes: dict[str, Any]) -> dict[str, float]:
    """Change an entry, and change it back; give the files and bytes that the change rewrites, and how long it takes."""
    names = ("ref", "grade", "shown", "columns", "names", "titles", "texts", "terms")
    after = Entry(**({name: getattr(before, name) for name in names} | changes))
    former = {path: file.data for path, file in index.written({*index.names()}).items() if file}
    start = time.perf_counter()
    written = index.written(index.replace(before, after))
    seconds = time.perf_counter() - start
    files = {path: file.data for path, file in written.items() if file and file.data != former.get(path)}
    index.replace(after, before)
    return {"files": len(files), "bytes": sum(map(len, files.values())), "ms": seconds * 1000}


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder from a process of its own, and give its address."""
    command = [sys.executable, "-m", "tests.bench.serving", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            yield f"http://127.0.0.1:{int(server.stdout.readline())}/"
        finally:
            server.terminate()


def _taken(address: str) -> tuple[float, float]:
    """Give bytes and requests since the last time."""
    connection = HTTPConnection(address.removeprefix("http://").removesuffix("/"))
    connection.request("GET", "/__taken")
    sent, requests = connection.getresponse().read().split()
    connection.close()
    return float(sent), float(requests)


@contextmanager
def _page(browser: Browser) -> Iterator[Page]:
    """Give a page with an empty cache."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(_PATIENCE)
    yield context.new_page()
    context.close()


def _searched(browser: Browser, site: Path) -> dict[str, float]:
    found: dict[str, float] = {}
    with served(site) as address, _page(browser) as page:
        page.goto(f"{address}findings/f-000001/")
        page.wait_for_load_state("networkidle")
        found["page bytes"], _ = _taken(address)
        found["first ms"] = page.evaluate(_OURS, WORD)
        found["first bytes"], found["first requests"] = _taken(address)
        found["next ms"] = page.evaluate(_OURS, TWO)
        found["next bytes"], _ = _taken(address)
        found["typo ms"] = page.evaluate(_OURS, TYPO)
        found["typo bytes"], _ = _taken(address)
    with served(site) as address, _page(browser) as page:
        start = time.perf_counter()
        page.goto(f"{address}explore/")
        page.locator("[data-ev-bar]:not([hidden])").wait_for()
        page.locator("[data-ev-results]:not([aria-busy])").wait_for()
        found["explorer ms"] = (time.perf_counter() - start) * 1000
        found["explorer bytes"], found["explorer requests"] = _taken(address)
        found["filter ms"] = statistics.median(page.evaluate(_FILTER, number) for number in _TICKED)
    return found


def _searched_material(browser: Browser, site: Path) -> dict[str, float]:
    found: dict[str, float] = {}
    with served(site) as address, _page(browser) as page:
        page.goto(f"{address}findings/f-000001/")
        page.wait_for_load_state("networkidle")
        found["page bytes"], _ = _taken(address)
        found["first ms"] = page.evaluate(_MATERIAL, WORD)
        found["first bytes"], found["first requests"] = _taken(address)
        found["next ms"] = page.evaluate(_MATERIAL, TWO)
    return found


def _median(runs: Iterator[dict[str, float]]) -> dict[str, float]:
    found = list(runs)
    return {name: statistics.median(run[name] for run in found) for name in found[0]}
