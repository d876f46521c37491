"""Our style sheets and scripts, as every host puts them into a site.

What every page asks for is joined into one file of each kind. Comments and indentation stay behind: they are half of
what a page would load. The files themselves are as their authors wrote them, and there is no build step to learn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path

#: The folder of the pages room, which holds the theme's templates too.
PAGES = Path(str(files("evibase.pages")))
#: Where the theme's templates look for them in a site.
FOLDER = "assets/evibase"
#: What every page asks for, and the files that are joined in it. Their order counts.
JOINED: Mapping[str, tuple[str, ...]] = {
    "site.css": (
        "evibase.css", "shell.css", "icons.css", "records.css", "evidence.css", "drawing.css", "search.css",
        "citations.css", "collect.css", "seeing.css",
    ),
    "site.js": ("evibase.js", "search.js", "citations.js", "collect.js", "following.js"),
}  # fmt: skip


def assets(own: Callable[[str], str | None] = lambda _: None) -> Iterator[tuple[str, str]]:
    """Give each file's place in the site with its text, sorted.

    `own` gives the text that the user has put in a file's place, if any. It is taken as it stands.
    """
    texts = {path.name: slim(path.read_text(encoding="utf-8")) for path in (PAGES / "assets").iterdir()}
    parts = {name for names in JOINED.values() for name in names}
    for name in sorted({*texts, *JOINED} - parts):
        if (mine := own(f"{FOLDER}/{name}")) is not None:
            yield f"{FOLDER}/{name}", mine
        elif name in JOINED:
            mine_or_ours = (own(f"{FOLDER}/{part}") or texts[part] for part in JOINED[name])
            yield f"{FOLDER}/{name}", "\n".join(mine_or_ours)
        else:
            yield f"{FOLDER}/{name}", texts[name]


def slim(text: str) -> str:
    r"""Give a style sheet or script without indentation, empty lines and the comments that have lines of their own.

    Nothing else is touched, so nothing has to be understood of the language but this: which lines begin within a text
    or a comment. Where a text may go on over the end of a line, or a comment that begins behind code, all is given
    back as it is. A test compares the tokens of every script of ours.

    >>> slim("/* Why.\n   So. */\nlet a = 1; // one\n\n  // Two.\n  let b = `//`;\n")
    'let a = 1; // one\nlet b = `//`;\n'
    """
    lines = text.splitlines()
    if any(_goes_on(line.strip()) for line in lines):
        return text
    kept: list[str] = []
    comment = False
    for line in map(str.strip, lines):
        opened = comment or line.startswith("/*")
        closes = opened and "*/" in line
        if closes and not line.endswith("*/"):  # code goes on behind the comment
            kept.append(f"/* {line}" if comment else line)
        elif not opened and line and not line.startswith("//"):
            kept.append(line)
        comment = opened and not closes
    return "\n".join([*kept, ""])


def _goes_on(line: str) -> bool:
    behind = line.rpartition("/*")[2]
    return bool(line.count("`") % 2) or line.endswith("\\") or ("/*" in line[1:] and "*/" not in behind)
