"""Dates as people write them in records: year, month and day, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema


def _iso(value: object) -> object:
    # Pydantic would read "2026" as seconds since 1970; only the full ISO 8601 form is a date here.
    if not isinstance(value, str):
        return value
    remedy = "Write year, month and day, such as 2026-05-31."
    try:
        found = date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"which is not a date | {remedy}") from None
    if found.isoformat() != value:
        raise ValueError(f"which is not a date in this form | {remedy}")
    return found


#: A calendar date, written `2026-05-31` (ISO 8601).
IsoDate = Annotated[date, BeforeValidator(_iso), WithJsonSchema({"type": "string", "format": "date"})]
