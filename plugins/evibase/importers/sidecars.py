"""A retraction written into the sidecar of a source: an edit of its text that leaves all else as it is."""

from __future__ import annotations

import json
import re
from datetime import date

from evibase.importers.notices import Notice

_BLOCK = re.compile(r"^retracted:.*\n?(?:(?:[ \t]+.*|[ \t]*)\n?)*", re.MULTILINE)


def marked(text: str, notice: Notice) -> str:
    """Give the text of a sidecar with the retraction in it; what it said of one before is replaced."""
    lines = [f"  {key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in _values(notice) if value]
    rest = _BLOCK.sub("", text)
    rest = rest if not rest or rest.endswith("\n") else f"{rest}\n"
    return f"{rest}retracted:\n{''.join(lines)}"


def _values(notice: Notice) -> list[tuple[str, str]]:
    safe = notice.notice if notice.notice and not re.search(r"[\s<>\"'\\]", notice.notice) else ""
    return [
        ("on", notice.day if _is_day(notice.day) else ""),
        ("notice", f"https://doi.org/{safe}" if safe else ""),
        ("reason", " ".join(notice.reason.split())),
        ("source", notice.source),
    ]


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
