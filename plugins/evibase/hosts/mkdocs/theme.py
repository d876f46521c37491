"""Our part of the theme: overrides that give way to the user's own, style sheets, scripts and the sitemap."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel

from evibase.artifact import address
from evibase.hosts.assets import PAGES, assets
from evibase.hosts.mkdocs import shell

_ENTRY = re.compile(r"[ ]*<url>.*?</url>", re.DOTALL)


def add_theme(config: MkDocsConfig) -> MkDocsConfig:
    """Add our templates after the user's and before the theme's, and tell them where search leads."""
    if config.theme.name in {"mkdocs", "readthedocs"}:
        raise PluginError(
            f"{Path(config.config_file_path).name}:1:1: wrong-value: evibase's pages are made for the theme `material` "
            f'and not for "{config.theme.name}". Set `theme: material`, or see `evibase write`.'
        )
    overrides = str(PAGES / "theme")
    if overrides not in config.theme.dirs:
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, overrides)
    explore = address("explore/index.md", directory_urls=config.use_directory_urls)
    brief = address("brief/index.md", directory_urls=config.use_directory_urls)
    ours = {"explore": explore, "brief": brief, "index": "search/index.json"}
    config.extra["evibase"] = {**ours, **config.extra.get("evibase", {})}
    return config


def add_assets(files: Files, config: MkDocsConfig) -> None:
    """Add style sheets and scripts, unless the user has put files of their own in their place."""

    def own(name: str) -> str | None:
        file = files.get_file_from_path(name)
        return file.content_string if file else None

    for name, text in assets(own):
        if files.get_file_from_path(name) is None:
            files.append(File.generated(config, name, content=text, inclusion=InclusionLevel.INCLUDED))


def sitemap(output: str, addresses: Iterable[str]) -> str:
    """Give the host's sitemap with the records' pages and without the prototypes, sorted.

    The date is the one that the host has put on its own pages, for a rebuild changes them all.
    """
    entries = [entry for entry in _ENTRY.findall(output) if shell.CANONICAL not in entry]
    if not entries:
        return output
    date = re.search(r"<lastmod>([^<]*)</lastmod>", entries[0])
    lastmod = f"\n         <lastmod>{date[1]}</lastmod>" if date else ""
    ours = (f"    <url>\n         <loc>{escape(url)}</loc>{lastmod}\n    </url>" for url in addresses)
    head, *_, tail = _ENTRY.split(output)
    return head + "\n".join(sorted({*entries, *ours})) + tail
