"""Retractions as a file: the data of Retraction Watch, as Crossref publishes them.

Source: https://gitlab.com/crossref/retraction-watch-data, one row a notice. Only what takes a work back counts:
corrections and expressions of concern do not, and a reinstatement ends what came before it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_NEEDED = ("OriginalPaperDOI", "RetractionNature", "RetractionDate", "RetractionDOI", "Reason")
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_UNAVAILABLE = frozenset({"", "unavailable", "none"})


@dataclass(frozen=True, slots=True)
class Notice:
    """That a work was taken back: its DOI in small letters, the day, the DOI of the notice, why, and who says so."""

    doi: str
    day: str
    notice: str
    reason: str
    source: str


def read_retraction_watch(lines: Iterable[str]) -> tuple[dict[str, Notice], str]:
    """Give the notices by DOI, the latest of each, and what is wrong with the file as a whole, or nothing."""
    try:
        rows = csv.DictReader(lines)
        missing = [name for name in _NEEDED if name not in (rows.fieldnames or ())]
        if missing:
            return {}, f"it has no column {', '.join(missing)}; the file of Retraction Watch has them."
        return _standing(rows), ""
    except csv.Error as error:
        return {}, f"it cannot be read as CSV: {error}."


def _standing(rows: Iterable[dict[str, str]]) -> dict[str, Notice]:
    found: dict[str, tuple[str, Notice | None]] = {}
    for doi, nature, notice in _notices(rows):
        if nature not in {"retraction", "reinstatement"}:
            continue
        before = found.get(doi)
        if before is None or before[0] <= notice.day:
            found[doi] = notice.day, notice if nature == "retraction" else None
    return {doi: notice for doi, (_, notice) in found.items() if notice}


def _notices(rows: Iterable[dict[str, str]]) -> Iterator[tuple[str, str, Notice]]:
    for row in rows:
        doi = _doi(row.get("OriginalPaperDOI"))
        if doi:
            nature = (row.get("RetractionNature") or "").strip().casefold()
            reason = "; ".join(
                part.strip().lstrip("+") for part in (row.get("Reason") or "").split(";") if part.strip()
            )
            day = _day(row.get("RetractionDate") or "")
            yield doi, nature, Notice(doi, day, _doi(row.get("RetractionDOI")), reason, "Retraction Watch")


def _doi(text: str | None) -> str:
    value = (text or "").strip().lower()
    return "" if value in _UNAVAILABLE else value


def _day(text: str) -> str:
    if match := _DATE.match(text.strip()):
        return f"{match[3]}-{int(match[1]):02d}-{int(match[2]):02d}"
    match = _ISO.match(text.strip())
    return match[0] if match else ""
