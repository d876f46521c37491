"""Sphinx with sphinx-needs, with findings, sources and options as needs that link to each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from evibase.artifact import Page, address
from tests.bench.documents import Block, blocks_of
from tests.bench.programs import peers_python, version_of
from tests.bench.records import SITE_NAME, pages_of

SITE = "site"
MOST = 1_000
SLOW_FROM = 1_000
EQUAL = (
    "The same pages with the same words; findings, sources, options and cases are needs, and their links are checked.",
    "Its own search index over the full text.",
)
NOT_DONE = (
    "Reads no YAML and no BibTeX: lists, citations and facts stand ready-made in the reStructuredText.",
    "No exports (YAML, JSON, BibTeX), no facets; its page is that of Sphinx's own theme, which is lighter.",
)
#: Sections whose records are needs, and the directives of those.
_NEEDS = {"findings": "finding", "sources": "source", "policy-options": "policy", "case-studies": "casestudy"}
_UNDERLINES = {"h1": "=", "h2": "-", "h3": "~", "h4": "^"}
_SPECIAL = re.compile(r"([\\`*_|<>])")
_CONFIG = f"""project = "{SITE_NAME}"
extensions = ["sphinx_needs"]
needs_id_regex = "^[a-z0-9-]+$"
needs_types = [
{"".join(f'    {{"directive": "{name}", "title": "{name}", "prefix": "", "color": "#fff", "style": "node"}},' + chr(10) for name in _NEEDS.values())}]
"""  # noqa: E501 - one line of Python for each kind


def prepare(corpus: Path, folder: Path) -> int:
    """Write the project; give the number of pages."""
    pages = list(pages_of(corpus))
    paths = {f"/{address(page.path)}": f"/{page.path.removesuffix('.md')}" for page in pages}
    for page in pages:
        path = (folder / "source" / page.path).with_suffix(".rst")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n".join(_document(page, paths)) + "\n", encoding="utf-8")
    (folder / "source" / "conf.py").write_text(_CONFIG, encoding="utf-8")
    return len(pages)


def command(folder: Path) -> Sequence[str]:
    """Give the command that builds the site, on all cores."""
    options = ("-b", "dirhtml", "-q", "-E", "-j", "auto", "-d", str(folder / "doctrees"))
    return (str(peers_python()), "-m", "sphinx", *options, str(folder / "source"), str(folder / SITE))


def version() -> str:
    """Give the versions of Sphinx and sphinx-needs."""
    return f"{version_of('sphinx')} with sphinx-needs {version_of('sphinx-needs')}"


def _document(page: Page, paths: dict[str, str]) -> Iterator[str]:
    yield ":orphan:"
    blocks = blocks_of(page)
    yield _heading(page.title, "h1")
    section, _, name = page.path.removesuffix(".md").partition("/")
    if section in _NEEDS and name != "index" and "/" not in name:
        links = {link for block in blocks for link in block.links if link in paths}
        targets = sorted({_id(link) for link in links if link.split("/")[1] in _NEEDS and _is_record(link)} - {name})
        yield f".. {_NEEDS[section]}:: {_escaped(page.title)}\n   :id: {name}\n" + (
            f"   :links: {', '.join(targets)}\n" if targets else ""
        )
    for block in blocks:
        yield _block(block, paths)


def _is_record(link: str) -> bool:
    return link.count("/") == 3 and link.endswith("/")


def _id(link: str) -> str:
    return link.strip("/").rpartition("/")[2]


def _heading(text: str, kind: str) -> str:
    title = _escaped(" ".join(text.split()))
    return f"{title}\n{_UNDERLINES[kind] * len(title)}"


def _block(block: Block, paths: dict[str, str]) -> str:
    if block.kind == "authored":
        return block.text
    if block.kind == "pre":
        return "::\n\n" + "\n".join(f"   {line}" for line in block.text.strip().split("\n"))
    if block.kind == "h2":
        return _heading(block.text, "h2")
    text = "".join(_span(words, paths.get(link, "")) for words, link in block.spans).strip()
    # What stands under no second-level heading cannot have a third-level one.
    return {"li": f"- {text}", "p": text}.get(block.kind, f"{text}")


def _span(words: str, target: str) -> str:
    lead, core = words[: len(words) - len(words.lstrip())], words.strip()
    if not target or not core:
        return _escaped(words)
    # The spaces behind the backslashes vanish: markup must stand alone, words need not.
    return f"{lead}\\ :doc:`{_escaped(core)} <{target}>`\\ {words[len(words.rstrip()) :]}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
