"""Dates as BibTeX and biblatex write them: `year`, `month`, `day` and the `date` of ISO 8601-2."""

# ruff: noqa: RUF001, RUF002 - dashes, quotation marks and letters of other scripts are what this is about

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from functools import lru_cache

MONTHS = tuple(calendar.month_name[1:])
SEASONS = ("Spring", "Summer", "Autumn", "Winter")
#: The state of a work that has been accepted and has no year yet.
IN_PRESS = "in press"
_LAST_YEAR = 9999
_SEASON_CODES = {21: "Spring", 22: "Summer", 23: "Autumn", 24: "Winter"}
_NO_DATE = re.compile(r"\[?n\.? ?d\.?\]?|no date|undated|s\.? ?d\.?|sine dato?", re.IGNORECASE)
_STATUS = {
    "in press": "in press", "inpress": "in press", "forthcoming": "in press", "to appear": "in press",
    "accepted": "in press", "submitted": "submitted", "in review": "submitted", "under review": "submitted",
    "in preparation": "in preparation", "inpreparation": "in preparation", "prepublished": "", "preprint": "",
}  # fmt: skip
_CIRCA = re.compile(r"(?:ca?\.|ca|circa|about) ?(?=\d)", re.IGNORECASE)
_POINT = re.compile(r"(?P<year>-?\d{1,4}|\d{2}XX|\d{3}X)(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?(?:T[\d:.Z+-]*)?")
_RANGE = re.compile(r" ?(?:/|--?|–) ?")
_WORD = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class Date:
    """A date, whole or in part; all empty is "no date". Months count from 1, years before Christ are negative.

    `end_*` hold the end of a range, `open_ended` says that there is none yet. `status` is "in press",
    "submitted" or "in preparation" for a work that has no year yet.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    end_year: int | None = None
    end_month: int | None = None
    end_day: int | None = None
    season: str = ""
    circa: bool = False
    open_ended: bool = False
    status: str = ""

    @property
    def text(self) -> str:
        """Give the year as it is printed: `2018`, `2003–2008`, `ca. 2010`, `in press`, or nothing."""
        if self.status == IN_PRESS or self.year is None:
            return self.status if self.status == IN_PRESS else ""
        text = _year(self.year)
        if self.open_ended:
            text += "–present"
        elif self.end_year is not None and self.end_year != self.year:
            text += f"–{_year(self.end_year)}"
        return f"ca. {text}" if self.circa else text


#: No date at all, said ("n.d.") or unsaid.
NO_DATE = Date()


def _year(year: int) -> str:
    # ISO 8601 has a year 0, the first before Christ.
    return f"{1 - year} B.C.E." if year < 0 else str(year)


def read_status(text: str) -> str | None:
    """Give what a publication state or a year in words means: `in press`, ... or None if it is none."""
    return _STATUS.get(text.strip().casefold())


@lru_cache(maxsize=1024)
def read_date(text: str) -> Date | None:
    """Read a biblatex `date` (or a `year`): one date, a range, n.d., in press; None if it is no date.

    Understood: `2018`, `2018-03`, `2018-03-05`, `2018-03/2018-05`, `2018/`, `2018~` and `2018?` (circa), `199X`,
    `2003--2008`, seasons 21 to 24 as months (ISO 8601-2, level 1, as biblatex 3.20 reads it), `ca. 2010`.
    """
    text = text.strip()
    if not text or _NO_DATE.fullmatch(text):
        return NO_DATE
    status = read_status(text)
    if status is not None:
        return Date(status=status)
    bare = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    years = _CIRCA.sub("", bare).rstrip("~?%")
    circa = years != bare
    first, last, open_ended = _ends(years)
    start = _point(first)
    if start is None or not last:
        return start and replace(start, circa=circa, open_ended=open_ended)
    end = _point(last)
    if end is None or _order(end) < _order(start):
        return None
    end_year = end.end_year or end.year
    return replace(start, end_year=end_year, end_month=end.month, end_day=end.day, circa=circa)


def _ends(text: str) -> tuple[str, str, bool]:
    if "/" in text:
        first, _, last = text.partition("/")
        return first.rstrip("~?%").strip(), last.replace("..", "").strip(), not last.strip(" .")
    parts = _RANGE.split(text)
    years_only = all(part.isdecimal() and len(part) == len("2018") for part in parts)
    pair = len(parts) == len(("first", "last")) and years_only
    return (parts[0], parts[1], False) if pair else (text, "", False)


def _point(text: str) -> Date | None:
    match = _POINT.fullmatch(text)
    if not match or not text.isascii():
        return None
    written = match["year"]
    year = int(written.replace("X", "0"))
    if not year or year > _LAST_YEAR or (year > 0 and len(written) < len("2018")):
        return None
    month, day = (int(match[part]) if match[part] else None for part in ("month", "day"))
    if "X" in written:
        return Date(year, end_year=int(written.replace("X", "9"))) if month is None else None
    if month in _SEASON_CODES and day is None:
        return Date(year, season=_SEASON_CODES[month])
    return _checked(Date(year, month, day))


def _checked(date: Date) -> Date | None:
    """Give the date if there is such a day in the calendar."""
    for year, month, day in ((date.year, date.month, date.day), (date.end_year, date.end_month, date.end_day)):
        if month is not None and not 1 <= month <= len(MONTHS):
            return None
        # A leap year stands in for a year that is not known or before Christ.
        known = year if year and year > 0 else date.year if date.year and date.year > 0 else 2000
        if day is not None and (month is None or not 1 <= day <= calendar.monthrange(known, month)[1]):
            return None
    return date


def _order(date: Date) -> tuple[int, int, int]:
    return date.year or 0, date.month or 0, date.day or 0


def with_month(date: Date, month: str, day: str = "") -> Date | None:
    """Add a `month` (and `day`) field to a year: a number, a name, a range, `5 March`, `Spring`; None if wrong."""
    months: list[int] = []
    days: list[int] = [int(day)] if day.isascii() and day.isdecimal() else []
    season = ""
    words = _WORD.findall(month)
    for word in words:
        found = _month(word)
        if word.isascii() and word.isdecimal() and len(word) <= len("31"):
            days.append(int(word))
        elif found:
            months.append(found)
        elif (name := {"fall": "Autumn"}.get(word.casefold(), word.capitalize())) in SEASONS:
            season = name
        else:
            return None
    if words and all(word.isdecimal() for word in words):
        # Numbers alone are months: {4}, {4/5}.
        given = len(days) - len(words)
        months, days = days[given:], days[:given]
    if len(months) > 2 or len(days) > 2 or (days and not months):  # noqa: PLR2004 - the two ends of a range
        return None
    dated = replace(date, season=season)
    if months:
        dated = replace(dated, month=months[0], end_month=months[1] if months[1:] else None)
    if days:
        dated = replace(dated, day=days[0], end_day=days[1] if days[1:] else None)
        if dated.end_day and not dated.end_month:
            dated = replace(dated, end_month=dated.month)
    return _checked(dated)


def _month(word: str) -> int:
    """Give the number of a month by its English name or an abbreviation of it (`sept` too), else 0."""
    shortest = 3
    lowered = word.casefold()
    for number, name in enumerate(MONTHS, 1):
        if len(lowered) >= shortest and name.casefold().startswith(lowered):
            return number
    return 0
