"""Links in the HTML of authored pages that lead to Markdown files, as in the drawing of a model.

MkDocs turns `[words](../findings/x.md)` into an address. A link that somebody writes as HTML it leaves alone.
"""

from __future__ import annotations

import posixpath
import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files

log = get_plugin_logger("evibase")

# In cleaned HTML a `<` that opens no tag is an entity, so this meets tags only.
_LINK = re.compile(r'(<a\b[^>]*?\shref=")([^"#?:]+\.md)(#[^"]*)?(?=")')


def with_addresses(html: str, file: File, files: Files, config: MkDocsConfig) -> str:
    """Give cleaned HTML in which links to Markdown files are addresses; one to no file is told as MkDocs tells it."""

    def address(link: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(file.src_uri), link[2]))
        target = files.get_file_from_path(path)
        if target is None:
            level = config.validation.links.not_found
            log.log(level, "content/%s leads to %s, and there is no such file.", file.src_uri, link[2])
            return link[0]
        return f"{link[1]}{target.url_relative_to(file)}{link[3] or ''}"

    return _LINK.sub(address, html)
