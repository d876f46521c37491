"""Links in the HTML of authored pages that lead to Markdown files, under MkDocs, which knows all files of a site."""

from __future__ import annotations

import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files

from evibase.pages.raw_links import LINK, target_of

log = get_plugin_logger("evibase")


def with_addresses(html: str, file: File, files: Files, config: MkDocsConfig) -> str:
    """Give cleaned HTML in which links to Markdown files are addresses; one to no file is told as MkDocs tells it."""

    def addressed(found: re.Match[str]) -> str:
        target = files.get_file_from_path(target_of(file.src_uri, found["path"]))
        if target is None:
            level = config.validation.links.not_found
            log.log(level, "content/%s leads to %s, and there is no such file.", file.src_uri, found["path"])
            return found[0]
        return f"{found['before']}{target.url_relative_to(file)}{found['anchor'] or ''}"

    return LINK.sub(addressed, html)
