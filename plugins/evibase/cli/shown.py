"""What commands print about problems."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from evibase.hosts.checking import report_of
from evibase.reports.terminal_text import terminal_text

if TYPE_CHECKING:
    from evibase.build import Compiled
    from evibase.problems import Problem


def in_colour(*, err: bool = False) -> bool:
    """Say whether to paint: on a terminal that can, where nobody has asked not to (https://no-color.org/)."""
    stream = sys.stderr if err else sys.stdout
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def problems_shown(
    compiled: Compiled,
    root: Path,
    problems: tuple[Problem, ...],
    drafts: Mapping[str, str] | None = None,
    *,
    err: bool = False,
) -> str:
    """Give problems as text for the terminal; `drafts` are texts of files that are not written yet."""
    return terminal_text(report_of(compiled, root, problems, drafts=drafts or {}), colour=in_colour(err=err))
