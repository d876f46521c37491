"""Links that authored text holds as HTML, as a drawing does: `href="../findings/x.md"` as the address of that page.

Generators turn links in Markdown into addresses, and leave those in HTML alone.
"""

from __future__ import annotations

import posixpath
import re

from evibase.artifact import address, to_root

# In cleaned HTML a `<` that opens no tag is an entity, so this meets tags only; in Markdown code has to be left out.
LINK = re.compile(r'(?P<before><a\b[^<>]*?\shref=")(?P<path>[^"#?:]+\.md)(?P<anchor>[?#][^"]*)?(?=")')
_CODE_OR_LINK = re.compile(
    rf"^ *(?P<fence>`{{3,}}|~{{3,}}).*?^ *(?P=fence)|(?P<ticks>`++)[^`\n]+(?P=ticks)|{LINK.pattern}",
    re.MULTILINE | re.DOTALL,
)


def target_of(path: str, link: str) -> str:
    """Give the file to which a link in the page `path` leads."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), link))


def with_addresses(markdown: str, path: str) -> str:
    """Give Markdown of the page `path` in which links that are HTML are addresses of folders; code stays as it is."""
    root = to_root(address(path))

    def addressed(found: re.Match[str]) -> str:
        if found["path"] is None:
            return found[0]
        return f"{found['before']}{root}{address(target_of(path, found['path']))}{found['anchor'] or ''}"

    return _CODE_OR_LINK.sub(addressed, markdown)
