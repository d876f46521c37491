"""The history of a project's records, as git knows it: when each came and changed, and how.

The line of first parents counts: that is when something came to the branch that is published, and not when somebody
began to write it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from evibase.graph.history import MOST_AT_ONCE, UNKNOWN, History, Step, history
from evibase.hosts.history import HistoryError, asked, contents
from evibase.hosts.project import FOLDERS, may_hold_records

#: Of so many changes the two versions are compared, the newest first. Older ones are dated and not told.
_COMPARED = 500
_TIME = "\x01"


def chronicle(root: Path) -> History:
    """Give the history of a project; that of nothing where it is in no repository, or in one with a part of it only."""
    try:
        head, shallow = asked(root, "rev-parse", "HEAD", "--is-shallow-repository").decode().split()
        return UNKNOWN if shallow == "true" else _chronicle(root, head)
    except (HistoryError, ValueError):
        return UNKNOWN


@lru_cache(maxsize=2)
def _chronicle(root: Path, head: str) -> History:
    log = asked(
        root, "log", "--first-parent", "-m", "--raw", "--no-abbrev", "-z", "-M", "--relative", "--no-show-signature",
        f"--format={_TIME}%ct", head, "--", *FOLDERS,
    )  # fmt: skip
    changes = list(_changes(log.decode("utf-8", "surrogateescape").split("\0")))
    return history(_steps(changes, _versions(root, changes)))


#: Time, letter of what was done, the file's present path, and the names of its two versions.
_Change = tuple[int, str, str, str, str]


def _changes(tokens: Sequence[str]) -> Iterator[_Change]:
    """Read what `git log --raw -z` prints, newest first: `:mode mode name name letter`, then one path or two."""
    time, now = 0, dict[str, str]()
    waiting = iter(tokens)
    for token in waiting:
        text = token.strip()
        if text.startswith(_TIME):
            time = int(text.removeprefix(_TIME))
        elif text.startswith(":"):
            _, _, before, after, letter = text.split(" ")
            path = next(waiting)
            if letter[0] in "RC":
                former, path = path, next(waiting)
                if letter[0] == "R":  # what came before is told of the name that the file has now
                    now[former] = now.get(path, path)
            if may_hold_records(path):
                yield time, letter[0], now.get(path, path), before, after


def _versions(root: Path, changes: Sequence[_Change]) -> dict[str, bytes]:
    """Give the versions of the newest changes, without those of steps that change very many records."""
    at_once: dict[int, int] = {}
    for time, letter, *_ in changes:
        at_once[time] = at_once.get(time, 0) + (letter in "MR")
    told = [change for change in changes if change[1] in "MR" and at_once[change[0]] <= MOST_AT_ONCE]
    names = list(dict.fromkeys(name for *_, before, after in told[:_COMPARED] for name in (before, after)))
    if not names:
        return {}
    data = contents(asked(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode()))
    return dict(zip(names, data, strict=True))


def _steps(changes: Sequence[_Change], versions: dict[str, bytes]) -> Iterator[Step]:
    kinds = {"A": "added", "C": "added", "D": "removed"}
    for time, letter, path, before, after in changes:
        old, new = versions.get(before), versions.get(after)
        kind = kinds.get(letter, "changed")
        yield Step(time, kind, path, *((old, new) if kind == "changed" else (None, None)))  # type: ignore[arg-type]  # one of the three
