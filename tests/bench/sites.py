"""What a built site holds: its pages, its bytes, and how much of our words is on theirs."""

from __future__ import annotations

import html
import os
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

#: Pages whose words are compared, spread over all of them.
_SAMPLED = 40
_TAGS = re.compile(r"<(script|style|nav)\b.*?</\1>|<[^>]*>", re.DOTALL)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Site:
    """A built site: HTML pages by path, their bytes, and all files with their bytes."""

    pages: tuple[str, ...]
    html: int
    files: int
    size: int


def weighed(folder: Path) -> Site:
    """Count what stands in a folder."""
    pages: list[str] = []
    weight = files = size = 0
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in names:
            path = os.path.join(parent, name)  # noqa: PTH118 - a hundred thousand files, and this is much faster
            length = os.stat(path).st_size  # noqa: PTH116 - the same
            files, size = files + 1, size + length
            if name.endswith(".html"):
                pages.append(os.path.relpath(path, folder))
                weight += length
    return Site(tuple(sorted(pages)), weight, files, size)


def sample_of(site: Site) -> tuple[str, ...]:
    """Give some pages of a site, the same ones every time."""
    return site.pages[:: max(1, len(site.pages) // _SAMPLED)]


def words_of(folder: Path, pages: tuple[str, ...]) -> dict[str, Counter[str]]:
    """Give the words of pages, without those of navigation."""
    return {page: _words(folder / page) for page in pages if (folder / page).is_file()}


def shared(ours: dict[str, Counter[str]], theirs: dict[str, Counter[str]]) -> float:
    """Give the share of the words of our pages that stand on theirs, 0 to 1."""
    total = sum(words.total() for words in ours.values())
    found = sum((words & theirs.get(page, Counter())).total() for page, words in ours.items())
    return found / total if total else 0.0


def _words(path: Path) -> Counter[str]:
    text = path.read_text(encoding="utf-8", errors="replace")
    body = re.search(r"<(article|main)\b.*</\1>", text, re.DOTALL)
    return Counter(_WORD.findall(html.unescape(_TAGS.sub(" ", body[0] if body else text))))
